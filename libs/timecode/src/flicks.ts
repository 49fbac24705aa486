import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import { frameRate, type FrameRateName } from './frame-rate.js';
import { requireSafeInteger } from './safe-integer.js';

/**
 * A position or a length in flicks (1/705 600 000 s): a safe integer, which reaches 147 days to either side
 * of zero.
 */
export type Flicks = number;

/**
 * The frame that a position lies in. A position inside a frame belongs to it, also before zero: -1 flick is
 * in frame -1.
 *
 * @throws RangeError if `flicks` is not a safe integer.
 */
export function flicksToFrame(flicks: Flicks, rate: FrameRateName): number {
  requireSafeInteger(flicks, 'Flicks');
  // Dividing two safe integers never rounds up onto the next whole number, so the floor is exact.
  return Math.floor(flicks / frameRate(rate).flicksPerFrame);
}

/**
 * The position at which a frame begins, or the length of that many frames.
 *
 * @throws RangeError if `frame` is not a safe integer, or lies beyond what flicks can count.
 */
export function frameToFlicks(frame: number, rate: FrameRateName): Flicks {
  requireSafeInteger(frame, 'The frame');
  return requireSafeInteger(frame * frameRate(rate).flicksPerFrame, 'The frame in flicks');
}

/**
 * The flick nearest to a time in seconds. Only for the border with media elements, which speak in floats.
 *
 * @throws RangeError if `seconds` is not finite (the duration of a media element that knows none yet) or too
 *   large.
 */
export function secondsToFlicks(seconds: number): Flicks {
  if (!Number.isFinite(seconds))
    throw new RangeError(`Seconds must be a finite number, got ${String(seconds)}.`);
  return requireSafeInteger(Math.round(seconds * FLICKS_PER_SECOND), 'Seconds in flicks');
}

/** Flicks in seconds, as a float. Only for the border with media elements. */
export function flicksToSeconds(flicks: Flicks): number {
  return flicks / FLICKS_PER_SECOND;
}

/**
 * The middle of a frame in seconds, counted from frame 0 of the movie: where to seek a media element so that
 * it shows this frame. Seeking to the frame's beginning shows the frame before it in about a third of all
 * cases.
 *
 * @throws RangeError if `frame` is not a safe integer.
 */
export function frameMiddleSeconds(frame: number, rate: FrameRateName): number {
  const { num, den } = frameRate(rate);
  return ((requireSafeInteger(frame, 'The frame') + 0.5) * den) / num;
}
