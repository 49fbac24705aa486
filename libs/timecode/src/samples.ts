import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import type { Flicks } from './flicks.js';
import { ceilingOf, floorOf, fraction, roundHalfUp, type Fraction } from './fraction.js';
import { frameRate, type FrameRateName } from './frame-rate.js';
import { requireSafeInteger } from './safe-integer.js';

/** How fast a sample clock runs: `num / den` times the rate that the file states. */
export interface Pull {
  readonly num: number;
  readonly den: number;
}

/**
 * The pulls of film sound. 0.1 % leads between film and NTSC picture (48 kHz plays at 48048 Hz or at 48000·1000/1001 Hz), 4 %
 * between 24 and 25 frames a second: up is 25/24, down 24/25.
 */
export const PULLS = {
  none: { num: 1, den: 1 },
  'up 0.1 %': { num: 1001, den: 1000 },
  'down 0.1 %': { num: 1000, den: 1001 },
  'up 4 %': { num: 25, den: 24 },
  'down 4 %': { num: 24, den: 25 },
} as const satisfies Readonly<Record<string, Pull>>;

/**
 * The position at which a sample begins, or the length of that many samples. Exact at the common sample rates; where a
 * sample does not begin on a whole flick (48 048 Hz, or pulled down by 0.1 %) it is the first flick inside it, so that
 * `flicksToSamples` leads back.
 *
 * @param sampleRate samples per second as the file states them, a positive whole number up to 705 600 000.
 * @throws RangeError if an argument is out of range, or the position beyond what flicks can count.
 */
export function samplesToFlicks(samples: number, sampleRate: number, pull: Pull = PULLS.none): Flicks {
  requireSafeInteger(samples, 'Samples');
  const { num, den } = clockOf(sampleRate, pull);
  const flicks = ceilingOf({ num: BigInt(samples) * BigInt(FLICKS_PER_SECOND) * den, den: num });
  return requireSafeInteger(Number(flicks), 'Samples in flicks');
}

/**
 * The sample that a position lies in (floor, also before zero).
 *
 * @param sampleRate samples per second as the file states them, a positive whole number up to 705 600 000.
 * @throws RangeError if an argument is out of range.
 */
export function flicksToSamples(flicks: Flicks, sampleRate: number, pull: Pull = PULLS.none): number {
  requireSafeInteger(flicks, 'Flicks');
  const { num, den } = clockOf(sampleRate, pull);
  return Number(floorOf({ num: BigInt(flicks) * num, den: BigInt(FLICKS_PER_SECOND) * den }));
}

/**
 * Where a frame begins on a sample clock, exactly: 1601 3/5 for the second frame at 29.97 and 48 kHz.
 *
 * @param sampleRate samples per second as the file states them, a positive whole number up to 705 600 000.
 * @throws RangeError if an argument is out of range.
 */
export function frameInSamples(
  frame: number,
  rate: FrameRateName,
  sampleRate: number,
  pull: Pull = PULLS.none,
): Fraction {
  const clock = clockOf(sampleRate, pull);
  const { num, den } = frameRate(rate);
  const samples = BigInt(requireSafeInteger(frame, 'The frame')) * BigInt(den) * clock.num;
  return fraction(samples, BigInt(num) * clock.den);
}

/**
 * The sample nearest to the beginning of a frame, half way between two the later one: for showing. Calculate on with
 * `frameInSamples`: where it was rounded down, `sampleToFrame` leads to the frame before.
 *
 * @param sampleRate samples per second as the file states them, a positive whole number up to 705 600 000.
 * @throws RangeError if an argument is out of range, or the sample beyond 2^53.
 */
export function frameToSample(
  frame: number,
  rate: FrameRateName,
  sampleRate: number,
  pull: Pull = PULLS.none,
): number {
  const sample = roundHalfUp(frameInSamples(frame, rate, sampleRate, pull));
  return requireSafeInteger(Number(sample), 'The frame in samples');
}

/**
 * The frame that the beginning of a sample lies in (floor, also before zero).
 *
 * @param sampleRate samples per second as the file states them, a positive whole number up to 705 600 000.
 * @throws RangeError if an argument is out of range.
 */
export function sampleToFrame(
  sample: number,
  rate: FrameRateName,
  sampleRate: number,
  pull: Pull = PULLS.none,
): number {
  const clock = clockOf(sampleRate, pull);
  const { num, den } = frameRate(rate);
  const frames = BigInt(requireSafeInteger(sample, 'The sample')) * BigInt(num) * clock.den;
  return requireSafeInteger(Number(floorOf({ num: frames, den: BigInt(den) * clock.num })), 'The frame');
}

/** Samples per second as they pass in real time. */
function clockOf(sampleRate: number, pull: Pull): { num: bigint; den: bigint } {
  if (!Number.isInteger(sampleRate) || sampleRate < 1 || sampleRate > FLICKS_PER_SECOND) {
    throw new RangeError(
      `The sample rate must be a whole number from 1 to 705 600 000, got ${String(sampleRate)}.`,
    );
  }
  const isFraction = Number.isSafeInteger(pull.num) && Number.isSafeInteger(pull.den);
  if (!isFraction || pull.num < 1 || pull.den < 1) {
    throw new RangeError(
      `A pull must be a fraction above zero, got ${String(pull.num)}/${String(pull.den)}.`,
    );
  }
  return { num: BigInt(sampleRate) * BigInt(pull.num), den: BigInt(pull.den) };
}
