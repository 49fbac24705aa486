import { flicksToSamples, FLICKS_PER_SECOND, samplesToFlicks } from '@segue/timecode';

/** What the start of a stem against its mix may be told in. */
export const OFFSET_UNITS = ['samples', 'milliseconds'] as const;
export type OffsetUnit = (typeof OFFSET_UNITS)[number];

const FLICKS_PER_MILLISECOND = FLICKS_PER_SECOND / 1000;
/** A hundredth of a millisecond is still a whole number of flicks. */
const MILLISECOND_DIGITS = 2;

/** An offset in flicks as people read and enter it: `480`, `-2.5`. Samples are told to the one it lies in. */
export function offsetText(flicks: number, unit: OffsetUnit, sampleRate: number): string {
  if (unit === 'samples') return String(flicksToSamples(flicks, sampleRate));
  return String(Number((flicks / FLICKS_PER_MILLISECOND).toFixed(MILLISECOND_DIGITS)));
}

/** The offset in flicks that a text says, exactly; null where it says none. */
export function parseOffsetText(text: string, unit: OffsetUnit, sampleRate: number): number | null {
  const [, sign, whole, fraction = ''] = /^([+\-−]?)(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > (unit === 'samples' ? 0 : MILLISECOND_DIGITS)) return null;
  const factor = sign === '' || sign === '+' ? 1 : -1;
  if (unit === 'samples') return samplesToFlicks(factor * Number(whole), sampleRate);
  const hundredths = Number(whole + fraction.padEnd(MILLISECOND_DIGITS, '0'));
  // Not minus zero.
  return factor * hundredths * (FLICKS_PER_MILLISECOND / 100) || 0;
}
