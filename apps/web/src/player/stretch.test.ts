import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchInput, Stretcher } from './stretch';

const RATE = 48_000;

/** A stretched sine, in pieces of this length. */
function stretched(hertz: number, pieces: readonly number[], rate = RATE): number[] {
  const stretcher = new Stretcher(2, rate, (from, length) => [
    Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * hertz * (from + i)) / rate) / 2),
  ]);
  return pieces.flatMap((length) => [...(stretcher.process(length)[0] ?? [])]);
}

function rises(samples: readonly number[]): number {
  return samples.filter((sample, i) => sample >= 0 && (samples[i - 1] ?? 0) < 0).length;
}

describe('playing faster', () => {
  it.each([55, 220, 440, 1000, 3000])('keeps the pitch of %i Hz, and its level', (hertz) => {
    const samples = stretched(hertz, [2 * RATE]);
    expect(Math.abs(rises(samples) / 2 / hertz - 1)).toBeLessThan(0.01);
    const energy = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    expect(Math.abs(10 * Math.log10(energy / 0.125))).toBeLessThan(0.3);
  });

  it('has no seams', () => {
    const samples = stretched(220, [RATE, 777, RATE]);
    const steps = samples.slice(1).map((sample, i) => Math.abs(sample - (samples[i] ?? NaN)));
    expect(steps.reduce((most, step) => Math.max(most, step))).toBeLessThan((1.2 * Math.PI * 220) / RATE);
  });

  it('gives as many samples as were asked for, the same in whatever pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 6 }), (pieces) => {
        const total = pieces.reduce((sum, length) => sum + length, 0);
        const inPieces = stretched(330, pieces);
        expect(inPieces).toHaveLength(total);
        expect(inPieces).toEqual(stretched(330, [total]));
      }),
      { numRuns: 30 },
    );
  });

  it('begins with the input itself, not with a fade', () => {
    const samples = stretched(440, [900]);
    const off = samples.map((sample, i) => Math.abs(sample - Math.sin((2 * Math.PI * 440 * i) / RATE) / 2));
    expect(Math.max(...off)).toBeLessThan(1e-6);
  });

  it('reads no more of the input than it says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(44_100, 48_000, 96_000),
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 8 }),
        (rate, pieces) => {
          let least = Infinity;
          let most = -Infinity;
          const stretcher = new Stretcher(2, rate, (from, length) => {
            least = Math.min(least, from);
            most = Math.max(most, from + length);
            return [Float32Array.from({ length }, (_, i) => Math.sin((from + i) ** 2))];
          });
          let at = 0;
          for (const length of pieces) {
            [least, most] = at === 0 ? [least, most] : [Infinity, -Infinity];
            stretcher.process(length);
            const [start, end] = stretchInput(2, rate, at, length);
            expect(least).toBeGreaterThanOrEqual(start);
            expect(most).toBeLessThanOrEqual(end);
            at += length;
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
