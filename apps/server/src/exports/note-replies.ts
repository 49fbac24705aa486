import type { NoteReply, NoteThread } from '@segue/interchange';
import type { BoardNote } from '@segue/review-document';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { namesOfPeople } from '../people/names-of-people.js';
import { readBoard } from '../projections/read-document.js';

/** Notes with what was answered to them, which only their documents know; in the order that they came in. */
export async function withReplies(
  db: Kysely<Database>,
  cues: readonly Row<'cues'>[],
  notes: readonly NoteThread[],
): Promise<NoteThread[]> {
  const names = await namesOfPeople(db);
  const wanted = new Set(notes.map(({ id }) => id));
  const written = new Map<string, BoardNote>();
  for (const { id: cueId } of cues) {
    const { board } = await readBoard(db, cueId);
    for (const note of board.notes) if (wanted.has(note.id)) written.set(note.id, note);
  }
  return notes.map((note) => {
    const board = written.get(note.id ?? '');
    return board ? { ...note, createdAt: board.at, replies: repliesOf(board, names) } : note;
  });
}

/** Answers and changes of its state, by time. */
function repliesOf({ replies, changes }: BoardNote, names: ReadonlyMap<string, string>): NoteReply[] {
  const words = replies
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ author, text, at }) => ({
      author: names.get(author) ?? null,
      text,
      createdAt: at,
      status: null,
    }));
  const acts = changes.map(({ type, by, at }) => ({
    author: names.get(by) ?? null,
    text: '',
    createdAt: at,
    status: type === 'resolve' ? ('done' as const) : ('open' as const),
  }));
  return [...words, ...acts].sort((a, b) => a.createdAt - b.createdAt);
}
