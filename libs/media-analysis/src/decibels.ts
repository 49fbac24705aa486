/** A ratio of amplitudes in decibels; null where there is none, as for digital silence. */
export function amplitudeDecibels(ratio: number): number | null {
  return ratio > 0 && Number.isFinite(ratio) ? 20 * Math.log10(ratio) : null;
}

/** The amplitude that lies so many decibels from 1. */
export function amplitudeOf(decibels: number): number {
  return 10 ** (decibels / 20);
}
