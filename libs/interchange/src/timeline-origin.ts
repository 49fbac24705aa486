import type { Flicks } from '@segue/timecode';
import type { Timeline } from './marker.js';

/**
 * What to add to the positions of a file that does not say whether they are the timeline's timecode or count from its
 * beginning: what such files usually mean, unless some then lie outside the timeline and with the other none does.
 */
export function originOf(
  positions: readonly Flicks[],
  { start, length }: Timeline,
  usual: 'timecode' | 'beginning',
): Flicks {
  const origin = usual === 'timecode' ? 0 : start;
  const other = start - origin;
  const fits = (from: Flicks): boolean =>
    positions.every((position) => position + from >= start && position + from <= start + length);
  return !fits(origin) && fits(other) ? other : origin;
}
