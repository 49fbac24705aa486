import { describe, expect, it } from 'vitest';
import { foldDown } from './fold-down.js';

const HALF = Math.SQRT1_2;
const L = [1, 0];
const R = [0, 1];
const C = [HALF, HALF];
const LS = [HALF, 0];
const RS = [0, HALF];
const NOWHERE = [0, 0];

describe('folding down to two loudspeakers', () => {
  it('takes the coefficients of ITU-R BS.775, and leaves out low frequency effects', () => {
    expect(foldDown(['L', 'R', 'C', 'LFE', 'Ls', 'Rs'], 6, null)).toEqual([L, R, C, NOWHERE, LS, RS]);
    expect(foldDown(['L', 'R', 'C', 'Cs'], 4, null)).toEqual([L, R, C, [0.5, 0.5]]);
  });

  it('goes by what each channel is for, not by its number', () => {
    expect(foldDown(['L', 'C', 'R', 'Ls', 'Rs', 'LFE'], 6, null)).toEqual([L, C, R, LS, RS, NOWHERE]);
    expect(foldDown(['L', 'R', 'C', 'LFE', 'Lrs', 'Rrs', 'Ls', 'Rs'], 8, null).slice(4)).toEqual([
      LS,
      RS,
      LS,
      RS,
    ]);
  });

  it('hears the heights of 7.1.4 three decibels below what stands under them', () => {
    const layout = ['L', 'R', 'C', 'LFE', 'Ls', 'Rs', 'Lrs', 'Rrs', 'Ltf', 'Rtf', 'Ltr', 'Rtr'];
    const shares = foldDown(layout, 12, null);
    const floor = [0, 1, 6, 7];
    shares.slice(8).forEach((share, height) => {
      const below = shares[floor[height] ?? -1] ?? NOWHERE;
      share.forEach((gain, side) => {
        const [under = 0] = below.slice(side);
        if (under === 0) expect(gain).toBe(0);
        else expect(20 * Math.log10(gain / under)).toBeCloseTo(-3.01, 2);
      });
    });
  });

  it('gives a channel between two loudspeakers to both, with all its power', () => {
    for (const speaker of ['Lc', 'Rc', 'C']) {
      const [[left, right] = [0, 0]] = foldDown([speaker, 'R'], 2, null);
      expect(left * left + right * right).toBeCloseTo(1, 12);
    }
  });

  it('loses no channel that nobody said anything about', () => {
    for (const channels of [3, 4, 7, 9, 12, 16]) {
      const shares = foldDown(null, channels, null);
      expect(shares).toHaveLength(channels);
      expect(shares.slice(0, 2)).toEqual([L, R]);
      for (const [left, right] of shares) expect(left + right).toBeGreaterThan(0);
    }
  });

  it('plays mono, and one channel alone, in the middle as it is', () => {
    expect(foldDown(['C'], 1, null)).toEqual([[1, 1]]);
    expect(foldDown(['L', 'R', 'C'], 3, 2)).toEqual([NOWHERE, NOWHERE, [1, 1]]);
    expect(foldDown(['L', 'R'], 2, 5)).toEqual([L, R]);
  });
});
