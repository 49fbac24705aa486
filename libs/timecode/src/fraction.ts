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

/** The largest whole number that is not above it. */
export function floorOf({ num, den }: Fraction): bigint {
  const quotient = num / den;
  return num < 0n && num % den !== 0n ? quotient - 1n : quotient;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (small > 0n) [large, small] = [small, large % small];
  return large === 0n ? 1n : large;
}
