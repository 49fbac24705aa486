import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import {
  flicksToFrame,
  flicksToSeconds,
  frameMiddleSeconds,
  frameToFlicks,
  secondsToFlicks,
} from './flicks.js';
import { FRAME_RATE_NAMES, frameRate } from './frame-rate.js';

const TWO_DAYS = 2 * 86_400;

const aRate = fc.constantFrom(...FRAME_RATE_NAMES);
const aFrame = fc.integer({ min: -TWO_DAYS * 120, max: TWO_DAYS * 120 });
const aPosition = fc.integer({ min: -TWO_DAYS * FLICKS_PER_SECOND, max: TWO_DAYS * FLICKS_PER_SECOND });
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
      expect(() => frameMiddleSeconds(value, '24')).toThrow(RangeError);
    }
  });

  it('results beyond 2^53', () => {
    fc.assert(
      fc.property(aSafeInteger, aRate, (frame, rate) => {
        fc.pre(Math.abs(frame) > 1e9);
        expect(() => frameToFlicks(frame, rate)).toThrow(RangeError);
      }),
    );
  });

  it('seconds of a media element that knows no duration', () => {
    expect(() => secondsToFlicks(Number.NaN)).toThrow('Seconds must be a finite number, got NaN.');
    expect(() => secondsToFlicks(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});
