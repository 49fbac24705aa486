import { plainWords, type Marker } from '@segue/interchange';
import { keepableDrawing, type Board, type BoardNote, type Drawing } from '@segue/review-document';

/** What a marker will do to the notes of the cue. */
export type ImportStep =
  /** It came from this note and says that its work is done. */
  | { readonly act: 'resolve'; readonly note: BoardNote; readonly marker: Marker }
  /** It came from this note and says something else now. */
  | { readonly act: 'reply'; readonly note: BoardNote; readonly marker: Marker; readonly text: string }
  /** It came from this note and says nothing new. */
  | { readonly act: 'nothing'; readonly note: BoardNote; readonly marker: Marker }
  /** It is a note of its own, with what was drawn with it. */
  | {
      readonly act: 'note';
      readonly marker: Marker;
      readonly text: string;
      readonly drawing: Drawing | null;
    }
  /** It carries the id of a note that is not on this cue, or has no words. */
  | { readonly act: 'leave'; readonly marker: Marker };

/** Most formats cannot say that the work is done: then people write it before the text. */
const DONE = /^\s*(done|ok|fixed)\b/i;

/**
 * What a list of markers will do to the notes of a cue: those that were written from a note answer it or resolve it, the
 * others become notes. Importing the same list again does nothing.
 */
export function planImport(markers: readonly Marker[], board: Board): ImportStep[] {
  const notes = new Map(board.notes.map((note) => [note.id, note]));
  return markers.map((marker) => stepOf(marker, notes, board));
}

function stepOf(marker: Marker, notes: ReadonlyMap<string, BoardNote>, board: Board): ImportStep {
  if (marker.id !== null) {
    const note = notes.get(marker.id);
    if (!note || note.withdrawn) return { act: 'leave', marker };
    // What knows only names carries all words there.
    const text = marker.comment.trim() || marker.name.trim();
    const isDone = marker.status === 'done' || DONE.test(text);
    if (isDone && note.state === 'open') return { act: 'resolve', note, marker };
    if (isDone || isKnown(text, note)) return { act: 'nothing', note, marker };
    return { act: 'reply', note, marker, text };
  }
  const text = [marker.name, marker.comment]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n');
  const there = board.notes.find(
    (note) => !note.withdrawn && note.in === marker.in && plainWords(note.text) === plainWords(text),
  );
  if (there) return { act: 'nothing', note: there, marker };
  return text === '' ? { act: 'leave', marker } : { act: 'note', marker, text, drawing: drawingOf(marker) };
}

function drawingOf({ drawing = [] }: Marker): Drawing | null {
  // Only strokes that are words have some.
  return keepableDrawing(
    drawing.map(({ text, ...stroke }) => (text === null ? stroke : { ...stroke, text })),
  );
}

/** Whether the thread says this already. Formats put a note's lines into one, and may add its cue before it. */
function isKnown(text: string, note: BoardNote): boolean {
  const words = plainWords(text);
  return [note, ...note.replies].some((said) => words.endsWith(plainWords(said.text)));
}
