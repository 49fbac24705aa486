import { frameRate, mayDropFrames, type TimecodeFormat } from '@segue/timecode';
import type { EditEvent, Transition } from './edit-list.js';
import { markerAt, type Marker, type Reading, type StatedTimeline, type Timeline } from './marker.js';
import { untagged } from './note-tag.js';
import { labelPosition } from './positions.js';
import { decodeText, lineAt, linesOf, Problems, tooLarge } from './text.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NORMAL_SPEED = { num: 1, den: 1 };
const TRANSITIONS: Readonly<Record<string, Transition['kind']>> = {
  C: 'cut',
  D: 'dissolve',
  W: 'wipe',
  K: 'key',
};
const COMMENT = /^\*\s*(?:(FROM CLIP NAME|TO CLIP NAME|LOC)\s*:\s*)?(.*)$/i;
const LOCATOR = /^(\S+)\s+([A-Za-z]+)(?:\s+(.*))?$/;
const SPEED = /^M2\s+.*?\s+(-?\d+(?:\.\d+)?)\s+\S+\s*$/;

/**
 * Reads a CMX3600 edit list, also with the longer reel names of File32 and File129: its events, in the order of the file,
 * zero-length ones (the outgoing side of a dissolve) left out. The frame rate is not in the file: it is the timeline's;
 * whether it drops frames is (`FCM`, `;`).
 */
export function parseEdl(bytes: Uint8Array, timeline: Timeline): Reading<EditEvent> {
  const { events, problems, stated } = scan(bytes, timeline);
  return { items: events.filter(({ record }) => record.out > record.in), problems, stated };
}

/** Reads the markers (`* LOC:`) of an edit list: colour and text, at record time. They are points without author or state. */
export function parseEdlMarkers(bytes: Uint8Array, timeline: Timeline): Reading<Marker> {
  const { markers, problems, stated } = scan(bytes, timeline);
  return { items: markers, problems, stated };
}

interface Scan {
  readonly events: readonly EditEvent[];
  readonly markers: readonly Marker[];
  readonly problems: Reading<never>['problems'];
  readonly stated: StatedTimeline;
}

function scan(bytes: Uint8Array, timeline: Timeline): Scan {
  const refused = tooLarge<never>(bytes);
  if (refused) return { ...refused, events: [], markers: [] };
  const list = new EdlReader(timeline.format);
  for (const [index, line] of linesOf(decodeText(bytes)).entries()) list.read(line.trim(), index);
  return list.end();
}

/** Takes an edit list line by line. */
class EdlReader {
  private readonly events: Mutable<EditEvent>[] = [];
  private readonly markers: Marker[] = [];
  private readonly problems = new Problems();
  private stated: StatedTimeline = {};

  constructor(private format: TimecodeFormat) {}

  read(line: string, index: number): void {
    if (/^\d/.test(line)) this.event(line, index);
    else if (line.startsWith('*')) this.comment(line, index);
    else if (/^M2\s/.test(line)) this.speed(line, index);
    else if (/^TITLE:/i.test(line)) this.stated = { ...this.stated, title: line.slice(6).trim() };
    else if (/^FCM:/i.test(line)) this.countsIn(!/NON/i.test(line) && /DROP/i.test(line), index);
    // What else is there (AUD, SPLIT, the marks of single applications) says nothing about the picture.
  }

  end(): Scan {
    const { events, markers, stated } = this;
    return { events, markers, problems: this.problems.all(), stated };
  }

  private event(line: string, index: number): void {
    const fields = line.split(/\s+/);
    const times = fields.slice(-4);
    const timed = /^\d{1,4}$/.test(fields.at(-5) ?? '') && TRANSITIONS[fields.at(-6)?.charAt(0) ?? ''];
    const end = fields.length - (timed ? 6 : 5);
    const kind = TRANSITIONS[fields[end]?.charAt(0) ?? ''];
    if (end < 3 || kind === undefined) {
      this.problems.add(
        lineAt(index),
        'This is not an event: number, reel, channel, transition and four timecodes.',
      );
      return;
    }
    const drop = times.some((time) => time.includes(';'));
    if (drop && !this.format.dropFrame) this.countsIn(true, index);
    const positions = times.map((time) => labelPosition(time, this.format));
    const [sourceIn, sourceOut, recordIn, recordOut] = positions;
    if (
      typeof sourceIn !== 'number' ||
      typeof sourceOut !== 'number' ||
      typeof recordIn !== 'number' ||
      typeof recordOut !== 'number'
    ) {
      for (const position of positions)
        if (typeof position !== 'number') this.problems.add(lineAt(index), position.problem);
      return;
    }
    if (recordOut < recordIn) {
      this.problems.add(lineAt(index), 'This event ends before it begins.');
      return;
    }
    const reel = fields.slice(1, end - 1).join(' ');
    this.events.push({
      number: fields[0] ?? '',
      reel: reel === 'AX' || reel === 'BL' ? null : reel,
      clipName: null,
      black: reel === 'BL',
      channel: fields[end - 1] ?? '',
      transition: { kind, frames: timed ? Number(fields.at(-5)) : 0 },
      source: { in: sourceIn, out: sourceOut },
      record: { in: recordIn, out: recordOut },
      speed: NORMAL_SPEED,
      comments: [],
    });
  }

  private comment(line: string, index: number): void {
    const [, key = '', text = ''] = COMMENT.exec(line) ?? [];
    const last = this.events.at(-1);
    if (key.toUpperCase() === 'LOC') {
      this.locator(text, index);
    } else if (key.toUpperCase() === 'TO CLIP NAME') {
      if (last) last.clipName = text;
    } else if (key.toUpperCase() === 'FROM CLIP NAME') {
      // Of two lines with one number, a dissolve, the first is what it comes from.
      const before = this.events.at(-2);
      const from =
        before && last && before.number === last.number && last.transition.frames > 0 ? before : last;
      if (from) from.clipName = text;
    } else if (last && text !== '') {
      last.comments = [...last.comments, text];
    }
  }

  private locator(text: string, index: number): void {
    const [, label = '', colour = '', name = ''] = LOCATOR.exec(text) ?? [];
    const position = labelPosition(label, this.format);
    if (typeof position !== 'number') this.problems.add(lineAt(index), position.problem);
    else this.markers.push(untagged({ ...markerAt(position), name, colour: colour.toLowerCase() }));
  }

  private speed(line: string, index: number): void {
    const [, framesPerSecond] = SPEED.exec(line) ?? [];
    const last = this.events.at(-1);
    if (framesPerSecond === undefined || !last) {
      this.problems.add(lineAt(index), 'This speed (M2) cannot be read, or has no event before it.');
      return;
    }
    const [whole = '', decimals = ''] = framesPerSecond.split('.');
    const den = 10 ** decimals.length * frameRate(this.format.rate).nominal;
    last.speed = { num: Number(whole + decimals), den };
  }

  private countsIn(dropFrame: boolean, index: number): void {
    const { rate } = this.format;
    if (dropFrame && !mayDropFrames(rate)) {
      this.problems.add(
        lineAt(index),
        `The list counts in drop frame, which does not exist at ${rate} frames per second.`,
      );
      return;
    }
    this.format = { rate, dropFrame };
    this.stated = { ...this.stated, format: this.format };
  }
}
