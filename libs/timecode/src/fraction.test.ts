import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilingOf, exactly, floorOf, fraction, roundHalfUp } from './fraction.js';

const aFraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([num, den]) => fraction(num, den));

describe('fractions', () => {
  it('are in lowest terms with the sign above', () => {
    expect(fraction(6n, -4n)).toEqual({ num: -3n, den: 2n });
    expect(fraction(0n, 7n)).toEqual({ num: 0n, den: 1n });
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
  });

  it('lie between their floor and their ceiling, which are apart unless they are whole', () => {
    fc.assert(
      fc.property(aFraction, (value) => {
        const [floor, ceiling] = [floorOf(value), ceilingOf(value)];
        expect(floor * value.den <= value.num && value.num <= ceiling * value.den).toBe(true);
        expect(ceiling - floor).toBe(value.den === 1n ? 0n : 1n);
      }),
    );
  });

  it('are rounded to the nearest, and up from half way', () => {
    const halves = [-3n, -2n, -1n, 0n, 1n, 2n, 3n].map((num) => roundHalfUp(fraction(num, 2n)));
    expect(halves).toEqual([-1n, -1n, 0n, 0n, 1n, 1n, 2n]);
    expect(roundHalfUp(fraction(-2n, 3n))).toBe(-1n);
  });

  it('are made of whole numbers only', () => {
    expect(exactly(-7)).toEqual({ num: -7n, den: 1n });
    expect(() => exactly(0.5)).toThrow(RangeError);
  });
});
