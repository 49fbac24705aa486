import { flicksToFrame, type Flicks } from './flicks.js';
import type { TimecodeFormat } from './frame-rate.js';
import { formatDuration, formatTimecode, timecodeLabel } from './timecode.js';

/** A stretch of film in flicks; `out` is the first position after it. */
export interface FilmRange {
  readonly in: Flicks;
  readonly out: Flicks;
}

/** How the end of a range is shown: as the first frame after it, or as its last frame. Editors differ. */
export type OutShown = 'exclusive' | 'inclusive';

/**
 * A range with its duration: `01:00:00:00 – 01:00:02:00 (00:00:02:00)`, or with the last frame for an out
 * `01:00:00:00 – 01:00:01:23 (00:00:02:00)`. An empty range has no last frame: it shows its `in` twice.
 *
 * @throws RangeError if a position is not a safe integer, or the format asks for drop frame at a rate that has none.
 */
export function formatRange(
  range: FilmRange,
  format: TimecodeFormat,
  outShown: OutShown = 'exclusive',
): string {
  const duration = formatDuration(range.out - range.in, format);
  return `${timecodeLabel(range.in, format)} – ${outLabel(range, format, outShown)} (${duration})`;
}

function outLabel(range: FilmRange, format: TimecodeFormat, outShown: OutShown): string {
  if (outShown === 'exclusive') return timecodeLabel(range.out, format);
  return formatTimecode(flicksToFrame(Math.max(range.in, range.out - 1), format.rate), format);
}
