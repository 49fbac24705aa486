import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import { floorOf } from './fraction.js';
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
 * The position at which a sample begins, or the length of that many samples. Exact at the common sample
 * rates; where a sample does not begin on a whole flick (48 048 Hz) it is the first flick inside it, so that
 * `flicksToSamples` leads back.
 *
 * @param sampleRate samples per second, a positive whole number up to 705 600 000.
 * @throws RangeError if an argument is out of range, or the position beyond what flicks can count.
 */
export function samplesToFlicks(samples: number, sampleRate: number): Flicks {
  requireSafeInteger(samples, 'Samples');
  requireSampleRate(sampleRate);
  const flicks = -floorOfProduct(-samples, FLICKS_PER_SECOND, sampleRate);
  return requireSafeInteger(Number(flicks), 'Samples in flicks');
}

/**
 * The sample that a position lies in (floor, also before zero).
 *
 * @param sampleRate samples per second, a positive whole number up to 705 600 000.
 * @throws RangeError if an argument is out of range.
 */
export function flicksToSamples(flicks: Flicks, sampleRate: number): number {
  requireSafeInteger(flicks, 'Flicks');
  requireSampleRate(sampleRate);
  return Number(floorOfProduct(flicks, sampleRate, FLICKS_PER_SECOND));
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

function requireSampleRate(sampleRate: number): void {
  if (!Number.isInteger(sampleRate) || sampleRate < 1 || sampleRate > FLICKS_PER_SECOND) {
    throw new RangeError(
      `The sample rate must be a whole number from 1 to 705 600 000, got ${String(sampleRate)}.`,
    );
  }
}

/** floor(value * factor / divisor), in bigint: the product passes 2^53 after a few minutes of sound. */
function floorOfProduct(value: number, factor: number, divisor: number): bigint {
  return floorOf({ num: BigInt(value) * BigInt(factor), den: BigInt(divisor) });
}
