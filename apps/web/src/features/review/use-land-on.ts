import type { Board, BoardNote } from '@segue/review-document';
import { frameToFlicks, parseTimecode, type TimecodeFormat } from '@segue/timecode';
import { useEffect, useRef } from 'react';
import type { ReviewTarget } from './review-context';
import type { Transport } from './transport/transport';

/** Goes where the address points, once for each address: to the frame at once, to the note as soon as it is there. */
export function useLandOn(
  { note, at }: ReviewTarget,
  board: Board,
  format: TimecodeFormat,
  transport: Transport,
  show: (note: BoardNote) => void,
): void {
  const landed = useRef<string | null>(null);
  const { rate, dropFrame } = format;

  useEffect(() => {
    if (at === undefined) return;
    const parsed = parseTimecode(at, { rate, dropFrame });
    if ('frame' in parsed) transport.seek(frameToFlicks(parsed.frame, rate));
  }, [at, rate, dropFrame, transport]);

  useEffect(() => {
    const found = landed.current === note ? undefined : board.notes.find(({ id }) => id === note);
    if (!found) return;
    landed.current = found.id;
    show(found);
  }, [note, board, show]);
}
