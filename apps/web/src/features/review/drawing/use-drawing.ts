import type { Drawing } from '@segue/review-document';
import { useCallback, useState } from 'react';
import type { Transport } from '../transport/transport';
import type { Sketch } from './sketch';

/** What is drawn for the note that is being written, and what is on the board now, be it for that note or for another. */
export function useDrawing(transport: Transport) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [sketch, setSketch] = useState<Sketch | null>(null);
  const draw = useCallback(
    (next: Sketch | null) => {
      if (next) {
        transport.pause();
        transport.seek(next.at);
      }
      setSketch(next);
    },
    [transport],
  );
  const putAway = useCallback(() => {
    draw(null);
  }, [draw]);
  return { drawing, setDrawing, sketch, draw, putAway };
}
