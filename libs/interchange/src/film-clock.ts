import { isSameFormat, type Flicks, type TimecodeFormat } from '@segue/timecode';
import type { Problem, StatedTimeline, Timeline } from './marker.js';
import { labelOf, labelPosition } from './positions.js';

/** How a file that counts otherwise than the film comes to stand on it. */
export interface FilmClock {
  /** What to add to its positions. */
  readonly shift: Flicks;
  readonly problem: Problem | null;
}

/**
 * Lays a file onto the film. Positions of a file are those of its own timecode; where it counts at another rate, or drops
 * frames and the film does not, the same label is another position there. Then the file's first label, or the film's where
 * it states none, is the same moment in both, and everything behind it lies in real time.
 *
 * @param counts whether its positions are labels, or count from its beginning, which without a start is the film's already.
 */
export function filmClock(
  stated: StatedTimeline,
  { format, start }: Timeline,
  counts: 'labels' | 'from its beginning',
): FilmClock {
  const own = stated.format;
  if (!own || isSameFormat(own, format)) return { shift: 0, problem: null };
  const label = stated.start === undefined ? labelOf(start, format) : labelOf(stated.start, own);
  const there = labelPosition(label, own);
  const here = labelPosition(label, format);
  const counting = `The file counts in ${nameOf(own)}, not in ${nameOf(format)}`;
  if (typeof there !== 'number' || typeof here !== 'number') {
    const what = `${counting}, where there is no ${label}: its positions were taken as they are.`;
    return { shift: 0, problem: { where: 'file', what } };
  }
  const what = `${counting}: from ${label} on it was laid out in real time.`;
  const isThere = stated.start === undefined && counts === 'from its beginning';
  return { shift: isThere ? 0 : here - there, problem: { where: 'file', what } };
}

function nameOf({ rate, dropFrame }: TimecodeFormat): string {
  return dropFrame ? `${rate} drop frame` : rate;
}
