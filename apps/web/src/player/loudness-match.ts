import type { SoundReport } from '@segue/protocol';

/**
 * The gains in dB that make sounds equally loud: each is lowered to the integrated loudness (ITU-R BS.1770) of the quietest.
 * None is raised, and where a file itself reaches above 0 dBTP all are lowered by that, so that no true peak lies above it.
 * Sounds without a measured loudness keep theirs.
 */
export function loudnessMatch(
  reports: readonly (
    (Pick<SoundReport, 'truePeak'> & { loudness: Pick<SoundReport['loudness'], 'integrated'> }) | null
  )[],
): number[] {
  const loudness = reports.map((report) => report?.loudness.integrated ?? null);
  const quietest = Math.min(...loudness.filter((level) => level !== null));
  const gains = loudness.map((level) => (level === null ? 0 : quietest - level));
  const over = reports.map((report, index) => (report?.truePeak ?? -Infinity) + (gains[index] ?? 0));
  const lowered = Math.max(0, ...over);
  return gains.map((gain) => gain - lowered);
}

/** The factor of a gain in dB. */
export function factorOf(gainDb: number): number {
  return 10 ** (gainDb / 20);
}
