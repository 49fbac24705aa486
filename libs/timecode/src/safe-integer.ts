/**
 * Hands `value` back if it is a safe integer. Floats and numbers beyond 2^53 are refused here, because from
 * there on results would be wrong without anyone noticing.
 *
 * @throws RangeError naming `what` otherwise.
 */
export function requireSafeInteger(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`${what} must be a whole number within ±2^53, got ${String(value)}.`);
  }
  return value;
}
