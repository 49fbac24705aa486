// The shots of "Night Train", and the two cuts that are made of them.
import { formatEdl, type EditEvent } from '@segue/interchange';
import { frameToFlicks, timecodeLabel, type TimecodeFormat } from '@segue/timecode';

/** How the film counts. */
export const FORMAT: TimecodeFormat = { rate: '24', dropFrame: false };
/** Frames per second of the film. */
export const RATE = 24;
/** Where the film begins, in seconds: 01:00:00:00. */
export const START = 3600;

/** A shot as it was filmed: its length in frames, the tape it is on and the hour at which its timecode begins. */
export interface Shot {
  readonly name: string;
  readonly frames: number;
  readonly reel: string;
  readonly hour: number;
}

export const SHOTS: readonly Shot[] = [
  { name: 'sea', frames: 168 },
  { name: 'hills', frames: 192 },
  { name: 'window', frames: 216 },
  { name: 'rails', frames: 144 },
  { name: 'tunnel', frames: 168 },
  { name: 'signal', frames: 144 },
  { name: 'wheels', frames: 168 },
  { name: 'platform', frames: 192 },
  { name: 'embrace', frames: 192 },
  { name: 'sunrise', frames: 144 },
].map((shot, index) => ({ ...shot, reel: `A${String(index + 1).padStart(3, '0')}`, hour: index + 1 }));

/** Which cut of the film. */
export type CutNumber = 1 | 2;

/** Frames that the second cut takes off the end of a shot. */
const SHORTENED: Readonly<Record<string, number>> = { signal: 9 };

/** A stretch of a cut: so many frames from the beginning of a shot. `record` counts from the film's start. */
export interface CutEvent {
  readonly shot: Shot;
  readonly frames: number;
  readonly record: number;
}

/** The events of a cut, one behind the other. */
export function eventsOf(cut: CutNumber): readonly CutEvent[] {
  let record = 0;
  return SHOTS.map((shot) => {
    const frames = shot.frames - (cut === 2 ? (SHORTENED[shot.name] ?? 0) : 0);
    const event = { shot, frames, record };
    record += frames;
    return event;
  });
}

/** Where a frame of a shot lies in a cut, counted from the film's start. */
export function frameIn(cut: CutNumber, name: string, frame: number): number {
  const event = eventsOf(cut).find(({ shot }) => shot.name === name);
  if (event === undefined) throw new Error(`There is no shot "${name}"`);
  return event.record + frame;
}

/** How long a cut is, in seconds. */
export function secondsOf(cut: CutNumber): number {
  return eventsOf(cut).reduce((sum, { frames }) => sum + frames, 0) / RATE;
}

/** A count of frames as a timecode label of the film. */
export function label(frames: number): string {
  return timecodeLabel(flicksOf(frames), FORMAT);
}

/** A cut as a CMX 3600 edit list. */
export function editList(cut: CutNumber): Uint8Array {
  const start = START * RATE;
  const timeline = {
    title: `Night Train cut ${cut}`,
    format: FORMAT,
    start: flicksOf(start),
    length: flicksOf(secondsOf(cut) * RATE),
  };
  const events = eventsOf(cut).map(({ shot, frames, record }, index): EditEvent => {
    const source = shot.hour * 3600 * RATE;
    return {
      number: String(index + 1),
      reel: shot.reel,
      clipName: shot.name.toUpperCase(),
      black: false,
      channel: 'V',
      transition: { kind: 'cut', frames: 0 },
      source: { in: flicksOf(source), out: flicksOf(source + frames) },
      record: { in: flicksOf(start + record), out: flicksOf(start + record + frames) },
      speed: { num: 1, den: 1 },
      comments: [],
    };
  });
  return formatEdl(events, timeline, 'cmx3600');
}

function flicksOf(frames: number): number {
  return frameToFlicks(frames, FORMAT.rate);
}
