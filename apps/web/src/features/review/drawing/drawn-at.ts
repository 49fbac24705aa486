import type { BoardNote } from '@segue/review-document';
import { flicksToFrame, type FrameRateName } from '@segue/timecode';

type Placed = Pick<BoardNote, 'in' | 'out'>;

/**
 * Whether a note's drawing is seen at a position in flicks. Standing still it is on the frames of the note; while the film
 * plays only a range is seen: what flashes up for one frame tells nobody anything.
 */
export function isDrawnAt(note: Placed, position: number, rate: FrameRateName, playing: boolean): boolean {
  if (note.out !== null && position >= note.in && position < note.out) return true;
  return !playing && flicksToFrame(position, rate) === flicksToFrame(note.in, rate);
}
