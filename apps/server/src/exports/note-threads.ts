import type { AttachedFile, DrawnStroke, NoteReply, NoteThread } from '@segue/interchange';
import type { Attachment, BoardNote, Stroke } from '@segue/review-document';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { namesOfPeople } from '../people/names-of-people.js';
import { readBoard } from '../projections/read-document.js';

/**
 * Notes with what was drawn with them and answered to them, which only their documents know; in the order that they came
 * in.
 */
export async function withThreads(
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
  const stems = await namesOfStems(
    db,
    cues.map(({ id }) => id),
  );
  return notes.map((note) => {
    const board = written.get(note.id ?? '');
    if (!board) return note;
    const stem = stems.get(board.stem ?? '') ?? null;
    const drawing = board.drawing?.map(strokeOf) ?? [];
    return {
      ...note,
      createdAt: board.at,
      stem,
      drawing,
      replies: repliesOf(board, names),
      ...filesOf(board),
    };
  });
}

async function namesOfStems(
  db: Kysely<Database>,
  cueIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (cueIds.length === 0) return new Map();
  const stems = await db
    .selectFrom('stems')
    .innerJoin('versions', 'versions.id', 'stems.version_id')
    .select(['stems.id', 'stems.name'])
    .where('versions.cue_id', 'in', cueIds)
    .execute();
  return new Map(stems.map(({ id, name }) => [id, name]));
}

function strokeOf(stroke: Stroke): DrawnStroke {
  const { tool, colour, width, points } = stroke;
  return { tool, colour, width, points, text: stroke.tool === 'text' ? stroke.text : null };
}

function filesOf({ attachments }: { readonly attachments: readonly Attachment[] }): {
  attachments?: AttachedFile[];
} {
  if (attachments.length === 0) return {};
  return { attachments: attachments.map(({ name, type, file }) => ({ name, type, sha256: file })) };
}

/** Answers and changes of its state, by time. */
function repliesOf({ replies, changes }: BoardNote, names: ReadonlyMap<string, string>): NoteReply[] {
  const words = replies
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ author, text, at, attachments }) => ({
      author: names.get(author) ?? null,
      text,
      createdAt: at,
      status: null,
      ...filesOf({ attachments }),
    }));
  const acts = changes.map(({ type, by, at }) => ({
    author: names.get(by) ?? null,
    text: '',
    createdAt: at,
    status: type === 'resolve' ? ('done' as const) : ('open' as const),
  }));
  return [...words, ...acts].sort((a, b) => a.createdAt - b.createdAt);
}
