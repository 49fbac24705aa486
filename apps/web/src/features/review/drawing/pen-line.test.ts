import { MAX_POINTS, PICTURE_UNITS } from '@segue/review-document';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { penLine, type Point } from './pen-line';

const unit = fc.integer({ min: 0, max: PICTURE_UNITS });

describe('a free line', () => {
  it('keeps its ends and its corners, and nothing of what is straight', () => {
    const along = (from: number, to: number): number[] =>
      Array.from({ length: 100 }, (_, step) => from + ((to - from) * step) / 99).map(Math.round);
    const across = along(0, 9900).map((x): Point => [x, 0]);
    const down = along(0, 9900).map((y): Point => [9900, y]);
    expect(penLine([...across, ...down])).toEqual([0, 0, 9900, 0, 9900, 9900]);
  });

  it('may be a dot', () => {
    expect(penLine([[5, 7]])).toEqual([5, 7]);
    expect(
      penLine([
        [5, 7],
        [5, 7],
      ]),
    ).toHaveLength(4);
  });

  it('fits into a note however long it was, and begins and ends where it did', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(unit, unit), { minLength: 1, maxLength: 1500, size: 'max' }),
        (points) => {
          const line = penLine(points);
          expect(line.length).toBeLessThanOrEqual(2 * MAX_POINTS);
          expect(line.slice(0, 2)).toEqual(points[0]);
          expect(line.slice(-2)).toEqual(points.at(-1));
          expect(line.every((each) => Number.isInteger(each) && each >= 0 && each <= PICTURE_UNITS)).toBe(
            true,
          );
        },
      ),
      { numRuns: 15 },
    );
  });
});
