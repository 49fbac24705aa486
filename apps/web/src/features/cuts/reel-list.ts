import type { Reel } from '@segue/protocol';
import { frameToFlicks, parseTimecodeTolerant, type Flicks, type TimecodeFormat } from '@segue/timecode';

/** The last hour that a timecode can say. */
const LAST_HOUR = 23;

/** The position of a full hour, as reels begin by custom: the second one at 02:00:00:00. */
function hourStart(hour: number, format: TimecodeFormat): Flicks {
  const label = `${String(Math.min(hour, LAST_HOUR)).padStart(2, '0')}:00:00:00`;
  const parsed = parseTimecodeTolerant(label, format);
  // A full hour exists in every way of counting.
  return 'frame' in parsed ? frameToFlicks(parsed.frame, format.rate) : 0;
}

/** The reels with one more: it bears the next number and begins at its hour, or behind the last one. */
export function withNextReel(reels: readonly Reel[], format: TimecodeFormat): Reel[] {
  const last = reels.at(-1);
  const number = Math.min(99, (last?.number ?? 0) + 1);
  const startFlicks = Math.max(
    hourStart(number, format),
    (last?.startFlicks ?? -1) + frameToFlicks(1, format.rate),
  );
  return [...reels, { number, startFlicks }];
}

/** The reels each at the full hour of its number. */
export function atEachHour(reels: readonly Reel[], format: TimecodeFormat): Reel[] {
  return reels.map(({ number }) => ({ number, startFlicks: hourStart(number, format) }));
}

/** The first reel that bears a number again, or does not begin behind the one before; null when all is well. */
export function wrongReel(
  reels: readonly Reel[],
): { readonly number: number; readonly what: 'twice' | 'order' } | null {
  for (const [index, { number, startFlicks }] of reels.entries()) {
    const before = reels[index - 1];
    if (reels.findIndex((other) => other.number === number) < index) return { number, what: 'twice' };
    if (before && startFlicks <= before.startFlicks) return { number, what: 'order' };
  }
  return null;
}
