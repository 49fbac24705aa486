import type { NoteReply, NoteThread } from '@segue/interchange';
import { documentName } from '@segue/protocol';
import { foldBoard, readEntries, type BoardNote } from '@segue/review-document';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { readDocument } from '../projections/read-document.js';

/** Notes with what was answered to them, which only their documents know; in the order that they came in. */
export async function withReplies(
  db: Kysely<Database>,
  cues: readonly Row<'cues'>[],
  notes: readonly NoteThread[],
): Promise<NoteThread[]> {
  const people = await db.selectFrom('people').select(['id', 'name']).execute();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const written = new Map<string, BoardNote>();
  // One after the other: the documents of a long film do not fit into memory together.
  for (const { id: cueId } of cues) {
    const { document } = await readDocument(db, documentName({ kind: 'notes', cueId }));
    for (const note of foldBoard(readEntries(document)).notes) written.set(note.id, note);
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
