import { FLICKS_PER_SECOND, type Flicks } from '@segue/timecode';

/** A number as what its digits say; the denominator is above zero. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * Flicks times 10^15. Files add up positions whose parts are no whole flicks (1/1536000 s). In this unit thousands of
 * rounded parts still add up to the right flick, and no denominator grows with their number.
 */
export type FineFlicks = bigint;

const FINE = 10n ** 15n;
const PER_SECOND = BigInt(FLICKS_PER_SECOND);
const FINE_PER_SECOND = PER_SECOND * FINE;
/** Up to the largest there can be: 80 decimals and an exponent of -99. */
const POWERS_OF_TEN = Array.from({ length: 180 }, (_, power) => 10n ** BigInt(power));
const DECIMAL = /^([+-]?)(\d{0,40})(?:\.(\d{0,80}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** The number a text names, exactly (`12`, `-0.5`, `1e-7`); null when it names none, or one without measure. */
export function decimal(text: string): Fraction | null {
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (whole === '' && decimals === '') return null;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${decimals}`);
  const power = Number(exponent) - decimals.length;
  const factor = POWERS_OF_TEN[Math.abs(power)] ?? 1n;
  return power < 0 ? { num: digits, den: factor } : { num: digits * factor, den: 1n };
}

/** A length in seconds. */
export function fineSeconds({ num, den }: Fraction): FineFlicks {
  return nearest(num * FINE_PER_SECOND, den);
}

/** A position that is known in flicks. */
export function fineFlicks(flicks: Flicks): FineFlicks {
  return BigInt(flicks) * FINE;
}

/** The nearest flick; null when it is further away than flicks can count. */
export function nearestFlick(position: FineFlicks): Flicks | null {
  const flicks = Number(nearest(position, FINE));
  return Number.isSafeInteger(flicks) ? flicks : null;
}

/** A length that is not below zero in seconds, with so many decimals (15) that the flick can be told again. */
export function secondsText(flicks: Flicks): string {
  let seconds = Math.floor(flicks / FLICKS_PER_SECOND);
  let left = flicks - seconds * FLICKS_PER_SECOND;
  let digits = 0;
  // Five digits at a time stay within what numbers can count.
  for (let group = 0; group < 3; group++) {
    const scaled = left * 100_000;
    const whole = Math.floor(scaled / FLICKS_PER_SECOND);
    left = scaled - whole * FLICKS_PER_SECOND;
    digits = digits * 100_000 + whole;
  }
  if (left * 2 >= FLICKS_PER_SECOND) digits++;
  if (digits === 1e15) [seconds, digits] = [seconds + 1, 0];
  return `${String(seconds)}.${String(digits).padStart(15, '0')}`;
}

/** The whole number nearest to a fraction; a half goes up. */
export function nearest(num: bigint, den: bigint): bigint {
  const doubled = 2n * num + den;
  const quotient = doubled / (2n * den);
  return doubled < 0n && doubled % (2n * den) !== 0n ? quotient - 1n : quotient;
}
