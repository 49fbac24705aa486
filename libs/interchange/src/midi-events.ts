import type { Problem } from './marker.js';
import { viewOf } from './sound-chunks.js';
import { Problems } from './text.js';

/** What ticks mean: parts of a quarter note, or of a second. */
export type Division =
  { readonly ppq: number } | { readonly framesPerSecond: number; readonly ticksPerFrame: number };

/** The events that say where something is, at a tick from the file's beginning. */
export type TimedEvent = { readonly tick: number } & (
  | { readonly kind: 'marker'; readonly text: Uint8Array }
  | { readonly kind: 'title'; readonly text: Uint8Array }
  | { readonly kind: 'tempo'; readonly microsecondsPerQuarter: number }
  | { readonly kind: 'meter'; readonly numerator: number; readonly denominator: number }
  | {
      readonly kind: 'offset';
      readonly frameRate: number;
      readonly fields: readonly number[];
      readonly subFrame: number;
    }
);

/** A MIDI file, as far as it says where something is: events of all tracks in the order of their ticks. */
interface MidiTimeline {
  readonly division: Division;
  readonly events: readonly TimedEvent[];
  /** Where it is damaged: what comes behind that in the same track is missing. */
  readonly problems: readonly Problem[];
}

/** The largest distance between two events that MIDI can say, in ticks. */
export const LONGEST_DELTA = 0x0fffffff;
/** 100,000 markers, and whatever tempos and meters there may be. More than that is no music. */
const MOST_EVENTS = 500_000;
/** MThd and MTrk as numbers. */
const [HEADER, TRACK] = [0x4d546864, 0x4d54726b];
const [TEXT_TITLE, TEXT_MARKER, TEXT_CUE, END, TEMPO, OFFSET, METER] = [
  0x03, 0x06, 0x07, 0x2f, 0x51, 0x54, 0x58,
];
const [SYSEX, SYSEX_MORE, META] = [0xf0, 0xf7, 0xff];

/** Reads a MIDI file, or says what is wrong with it. Notes and all that says nothing about places are passed over. */
export function readMidi(bytes: Uint8Array): MidiTimeline | Problem {
  if (bytes.length < 4 || viewOf(bytes).getUint32(0) !== HEADER)
    return unreadable('This is not a MIDI file: it does not begin with MThd.');
  if (bytes.length < 14) return unreadable('This MIDI file is damaged, or its end is missing.');
  const view = viewOf(bytes);
  // Format 2 holds patterns that do not follow each other in any stated order.
  if (view.getUint16(8) === 2)
    return unreadable('This MIDI file holds patterns and no timeline. Export it as type 0 or 1.');
  const division = divisionOf(view.getUint16(12));
  if (!division) return unreadable('This MIDI file does not say how long its ticks are.');
  const events: TimedEvent[] = [];
  const problems = new Problems();
  let track = 0;
  for (let at = 8 + view.getUint32(4); at + 8 <= bytes.length; at += 8 + view.getUint32(at + 4)) {
    // Sequencers add parts of their own between the tracks.
    if (view.getUint32(at) !== TRACK) continue;
    const end = at + 8 + view.getUint32(at + 4);
    const reader = new TrackReader(bytes.subarray(at + 8, end), track++, events);
    const what = end > bytes.length ? 'Its end is missing.' : null;
    const damage = reader.read() ?? what;
    if (damage !== null) problems.add(`track ${String(track)}`, damage);
    if (events.length > MOST_EVENTS)
      return unreadable(
        `It has more than ${String(MOST_EVENTS)} markers, tempos and meters, as no music has.`,
      );
  }
  if (track === 0) return unreadable('This MIDI file has no tracks, or its end is missing.');
  // Events of the same tick stay in the order of their tracks, and within them.
  return { division, events: events.sort((a, b) => a.tick - b.tick), problems: problems.all() };
}

/** Takes a track event by event. */
class TrackReader {
  private at = 0;
  private tick = 0;
  /** The status of a note or the like that the next one may leave out. */
  private running = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly track: number,
    private readonly events: TimedEvent[],
  ) {}

  /** Reads to the end of the track; returns what is wrong with it, if something is. */
  read(): string | null {
    const { bytes } = this;
    while (this.at < bytes.length && this.events.length <= MOST_EVENTS) {
      const delta = this.length();
      const status = bytes[this.at];
      if (delta === null || status === undefined) return DAMAGED;
      this.tick += delta;
      if (status === META) {
        const type = bytes[this.at + 1];
        this.at += 2;
        const data = this.data();
        if (type === undefined || data === null) return DAMAGED;
        if (type === END) return null;
        const event = timedEvent(type, data, this.track, this.tick);
        if (event === 'damaged') return DAMAGED;
        if (event) this.events.push(event);
      } else if (status === SYSEX || status === SYSEX_MORE) {
        this.at++;
        if (this.data() === null) return DAMAGED;
      } else {
        if (status >= 0x80) this.at++;
        const kind = status >= 0x80 ? (this.running = status) : this.running;
        if (kind < 0x80 || kind > 0xef) return DAMAGED;
        // Programs and pressure have one byte, all others two.
        this.at += kind >= 0xc0 && kind <= 0xdf ? 1 : 2;
      }
    }
    return null;
  }

  /** A number of variable length, of which all bytes but the last are marked; null when it does not end. */
  private length(): number | null {
    let value = 0;
    for (let count = 0; count < 4; count++) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) return null;
      value = value * 128 + (byte & 127);
      if (byte < 0x80) return value;
    }
    return null;
  }

  /** Bytes with their number before them; null when they are not all there. */
  private data(): Uint8Array | null {
    const length = this.length();
    if (length === null || this.at + length > this.bytes.length) return null;
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

const DAMAGED = 'It is damaged, or its end is missing: what comes behind that was not read.';

function timedEvent(
  type: number,
  data: Uint8Array,
  track: number,
  tick: number,
): TimedEvent | 'damaged' | null {
  const [first, second = 0, third = 0, fourth = 0, fifth = 0] = data;
  switch (type) {
    case TEXT_MARKER:
    case TEXT_CUE:
      return { tick, kind: 'marker', text: data };
    case TEXT_TITLE:
      return track === 0 ? { tick, kind: 'title', text: data } : null;
    case TEMPO:
      if (first === undefined || data.length < 3) return 'damaged';
      return { tick, kind: 'tempo', microsecondsPerQuarter: (first << 16) | (second << 8) | third };
    case METER:
      if (first === undefined || data.length < 2) return 'damaged';
      return { tick, kind: 'meter', numerator: first, denominator: 2 ** second };
    case OFFSET: {
      if (first === undefined || data.length < 5) return 'damaged';
      const frameRate = [24, 25, 29, 30][(first >> 5) & 3] ?? 24;
      return {
        tick,
        kind: 'offset',
        frameRate,
        fields: [first & 31, second, third, fourth],
        subFrame: fifth,
      };
    }
    default:
      return null;
  }
}

/** Ticks to a quarter note, or, with the highest bit set, frames to a second below zero and ticks to a frame. */
function divisionOf(division: number): Division | null {
  if (division === 0) return null;
  if (division < 0x8000) return { ppq: division };
  const framesPerSecond = 256 - (division >> 8);
  const ticksPerFrame = division & 255;
  return [24, 25, 29, 30].includes(framesPerSecond) && ticksPerFrame > 0
    ? { framesPerSecond, ticksPerFrame }
    : null;
}

function unreadable(what: string): Problem {
  return { where: 'file', what };
}
