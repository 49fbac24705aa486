import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import { flicksToFrame, frameToFlicks } from './flicks.js';
import { FRAME_RATE_NAMES, frameRate } from './frame-rate.js';
import { ceilingOf, fraction } from './fraction.js';
import {
  flicksToSamples,
  frameInSamples,
  frameToSample,
  PULLS,
  samplesToFlicks,
  sampleToFrame,
} from './samples.js';

const TWO_DAYS = 2 * 86_400;
const COMMON_SAMPLE_RATES = [44_100, 48_000, 88_200, 96_000, 176_400, 192_000];

const aRate = fc.constantFrom(...FRAME_RATE_NAMES);
const aFrame = fc.integer({ min: -TWO_DAYS * 120, max: TWO_DAYS * 120 });
const aPosition = fc.integer({ min: -TWO_DAYS * FLICKS_PER_SECOND, max: TWO_DAYS * FLICKS_PER_SECOND });
const aSampleRate = fc.oneof(fc.constantFrom(...COMMON_SAMPLE_RATES), fc.integer({ min: 1, max: 400_000 }));
const aPull = fc.constantFrom(...Object.values(PULLS));

describe('samples', () => {
  it('lead back to themselves at any sample rate and pull', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), aSampleRate, aPull, (samples, sampleRate, pull) => {
        fc.pre(Math.abs(samples) / sampleRate < TWO_DAYS);
        const flicks = samplesToFlicks(samples, sampleRate, pull);
        expect(flicksToSamples(flicks, sampleRate, pull)).toBe(samples);
        expect(flicksToSamples(flicks - 1, sampleRate, pull)).toBe(samples - 1);
      }),
    );
  });

  it('a position lies in the sample that began at or before it, and not in the next one', () => {
    fc.assert(
      fc.property(aPosition, aSampleRate, aPull, (flicks, sampleRate, pull) => {
        const samples = BigInt(flicksToSamples(flicks, sampleRate, pull));
        const perSample = BigInt(FLICKS_PER_SECOND) * BigInt(pull.den);
        const scaled = BigInt(flicks) * BigInt(sampleRate) * BigInt(pull.num);
        expect(samples * perSample <= scaled).toBe(true);
        expect((samples + 1n) * perSample > scaled).toBe(true);
      }),
    );
  });

  it.each(COMMON_SAMPLE_RATES)('at %i Hz a sample is a whole number of flicks', (sampleRate) => {
    expect(samplesToFlicks(1, sampleRate) * sampleRate).toBe(FLICKS_PER_SECOND);
    expect(samplesToFlicks(86_400 * sampleRate, sampleRate)).toBe(86_400 * FLICKS_PER_SECOND);
    expect(flicksToSamples(-1, sampleRate)).toBe(-1);
  });
});

describe('a pulled clock', () => {
  // So many samples last as long as so many seconds of real time.
  it.each([
    ['none', 48_000, 48_000, 1],
    ['up 0.1 %', 48_000, 48_048, 1],
    ['down 0.1 %', 48_000, 48_000_000, 1001],
    ['up 4 %', 48_000, 50_000, 1],
    ['down 4 %', 48_000, 46_080, 1],
    ['up 0.1 %', 44_100, 441_441, 10],
    ['down 4 %', 96_000, 92_160, 1],
    ['up 4 %', 192_000, 200_000, 1],
  ] as const)('%s at %i Hz plays %i samples in %i s', (name, sampleRate, samples, seconds) => {
    expect(samplesToFlicks(samples, sampleRate, PULLS[name])).toBe(seconds * FLICKS_PER_SECOND);
    expect(flicksToSamples(seconds * FLICKS_PER_SECOND, sampleRate, PULLS[name])).toBe(samples);
  });

  it('makes sound recorded beside 24 fit picture at 23.976, and 24 fit 25', () => {
    for (const frame of [1, 24, 172_800]) {
      const recorded = frameInSamples(frame, '24', 48_000);
      expect(frameInSamples(frame, '23.976', 48_000, PULLS['down 0.1 %'])).toEqual(recorded);
      expect(frameInSamples(frame, '25', 48_000, PULLS['up 4 %'])).toEqual(recorded);
    }
  });

  it('may be one pull upon another', () => {
    const both = { num: 25 * 1001, den: 24 * 1000 };
    expect(samplesToFlicks(50_050, 48_000, both)).toBe(FLICKS_PER_SECOND);
  });
});

describe('frames in samples', () => {
  // Samples per frame at 48, 44.1 and 96 kHz.
  it.each([
    ['23.976', fraction(2002n), fraction(147_147n, 80n), fraction(4004n)],
    ['24', fraction(2000n), fraction(3675n, 2n), fraction(4000n)],
    ['25', fraction(1920n), fraction(1764n), fraction(3840n)],
    ['29.97', fraction(8008n, 5n), fraction(147_147n, 100n), fraction(16_016n, 5n)],
    ['30', fraction(1600n), fraction(1470n), fraction(3200n)],
    ['47.952', fraction(1001n), fraction(147_147n, 160n), fraction(2002n)],
    ['48', fraction(1000n), fraction(3675n, 4n), fraction(2000n)],
    ['50', fraction(960n), fraction(882n), fraction(1920n)],
    ['59.94', fraction(4004n, 5n), fraction(147_147n, 200n), fraction(8008n, 5n)],
    ['60', fraction(800n), fraction(735n), fraction(1600n)],
    ['119.88', fraction(2002n, 5n), fraction(147_147n, 400n), fraction(4004n, 5n)],
    ['120', fraction(400n), fraction(735n, 2n), fraction(800n)],
  ] as const)('at %s are exact', (rate, at48, at44, at96) => {
    expect(frameInSamples(1, rate, 48_000)).toEqual(at48);
    expect(frameInSamples(1, rate, 44_100)).toEqual(at44);
    expect(frameInSamples(1, rate, 96_000)).toEqual(at96);
  });

  it('are rounded half up for showing, also before zero', () => {
    expect([1, 2, 3, -1, -2].map((frame) => frameToSample(frame, '29.97', 48_000))).toEqual([
      1602, 3203, 4805, -1602, -3203,
    ]);
    // 1837 1/2 samples a frame.
    expect([1, -1].map((frame) => frameToSample(frame, '24', 44_100))).toEqual([1838, -1837]);
  });

  it('hold every sample from the first inside them to the last (floor)', () => {
    fc.assert(
      fc.property(
        aFrame,
        aRate,
        fc.constantFrom(...COMMON_SAMPLE_RATES),
        aPull,
        (frame, rate, sampleRate, pull) => {
          const first = Number(ceilingOf(frameInSamples(frame, rate, sampleRate, pull)));
          expect(sampleToFrame(first, rate, sampleRate, pull)).toBe(frame);
          expect(sampleToFrame(first - 1, rate, sampleRate, pull)).toBe(frame - 1);
        },
      ),
    );
  });

  it('agree with flicks, on a clock that is not pulled', () => {
    fc.assert(
      fc.property(aFrame, aRate, fc.constantFrom(...COMMON_SAMPLE_RATES), (frame, rate, sampleRate) => {
        const sample = flicksToSamples(frameToFlicks(frame, rate), sampleRate);
        const { num, den } = frameInSamples(frame, rate, sampleRate);
        expect(BigInt(sample) * den <= num).toBe(true);
        expect(sampleToFrame(sample, rate, sampleRate)).toBe(
          flicksToFrame(samplesToFlicks(sample, sampleRate), rate),
        );
      }),
    );
  });

  it('do not lose a frame or a sample over a day at 192 kHz, where products pass 2^53', () => {
    const day = 86_400 * 120;
    expect(frameInSamples(day, '119.88', 192_000)).toEqual(fraction(86_400n * 192_000n * 1001n, 1000n));
    expect(sampleToFrame(frameToSample(day, '119.88', 192_000), '119.88', 192_000)).toBe(day);
    expect(frameRate('119.88').flicksPerFrame).toBe(5_885_880);
  });
});

describe('what cannot be counted is refused, not rounded', () => {
  it('floats, NaN and numbers beyond 2^53', () => {
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => samplesToFlicks(value, 48_000)).toThrow(RangeError);
      expect(() => flicksToSamples(value, 48_000)).toThrow(RangeError);
      expect(() => frameToSample(value, '24', 48_000)).toThrow(RangeError);
      expect(() => sampleToFrame(value, '24', 48_000)).toThrow(RangeError);
    }
    expect(() => samplesToFlicks(1e9, 1)).toThrow(RangeError);
    expect(() => frameToSample(1e15, '24', 48_000)).toThrow(RangeError);
  });

  it('sample rates and pulls that are none', () => {
    for (const sampleRate of [0, -48_000, 44_100.5, FLICKS_PER_SECOND + 1]) {
      expect(() => samplesToFlicks(1, sampleRate)).toThrow(RangeError);
      expect(() => flicksToSamples(1, sampleRate)).toThrow(RangeError);
    }
    for (const pull of [
      { num: 0, den: 1 },
      { num: 1.001, den: 1 },
      { num: 1, den: -1 },
    ]) {
      expect(() => samplesToFlicks(1, 48_000, pull)).toThrow(RangeError);
    }
  });
});
