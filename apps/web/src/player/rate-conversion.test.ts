import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateConversion } from './rate-conversion';

const RATES = [44_100, 48_000, 48_048, 88_200, 96_000];
const pairs = RATES.flatMap((from) => RATES.filter((to) => to !== from).map((to) => [from, to] as const));

function convertedSine(from: number, to: number, hertz: number, at: number, length: number): Float32Array {
  const conversion = new RateConversion(from, to);
  const [start, end] = conversion.needed(at, length);
  const samples = Float32Array.from({ length: end - start }, (_, i) =>
    Math.sin((2 * Math.PI * hertz * (start + i)) / from),
  );
  return conversion.convert(samples, at, length);
}

describe('converting between sample rates', () => {
  it.each(pairs)('from %i to %i keeps a sine where it is', (from, to) => {
    for (const hertz of [20, 997, 15_000, 19_000]) {
      const converted = convertedSine(from, to, hertz, 1_000_003, 2000);
      const off = converted.map((sample, i) =>
        Math.abs(sample - Math.sin((2 * Math.PI * hertz * (1_000_003 + i)) / to)),
      );
      expect(Math.max(...off)).toBeLessThan(2e-4);
    }
  });

  it('keeps out what the lower rate cannot hold', () => {
    const converted = convertedSine(96_000, 44_100, 30_000, 0, 2000);
    expect(Math.max(...converted.map(Math.abs))).toBeLessThan(1e-4);
  });

  it('keeps a constant', () => {
    const conversion = new RateConversion(44_100, 48_000);
    const [start, end] = conversion.needed(0, 1000);
    const converted = conversion.convert(new Float32Array(end - start).fill(0.5), 0, 1000);
    for (const sample of converted) expect(sample).toBeCloseTo(0.5, 6);
  });

  it('gives the same samples however they are asked for in pieces, also before 0', () => {
    const conversion = new RateConversion(44_100, 48_000);
    const wave = (index: number) => Math.fround(Math.sin(index * index));
    const convert = (at: number, length: number) => {
      const [start, end] = conversion.needed(at, length);
      return conversion.convert(
        Float32Array.from({ length: end - start }, (_, i) => wave(start + i)),
        at,
        length,
      );
    };
    fc.assert(
      fc.property(
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 300 }),
        (at, first, second) => {
          const whole = convert(at, first + second);
          expect([...convert(at, first), ...convert(at + first, second)]).toEqual([...whole]);
        },
      ),
      { numRuns: 50 },
    );
  });
});
