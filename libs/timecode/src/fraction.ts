/** An exact number: `num / den`, in lowest terms, `den` positive. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * A fraction in lowest terms.
 *
 * @throws RangeError if `den` is zero.
 */
export function fraction(num: bigint, den = 1n): Fraction {
  if (den === 0n) throw new RangeError('A fraction needs a denominator that is not zero.');
  const divisor = greatestCommonDivisor(num, den) * (den < 0n ? -1n : 1n);
  return { num: num / divisor, den: den / divisor };
}

/**
 * A whole number as a fraction; a fraction as it is.
 *
 * @throws RangeError if a number is not whole.
 */
export function exactly(value: number | Fraction): Fraction {
  return typeof value === 'number' ? { num: BigInt(value), den: 1n } : value;
}

/** The largest whole number that is not above it. */
export function floorOf({ num, den }: Fraction): bigint {
  const quotient = num / den;
  return num < 0n && num % den !== 0n ? quotient - 1n : quotient;
}

/** The smallest whole number that is not below it. */
export function ceilingOf({ num, den }: Fraction): bigint {
  return -floorOf({ num: -num, den });
}

/** The nearest whole number; half way between two it is the upper one, also before zero. */
export function roundHalfUp({ num, den }: Fraction): bigint {
  return floorOf({ num: 2n * num + den, den: 2n * den });
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (small > 0n) [large, small] = [small, large % small];
  return large === 0n ? 1n : large;
}
