import {
  FLICKS_PER_SECOND,
  flicksToFrame,
  frameRate,
  tickOfFlicks,
  type Flicks,
  type PlacedTempoMap,
  type TempoMap,
} from '@segue/timecode';
import { nearest } from './exact-seconds.js';
import {
  markerAt,
  type Marker,
  type OldEncoding,
  type Problem,
  type Reading,
  type StatedTimeline,
  type Timeline,
} from './marker.js';
import { LONGEST_DELTA, readMidi, type Division, type TimedEvent } from './midi-events.js';
import { offsetBytes, offsetOf } from './midi-offset.js';
import { asciiBytes, MidiTrack } from './midi-track.js';
import { tagged, untagged } from './note-tag.js';
import { narrowText, tooLarge, type OpenedText } from './text-file.js';
import { nameAlone, nothing, oneLine, Problems } from './text.js';

/** What MIDI means where nothing is said: 120 beats per minute. */
const DEFAULT_TEMPO = 500_000;
const PPQ = 960;
/** The most ticks to a quarter note that the header of a file can say. */
const LARGEST_PPQ = 32_767;
/** So many ticks are a frame, at a tempo at which that comes out without a remainder. */
const TICKS_PER_FRAME: Readonly<Record<number, number>> = {
  24: 40,
  25: 40,
  30: 32,
  48: 20,
  50: 20,
  60: 16,
  120: 8,
};
/**
 * Reads the markers and cue points of a MIDI file, through its own tempo map: tick 0 is the timeline's start. They are
 * points and have names only. Of its timeline a file may state the timecode at which it begins. How its text is encoded it
 * does not say: it is UTF-8 where it is valid, else in the encoding.
 */
export function parseMidi(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'windows-1252',
): Reading<Marker> {
  const refused = tooLarge<Marker>(bytes);
  if (refused) return refused;
  const midi = readMidi(bytes);
  if ('what' in midi) return nothing(midi.where, midi.what);
  const problems = new Problems();
  for (const { where, what } of midi.problems) problems.add(where, what);
  const items: Marker[] = [];
  let stated: StatedTimeline = {};
  const clock = new Clock(midi.division);
  let taken: OpenedText['taken'] = {};
  const wordsIn = (text: Uint8Array): string => {
    const read = narrowText(text, encoding);
    taken = { ...taken, ...read.taken };
    return read.text.replaceAll('\0', '').trim();
  };
  for (const event of midi.events) {
    if (event.kind === 'marker') {
      const position = timeline.start + clock.flicksAt(event.tick);
      if (Number.isSafeInteger(position))
        items.push(untagged({ ...markerAt(position), name: wordsIn(event.text) }));
      else problems.add(`tick ${String(event.tick)}`, 'This marker is too far away to be in a film.');
    } else if (event.kind === 'tempo') {
      const refusal = tempoProblem(event);
      if (refusal) return nothing(refusal.where, refusal.what);
      clock.setTempo(event.tick, event.microsecondsPerQuarter);
    } else if (event.kind === 'title') {
      const title = wordsIn(event.text);
      if (title !== '') stated = { title, ...stated };
    } else if (event.kind === 'offset' && stated.start === undefined) {
      const offset = offsetOf(event, timeline.format);
      if ('problem' in offset) problems.add('SMPTE offset', offset.problem);
      else stated = { ...stated, ...offset };
    }
  }
  return { items, problems: problems.all(), stated, ...taken };
}

/**
 * Writes markers as a MIDI file of type 1, for all DAWs and notation programs: at a tempo at which each frame is a whole
 * number of ticks, with the timecode at which it begins. Everything but position and text is lost; name and comment become
 * one name in ASCII. 23.976, 29.97 without drop frame and the rates above 30 cannot be stated: the timecode is then said
 * at 24, 30 or a half or a quarter of the rate. Markers before the timeline's start are left out, and those three days and
 * more behind it.
 *
 * @param tempo the tempos and meters of the music: the file then has them, begins with their tick 0 and not with the
 *   timeline, and markers stand at the nearest tick.
 */
export function formatMidi(
  markers: readonly Marker[],
  timeline: Timeline,
  tempo?: PlacedTempoMap,
): Uint8Array {
  if (tempo) return formatByTempo(markers, timeline, tempo);
  const { format, start } = timeline;
  const { nominal, num, den } = frameRate(format.rate);
  const ticksPerFrame = TICKS_PER_FRAME[nominal] ?? 40;
  const track = opened(timeline, PPQ);
  track.meter(0, 4, 4);
  track.tempo(0, ((PPQ / ticksPerFrame) * 1_000_000 * den) / num);
  const tickOf = (marker: Marker): number =>
    (flicksToFrame(marker.in, format.rate) - flicksToFrame(start, format.rate)) * ticksPerFrame;
  return closed(track, markers, tickOf);
}

/** Markers at the nearest ticks of the music, whose tick 0 is where the file begins. */
function formatByTempo(markers: readonly Marker[], timeline: Timeline, tempo: PlacedTempoMap): Uint8Array {
  // Coarse ticks are divided, so that a marker is never further off than half of one of 960 to the quarter.
  const finer = Math.max(1, Math.min(Math.ceil(PPQ / tempo.ppq), Math.floor(LARGEST_PPQ / tempo.ppq)));
  const track = opened({ ...timeline, start: tempo.startFlicks }, tempo.ppq * finer);
  const changes = [
    ...tempo.meters.map(({ tick, numerator, denominator }) => ({
      tick,
      write: () => {
        track.meter(tick * finer, numerator, denominator);
      },
    })),
    ...tempo.tempos.map(({ tick, microsecondsPerQuarter }) => ({
      tick,
      write: () => {
        track.tempo(tick * finer, microsecondsPerQuarter);
      },
    })),
  ].sort((a, b) => a.tick - b.tick);
  const tickOf = (marker: Marker): number => {
    const { num, den } = tickOfFlicks(tempo, marker.in - tempo.startFlicks);
    return Number(nearest(num * BigInt(finer), den));
  };
  return closed(
    track,
    markers,
    tickOf,
    changes.map(({ tick, write }) => ({ tick: tick * finer, write })),
  );
}

function opened(timeline: Timeline, ppq: number): MidiTrack {
  const track = new MidiTrack(ppq);
  track.meta(0, 0x03, asciiBytes(oneLine(timeline.title)));
  track.meta(0, 0x54, offsetBytes(timeline));
  return track;
}

/** Writes the markers in their order, between whatever else there is, and ends the file. */
function closed(
  track: MidiTrack,
  markers: readonly Marker[],
  tickOf: (marker: Marker) => number,
  others: readonly { readonly tick: number; readonly write: () => void }[] = [],
): Uint8Array {
  const placed = markers
    .map((marker) => {
      const tick = tickOf(marker);
      const write = (): void => {
        track.meta(tick, 0x06, asciiBytes(tagged(nameAlone(marker), marker)));
      };
      return { tick, write };
    })
    .filter(({ tick }) => tick >= 0 && tick <= LONGEST_DELTA);
  for (const { write } of [...others, ...placed].sort((a, b) => a.tick - b.tick)) write();
  track.meta(track.tick, 0x2f, []);
  return track.file();
}

/**
 * The tempo map of a MIDI file, for bars and beats. What it does not say from the beginning is MIDI's default: 120 beats
 * per minute, 4/4.
 */
export function readTempoMap(bytes: Uint8Array): TempoMap | { readonly problems: readonly Problem[] } {
  const midi = readMidi(bytes);
  if ('what' in midi) return { problems: [midi] };
  if (!('ppq' in midi.division)) {
    const what = 'This MIDI file counts in timecode and not in beats, so it has no tempo map.';
    return { problems: [{ where: 'file', what }] };
  }
  // Of several at one tick the last one counts.
  const tempos = new Map([[0, { tick: 0, microsecondsPerQuarter: DEFAULT_TEMPO }]]);
  const meters = new Map([[0, { tick: 0, numerator: 4, denominator: 4 }]]);
  // Bars behind a gap would be counted wrong.
  const problems = new Problems();
  for (const { where, what } of midi.problems) problems.add(where, what);
  for (const event of midi.events) {
    if (event.kind === 'tempo') {
      const { tick, microsecondsPerQuarter } = event;
      const refusal = tempoProblem(event);
      if (refusal) problems.add(refusal.where, refusal.what);
      else tempos.set(tick, { tick, microsecondsPerQuarter });
    } else if (event.kind === 'meter') {
      const { tick, numerator, denominator } = event;
      if (numerator >= 1 && denominator >= 1 && denominator <= 128)
        meters.set(tick, { tick, numerator, denominator });
      else
        problems.add(`tick ${String(tick)}`, 'This meter is none: both of its numbers must be above zero.');
    }
  }
  if (problems.list.length > 0) return { problems: problems.all() };
  return { ppq: midi.division.ppq, tempos: [...tempos.values()], meters: [...meters.values()] };
}

/** Ticks as time. They must be asked for in their order, with each tempo where it begins. */
class Clock {
  private tick = 0;
  private tempo = BigInt(DEFAULT_TEMPO);
  /** The microseconds up to `tick`, times the ticks in a quarter note: a whole number, so that nothing is rounded. */
  private sum = 0n;

  constructor(private readonly division: Division) {}

  setTempo(tick: number, microsecondsPerQuarter: number): void {
    this.sum += BigInt(tick - this.tick) * this.tempo;
    this.tick = tick;
    this.tempo = BigInt(microsecondsPerQuarter);
  }

  flicksAt(tick: number): Flicks {
    const perSecond = BigInt(FLICKS_PER_SECOND);
    if ('ppq' in this.division) {
      const sum = this.sum + BigInt(tick - this.tick) * this.tempo;
      return Number(nearest(sum * perSecond, BigInt(this.division.ppq) * 1_000_000n));
    }
    const { framesPerSecond, ticksPerFrame } = this.division;
    // 29 stands for 30000/1001.
    const [num, den] = framesPerSecond === 29 ? [30000n, 1001n] : [BigInt(framesPerSecond), 1n];
    return Number(nearest(BigInt(tick) * den * perSecond, num * BigInt(ticksPerFrame)));
  }
}

function tempoProblem({
  tick,
  microsecondsPerQuarter,
}: Extract<TimedEvent, { kind: 'tempo' }>): Problem | null {
  if (microsecondsPerQuarter > 0) return null;
  return { where: `tick ${String(tick)}`, what: 'This tempo is none: a quarter note must take some time.' };
}
