import { FLICKS_PER_SECOND, flicksToSamples } from '@segue/timecode';
import type { Lane } from './arrangement';

/** How fast film time passes: forwards, backwards, or either at double speed. */
export type Speed = 1 | 2 | -1 | -2;

/**
 * A stretch of playing without a jump. Time is counted in frames of the audio context, film positions in samples of the
 * same rate from film position 0, so that both are whole numbers and nothing is ever added up in seconds.
 */
export interface Run {
  /** Frame of the context at which it begins. */
  readonly frame: number;
  /** Where the film stands at that frame, in samples. */
  readonly film: number;
  /** Length in frames; Infinity until something ends it. */
  readonly frames: number;
  readonly speed: Speed;
}

/** A marked stretch that is played over and over, in film samples; `end` exclusive. */
export interface Loop {
  readonly start: number;
  readonly end: number;
}

/** One buffer to be played: a part of a run, and the part of a lane's stream that fills it. */
export interface Piece {
  /** Frames of the context. */
  readonly frame: number;
  readonly frames: number;
  /** Samples of the lane, counted from where the run begins, at the lane's own rate. */
  readonly from: number;
  readonly samples: number;
  /** When it begins on the clock of the context, in seconds. */
  readonly seconds: number;
}

/** A run from a film position. Where it plays forwards into the end of a loop it ends there. */
export function runFrom(frame: number, film: number, speed: Speed, loop: Loop | null): Run {
  const inLoop = loop !== null && speed > 0 && film < loop.end;
  return { frame, film, speed, frames: inLoop ? Math.ceil((loop.end - film) / speed) : Infinity };
}

/** The run that follows one that has an end: once more from the start of the loop. */
export function runAfter({ frame, frames, film, speed }: Run, loop: Loop | null): Run {
  const end = frame + frames;
  return loop === null
    ? { frame: end, film: film + speed * frames, speed, frames: Infinity }
    : runFrom(end, loop.start, speed, loop);
}

/** The film position in samples, whole or not, that a run has reached at a frame. */
export function filmAt({ frame, film, speed }: Run, at: number): number {
  return film + speed * (at - frame);
}

/** The film position in flicks of a number of film samples, whole or not. */
export function flicksOfFilm(film: number, rate: number): number {
  return Math.round((film * FLICKS_PER_SECOND) / rate);
}

/**
 * The part of a run from `frame` on, at most `most` frames long, for a lane of any sample rate. The pieces of a lane
 * follow each other without gap or overlap: both borders are the same function of the frame.
 *
 * @param rate samples per second of the context.
 */
export function pieceAt(run: Run, frame: number, most: number, rate: number, laneRate: number): Piece {
  const begun = frame - run.frame;
  const frames = Math.min(most, run.frames - begun);
  const from = Math.floor((begun * laneRate) / rate);
  const samples = Math.floor(((begun + frames) * laneRate) / rate) - from;
  const seconds = laneRate === rate ? frame / rate : run.frame / rate + from / laneRate;
  return { frame, frames, from, samples, seconds };
}

/**
 * The sample of a lane that a run begins with, at the lane's own rate; negative before the lane begins. Lanes of the same
 * rate stand on one grid, so they lie against each other in the same way wherever a run begins.
 */
export function laneSampleAt({ film }: Run, { source, start }: Lane, rate: number): number {
  const { sampleRate } = source;
  const here = sampleRate === rate ? film : Math.floor((film * sampleRate) / rate);
  return here - flicksToSamples(start, sampleRate);
}
