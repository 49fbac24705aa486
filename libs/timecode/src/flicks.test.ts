import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import {
  flicksToFrame,
  flicksToSamples,
  flicksToSeconds,
  frameMiddleSeconds,
  frameToFlicks,
  samplesToFlicks,
  secondsToFlicks,
} from './flicks.js';
import { FRAME_RATE_NAMES, frameRate } from './frame-rate.js';

const TWO_DAYS = 2 * 86_400;
const COMMON_SAMPLE_RATES = [44_100, 48_000, 88_200, 96_000, 176_400, 192_000];

const aRate = fc.constantFrom(...FRAME_RATE_NAMES);
const aFrame = fc.integer({ min: -TWO_DAYS * 60, max: TWO_DAYS * 60 });
const aPosition = fc.integer({ min: -TWO_DAYS * FLICKS_PER_SECOND, max: TWO_DAYS * FLICKS_PER_SECOND });
const aSampleRate = fc.oneof(fc.constantFrom(...COMMON_SAMPLE_RATES), fc.integer({ min: 1, max: 400_000 }));
const aSafeInteger = fc.maxSafeInteger();

describe('frames', () => {
  it('every flick from the beginning of a frame to its end lies in that frame', () => {
    fc.assert(
      fc.property(
        aFrame,
        aRate,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (frame, rate, part) => {
          const within = Math.floor(part * frameRate(rate).flicksPerFrame);
          expect(flicksToFrame(frameToFlicks(frame, rate) + within, rate)).toBe(frame);
        },
      ),
    );
  });

  it('the last flick before a frame belongs to the frame before, up to the largest safe integer', () => {
    for (const rate of FRAME_RATE_NAMES) {
      const last = Math.floor(Number.MAX_SAFE_INTEGER / frameRate(rate).flicksPerFrame);
      for (const frame of [-last + 1, -1, 0, 1, last]) {
        expect(flicksToFrame(frameToFlicks(frame, rate) - 1, rate)).toBe(frame - 1);
      }
    }
  });

  it('the middle of a frame, as a media element states it, lies in that frame', () => {
    fc.assert(
      fc.property(aFrame, aRate, (frame, rate) => {
        expect(flicksToFrame(secondsToFlicks(frameMiddleSeconds(frame, rate)), rate)).toBe(frame);
      }),
    );
    expect(frameMiddleSeconds(0, '25')).toBe(0.02);
  });
});

describe('samples', () => {
  it('lead back to themselves at any sample rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), aSampleRate, (samples, sampleRate) => {
        fc.pre(Math.abs(samples) / sampleRate < TWO_DAYS);
        expect(flicksToSamples(samplesToFlicks(samples, sampleRate), sampleRate)).toBe(samples);
      }),
    );
  });

  it('a position lies in the sample that began at or before it, and not in the next one', () => {
    fc.assert(
      fc.property(aPosition, aSampleRate, (flicks, sampleRate) => {
        const samples = BigInt(flicksToSamples(flicks, sampleRate));
        const scaled = BigInt(flicks) * BigInt(sampleRate);
        expect(samples * BigInt(FLICKS_PER_SECOND) <= scaled).toBe(true);
        expect((samples + 1n) * BigInt(FLICKS_PER_SECOND) > scaled).toBe(true);
      }),
    );
  });

  it.each(COMMON_SAMPLE_RATES)('at %i Hz a sample is a whole number of flicks', (sampleRate) => {
    expect(samplesToFlicks(1, sampleRate) * sampleRate).toBe(FLICKS_PER_SECOND);
    expect(samplesToFlicks(86_400 * sampleRate, sampleRate)).toBe(86_400 * FLICKS_PER_SECOND);
    expect(flicksToSamples(-1, sampleRate)).toBe(-1);
  });

  it.each([
    ['23.976', 48_000, 1, 2002],
    ['24', 48_000, 1, 2000],
    ['25', 44_100, 1, 1764],
    ['29.97', 48_000, 5, 8008],
    ['47.952', 44_100, 160, 147_147],
    ['59.94', 96_000, 5, 8008],
    ['60', 96_000, 1, 1600],
  ] as const)('at %s and %i Hz, %i frames last %i samples', (rate, sampleRate, frames, samples) => {
    expect(frameToFlicks(frames, rate)).toBe(samplesToFlicks(samples, sampleRate));
  });
});

describe('seconds', () => {
  it('come back from a float to the same flick, over more than a day', () => {
    fc.assert(
      fc.property(aPosition, (flicks) => {
        expect(secondsToFlicks(flicksToSeconds(flicks))).toBe(flicks);
      }),
    );
  });
});

describe('what cannot be counted is refused, not rounded', () => {
  it('floats, NaN and numbers beyond 2^53', () => {
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => flicksToFrame(value, '24')).toThrow(RangeError);
      expect(() => frameToFlicks(value, '24')).toThrow(RangeError);
      expect(() => samplesToFlicks(value, 48_000)).toThrow(RangeError);
      expect(() => flicksToSamples(value, 48_000)).toThrow(RangeError);
      expect(() => frameMiddleSeconds(value, '24')).toThrow(RangeError);
    }
  });

  it('results beyond 2^53', () => {
    fc.assert(
      fc.property(aSafeInteger, aRate, (frame, rate) => {
        fc.pre(Math.abs(frame) > 1e9);
        expect(() => frameToFlicks(frame, rate)).toThrow(RangeError);
        expect(() => samplesToFlicks(frame, 1)).toThrow(RangeError);
      }),
    );
  });

  it('seconds of a media element that knows no duration, and sample rates that are none', () => {
    expect(() => secondsToFlicks(Number.NaN)).toThrow('Seconds must be a finite number, got NaN.');
    expect(() => secondsToFlicks(Number.POSITIVE_INFINITY)).toThrow(RangeError);
    for (const sampleRate of [0, -48_000, 44_100.5, FLICKS_PER_SECOND + 1]) {
      expect(() => samplesToFlicks(1, sampleRate)).toThrow(RangeError);
      expect(() => flicksToSamples(1, sampleRate)).toThrow(RangeError);
    }
  });
});
