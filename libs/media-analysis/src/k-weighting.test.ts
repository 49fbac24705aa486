import { describe, expect, it } from 'vitest';
import { kWeighting, type Biquad } from './k-weighting.js';

/** How much a filter gives at a frequency, in decibels. */
function response({ b0, b1, b2, a1, a2 }: Biquad, hertz: number, sampleRate: number): number {
  const angle = (2 * Math.PI * hertz) / sampleRate;
  const power = (c0: number, c1: number, c2: number): number =>
    (c0 + c1 * Math.cos(angle) + c2 * Math.cos(2 * angle)) ** 2 +
    (c1 * Math.sin(angle) + c2 * Math.sin(2 * angle)) ** 2;
  return 10 * Math.log10(power(b0, b1, b2) / power(1, a1, a2));
}

describe('kWeighting', () => {
  it('has at 48 kHz the coefficients that ITU-R BS.1770-4 prints', () => {
    const { shelf, highPass } = kWeighting(48_000);
    expect(shelf.b0).toBeCloseTo(1.53512485958697, 12);
    expect(shelf.b1).toBeCloseTo(-2.69169618940638, 12);
    expect(shelf.b2).toBeCloseTo(1.19839281085285, 12);
    expect(shelf.a1).toBeCloseTo(-1.69065929318241, 12);
    expect(shelf.a2).toBeCloseTo(0.73248077421585, 12);
    expect(highPass).toMatchObject({ b0: 1, b1: -2, b2: 1 });
    expect(highPass.a1).toBeCloseTo(-1.99004745483398, 12);
    expect(highPass.a2).toBeCloseTo(0.99007225036621, 12);
  });

  it.each([44_100, 88_200, 96_000, 176_400, 192_000])('sounds the same at %i Hz', (sampleRate) => {
    const reference = kWeighting(48_000);
    const { shelf, highPass } = kWeighting(sampleRate);
    for (const hertz of [20, 40, 100, 300, 1000, 1700, 3000, 6000, 10_000]) {
      const expected = response(reference.shelf, hertz, 48_000) + response(reference.highPass, hertz, 48_000);
      const found = response(shelf, hertz, sampleRate) + response(highPass, hertz, sampleRate);
      expect([hertz, Math.abs(found - expected) < 0.1]).toEqual([hertz, true]);
    }
  });
});
