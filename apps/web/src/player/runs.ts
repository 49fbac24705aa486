import { FLICKS_PER_SECOND } from '@segue/timecode';

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

/** A run from a film position. Where it plays forwards into the end of a loop it ends there. */
export function runFrom(frame: number, film: number, speed: Speed, loop: Loop | null): Run {
  const inLoop = loop !== null && speed > 0 && film < loop.end;
  return { frame, film, speed, frames: inLoop ? Math.ceil((loop.end - film) / speed) : Infinity };
}

/** The run that follows one that has an end: once more from the start of the loop. */
export function runAfter(run: Run, loop: Loop | null): Run {
  const { frames, film, speed } = run;
  const end = endOf(run);
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

/** The first frame of the context after a run. */
export function endOf({ frame, frames }: Run): number {
  return frame + frames;
}
