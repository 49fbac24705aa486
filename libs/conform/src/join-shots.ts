import { overlap, spanOf, type FrameSpan, type Shot } from './shot.js';

/**
 * Two edit lists of one cut as one, in the order of the record, as those of its reels; null where both say what is in the
 * same stretch. One may lie in a gap that the other leaves.
 */
export function joinShots(one: readonly Shot[], other: readonly Shot[]): Shot[] | null {
  const reaches = (shots: readonly Shot[], span: FrameSpan): boolean =>
    shots.some(({ record }) => overlap(record, span) !== null);
  if (reaches(one, spanOf(other)) && reaches(other, spanOf(one))) return null;
  return [...one, ...other].sort((a, b) => a.record.in - b.record.in);
}
