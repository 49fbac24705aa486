import { frameRate, type FrameRateName } from '@segue/timecode';
import { NORMAL_SPEED, type EditEvent, type Speed, type Transition } from './edit-list.js';
import { ListLabels } from './list-labels.js';
import { markerAt, type Marker, type OldEncoding, type Reading, type Timeline } from './marker.js';
import { isColourName } from './marker-colours.js';
import { untagged } from './note-tag.js';
import { openText } from './text-file.js';
import { lineAt, linesOf, nothing, Problems } from './text.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const TRANSITIONS: Readonly<Record<string, Transition['kind']>> = {
  C: 'cut',
  D: 'dissolve',
  W: 'wipe',
  K: 'key',
  KB: 'key',
  KO: 'key',
};
/** A film has some thousand, a season of a series some ten thousand. */
const MOST_EVENTS = 100_000;
/** No line of an edit list is as long: what comes behind that is not looked at. */
const LONGEST_LINE = 4096;
const COMMENT = /^\*\s*(?:(FROM CLIP NAME|TO CLIP NAME|SOURCE FILE|LOC)\s*:\s*)?(.*)$/i;
const LOCATOR = /^(\S+)(?:\s+([A-Za-z]+)(?=\s|$))?\s*(.*)$/;
const FRAMES_PER_SECOND = /^[+-]?\d{1,9}(?:\.\d{0,9})?$/;
/** Speeds are written with three decimals at most: 23.98 for 24000/1001. */
const ROUNDING = 0.006;

/**
 * Reads a CMX3600 edit list, also with the longer reel names of File32 and File129: its events, in the order of the file,
 * zero-length ones (the outgoing side of a dissolve) left out. The frame rate is not in the file: it is the timeline's;
 * whether it drops frames is (`FCM`, `;`).
 */
export function parseEdl(bytes: Uint8Array, timeline: Timeline): Reading<EditEvent> {
  const { events, said } = scan(bytes, timeline, 'macintosh');
  return { items: events.filter(({ record }) => record.out > record.in), ...said };
}

/** Reads the markers (`* LOC:`) of an edit list: colour and text, at record time. They are points without author or state. */
export function parseEdlMarkers(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'macintosh',
): Reading<Marker> {
  const { markers, said } = scan(bytes, timeline, encoding);
  return { items: markers, ...said };
}

interface Scan {
  readonly events: readonly EditEvent[];
  readonly markers: readonly Marker[];
  readonly said: Omit<Reading<never>, 'items'>;
}

function scan(bytes: Uint8Array, timeline: Timeline, encoding: OldEncoding): Scan {
  const opened = openText(bytes, encoding);
  if ('what' in opened) return { said: nothing(opened.where, opened.what), events: [], markers: [] };
  const list = new EdlReader(timeline);
  for (const [index, line] of linesOf(opened.text).entries())
    list.read(line.trim().slice(0, LONGEST_LINE), index);
  const { said, ...read } = list.end();
  return { ...read, said: { ...said, ...opened.taken } };
}

/** Takes an edit list line by line. */
class EdlReader {
  private readonly events: Mutable<EditEvent>[] = [];
  private readonly markers: Marker[] = [];
  private readonly problems = new Problems();
  private readonly labels: ListLabels;
  private title: string | undefined;
  private tried = 0;
  /** The event that the comments are about. */
  private named: Mutable<EditEvent> | null = null;

  constructor({ format }: Timeline) {
    this.labels = new ListLabels(format, this.problems);
  }

  read(line: string, index: number): void {
    const first = line.charCodeAt(0);
    if (first >= DIGIT_0 && first <= DIGIT_9) this.event(line, index);
    else if (line.startsWith('*')) this.comment(line, index);
    else if (/^M2\s/.test(line)) this.speed(line, index);
    else if (/^TITLE:/i.test(line)) this.title = line.slice(6).trim();
    else if (/^FCM:/i.test(line)) this.labels.follow(!/NON/i.test(line) && /DROP/i.test(line), lineAt(index));
    // What else is there (AUD, SPLIT, the marks of single applications) says nothing about the picture.
  }

  end(): Scan {
    const { events, markers, title } = this;
    if (this.tried > MOST_EVENTS) {
      const what = `It has more than ${String(MOST_EVENTS)} events, as no cut has: the rest was left out.`;
      this.problems.add('file', what);
    }
    const stated = { ...(title !== undefined && { title }), ...this.labels.stated };
    return { events, markers, said: { problems: this.problems.all(), stated } };
  }

  private event(line: string, index: number): void {
    if (++this.tried > MOST_EVENTS) return;
    // Some write the keys as two words: K B.
    const fields = line.replace(/ K +([BO]) /, ' K$1 ').split(/\s+/);
    const times = fields.slice(-4);
    const timed = /^\d{1,4}$/.test(fields.at(-5) ?? '') && kindOf(fields.at(-6)) !== undefined;
    const end = fields.length - (timed ? 6 : 5);
    const kind = kindOf(fields[end]);
    if (end < 3 || kind === undefined) {
      this.problems.add(
        lineAt(index),
        'This is not an event: number, reel, channel, transition and four timecodes.',
      );
      return;
    }
    const where = lineAt(index);
    // One of the four may be the only one that shows how all of them count.
    for (const time of times) this.labels.notice(time, where);
    const positions = times.map((time) => this.labels.position(time, where));
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
    const event = {
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
    };
    this.events.push(event);
    this.named = event;
  }

  private comment(line: string, index: number): void {
    const [, written = '', text = ''] = COMMENT.exec(line) ?? [];
    const key = written.toUpperCase();
    const last = this.events.at(-1);
    if (key === 'LOC') {
      this.locator(text, index);
    } else if (key === 'TO CLIP NAME') {
      if (last) last.clipName = text;
      this.named = last ?? null;
    } else if (key === 'FROM CLIP NAME') {
      // Of two lines with one number, a dissolve, the first is what it comes from.
      const before = this.events.at(-2);
      const from =
        before && last && before.number === last.number && last.transition.frames > 0 ? before : last;
      if (from) from.clipName = text;
      this.named = from ?? null;
    } else if (this.named && last && text !== '') {
      // A file says what the reel does not, for whichever of the two was named last.
      if (key === 'SOURCE FILE' && !this.named.black && !/^\(?(?:null|none)\)?$/i.test(text))
        this.named.reel ??= text;
      last.comments = [...last.comments, key === '' ? text : `${key}: ${text}`];
    }
  }

  private locator(text: string, index: number): void {
    const [, label = '', word = '', rest = ''] = LOCATOR.exec(text) ?? [];
    const position = this.labels.position(label, lineAt(index));
    if (typeof position !== 'number') {
      this.problems.add(lineAt(index), position.problem);
      return;
    }
    // Some write no colour: then the text begins there.
    const colour = isColourName(word.toLowerCase()) ? word.toLowerCase() : null;
    const name = colour === null ? `${word} ${rest}`.trim() : rest;
    this.markers.push(untagged({ ...markerAt(position), name, colour }));
  }

  /** The speed of a reel: of the event before it, or, in a dissolve, of that one of its two events which has this reel. */
  private speed(line: string, index: number): void {
    // M2, the reel, which may have spaces in it, the speed and the timecode at which it is entered.
    const fields = line.split(/\s+/);
    const [framesPerSecond = '', label = ''] = fields.slice(-2);
    const reel = fields.slice(1, -2).join(' ');
    const [last, before] = [this.events.at(-1), this.events.at(-2)];
    const isOutgoing = before?.number === last?.number && before?.reel === reel && last?.reel !== reel;
    const event = isOutgoing ? before : last;
    if (fields.length < 4 || !FRAMES_PER_SECOND.test(framesPerSecond) || !event) {
      this.problems.add(lineAt(index), 'This speed (M2) cannot be read, or has no event before it.');
      return;
    }
    event.speed = speedOf(framesPerSecond, this.labels.format.rate);
    // What runs backwards is entered where the line says, which some lists do not repeat as the source's beginning.
    const entry = event.speed.num < 0 ? this.labels.position(label, lineAt(index)) : event.source.in;
    if (typeof entry === 'number' && entry > event.source.in && entry <= event.source.out)
      event.source = { in: entry, out: entry + event.record.out - event.record.in };
  }
}

const [DIGIT_0, DIGIT_9] = [0x30, 0x39];

function kindOf(field: string | undefined): Transition['kind'] | undefined {
  return TRANSITIONS[field?.replace(/^W\d+$/, 'W') ?? ''];
}

/** A speed in frames per second, to that of the list: the frames that its labels count, or those there really are. */
function speedOf(text: string, rate: FrameRateName): Speed {
  const { nominal, num, den } = frameRate(rate);
  const [whole = '', decimals = ''] = text.split('.');
  const framesPerSecond = Number(text);
  if (den !== 1 && Math.abs(Math.abs(framesPerSecond) - num / den) < ROUNDING)
    return { num: Math.sign(framesPerSecond), den: 1 };
  return { num: Number(whole + decimals), den: 10 ** decimals.length * nominal };
}
