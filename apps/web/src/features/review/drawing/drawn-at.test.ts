import { frameToFlicks } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { isDrawnAt } from './drawn-at';

const rate = '23.976';
const frame = (number: number): number => frameToFlicks(number, rate);
const point = { in: frame(100), out: null };
const range = { in: frame(100), out: frame(103) };

describe('the drawing of a note', () => {
  it('is seen on its frame, and on no other, while the film stands still', () => {
    const seen = [99, 100, 101].map((number) => isDrawnAt(point, frame(number), rate, false));
    expect(seen).toEqual([false, true, false]);
    expect(isDrawnAt(point, frame(101) - 1, rate, false)).toBe(true);
    expect(isDrawnAt({ in: point.in + 1, out: null }, frame(100), rate, false)).toBe(true);
  });

  it('is not seen while the film plays', () => {
    expect(isDrawnAt(point, point.in, rate, true)).toBe(false);
  });

  it('is seen all through a range, also while the film plays', () => {
    for (const playing of [false, true]) {
      const seen = [99, 100, 101, 102, 103].map((number) => isDrawnAt(range, frame(number), rate, playing));
      expect(seen).toEqual([false, true, true, true, false]);
    }
  });
});
