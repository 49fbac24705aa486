import type { Drawing } from '@segue/review-document';

/** What somebody is about to draw for a note. */
export interface Sketch {
  /** Over which frame, as an absolute position in flicks. */
  readonly at: number;
  /** What is there already. */
  readonly drawing: Drawing | null;
  /** Hears of every stroke, so that none is lost however the drawing ends. */
  readonly onChange: (drawing: Drawing | null) => void;
  readonly onDone: () => void;
}
