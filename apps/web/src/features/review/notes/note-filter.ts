import { isAskedFor, type Board, type BoardNote, type NoteKind } from '@segue/review-document';

/** Which notes are shown; null lets everything through. */
export interface NoteFilter {
  readonly state: 'open' | 'resolved' | null;
  readonly kind: NoteKind | null;
  /** Who wrote the note. */
  readonly person: string | null;
  /** Id of the version it was given on. */
  readonly version: string | null;
}

export const EVERYTHING: NoteFilter = { state: null, kind: null, person: null, version: null };

/** Whose withdrawn notes are shown too, and since when (Unix milliseconds): they can still be restored. */
export interface Regretted {
  readonly person: string;
  readonly since: number;
}

/** Whether there is anything left to read: a withdrawn note stays while its thread has replies. */
function isReadable(note: BoardNote, regretted: Regretted | null): boolean {
  if (!note.withdrawn || note.replies.some((reply) => !reply.withdrawn)) return true;
  return note.author === regretted?.person && (note.withdrawnAt ?? 0) > regretted.since;
}

/** The notes that a filter lets through, in the order of the board. */
export function filterNotes(
  board: Board,
  filter: NoteFilter,
  regretted: Regretted | null = null,
): readonly BoardNote[] {
  return board.notes.filter((note) => isReadable(note, regretted) && isAskedFor(note, filter));
}

/** How many notes a filter holds back. */
export function hiddenCount(board: Board, filter: NoteFilter): number {
  return filterNotes(board, EVERYTHING).length - filterNotes(board, filter).length;
}

/**
 * The note to go to from a position: the nearest one after it (`1`) or before it (`-1`). With several at the same place
 * the selected one decides which is next. Null when there is none.
 */
export function neighbour(
  notes: readonly BoardNote[],
  position: number,
  selected: string | null,
  direction: 1 | -1,
): BoardNote | null {
  const index = notes.findIndex(({ id }) => id === selected);
  if (notes[index]?.in === position) return notes[index + direction] ?? null;
  if (direction === 1) return notes.find((note) => note.in > position) ?? null;
  return notes.findLast((note) => note.in < position) ?? null;
}

/** Everybody who wrote a note, each once. */
export function authorsOf(board: Board): readonly string[] {
  return [...new Set(board.notes.map(({ author }) => author))];
}
