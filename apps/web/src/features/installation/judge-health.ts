import type { Installation } from '@segue/protocol';

/** Whether a figure is as it should be, deserves a look, or hurts people now. */
export type Verdict = 'good' | 'warn' | 'bad';

type Health = Installation['health'];
type Backup = NonNullable<Installation['storage']['lastBackup']>;

/** At `warn` or above it deserves a look, at `bad` or above it hurts. */
function above(value: number, warn: number, bad: number): Verdict {
  if (value >= bad) return 'bad';
  return value >= warn ? 'warn' : 'good';
}

/** The disk of the data folder: 10 % or 5 GB left is a warning, 2 % or 1 GB is the end of uploads. */
export function judgeDisk({ freeBytes, sizeBytes }: NonNullable<Health['disk']>): Verdict {
  const left = freeBytes / sizeBytes;
  if (left < 0.02 || freeBytes < 1e9) return 'bad';
  return left < 0.1 || freeBytes < 5e9 ? 'warn' : 'good';
}

export function judgeMemory({ heapBytes, heapLimitBytes }: Health['memory']): Verdict {
  return above(heapBytes / heapLimitBytes, 0.75, 0.9);
}

/** From a tenth of a second on, what people do together feels late. */
export function judgeDelay(seconds: number): Verdict {
  return above(seconds, 0.1, 0.5);
}

const WEEK_SECONDS = 7 * 86_400;

/** How long ago the moment was that a backup holds, in seconds; never less than none, whatever the clocks say. */
export function ageOf(backup: Backup, now: string): number {
  return Math.max(0, (Date.parse(now) - Date.parse(backup.at)) / 1000);
}

/** None at all, one that is older than a week, and one that lacks files each deserve a look. */
export function judgeBackup(backup: Backup | null, now: string): Verdict {
  return backup?.whole === true && ageOf(backup, now) <= WEEK_SECONDS ? 'good' : 'warn';
}

export function judgeReadModels({ oldestSeconds }: Health['readModels']): Verdict {
  return above(oldestSeconds, 5, 60);
}
