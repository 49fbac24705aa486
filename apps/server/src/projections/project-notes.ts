import { foldBoard, readEntries } from '@segue/review-document';
import type { Database } from '@segue/storage';
import { sql, type Transaction } from 'kysely';
import type * as Y from 'yjs';
import { BATCH, isSame } from './rows.js';
import { storable } from './storable.js';

/** Makes the cue's rows in `notes` what its board says; withdrawn notes are left out. */
export async function projectNotes(
  trx: Transaction<Database>,
  filmId: string,
  cueId: string,
  document: Y.Doc,
): Promise<void> {
  const rows = foldBoard(readEntries(document))
    .notes.filter((note) => !note.withdrawn)
    .map((note) => ({
      id: note.id,
      cue_id: cueId,
      film_id: filmId,
      author_id: note.author,
      version_id: note.version,
      in_flicks: note.in,
      out_flicks: note.out,
      kind: note.kind,
      weight: note.weight,
      text: storable(note.text),
      state: note.state,
      replies: note.replies.filter((reply) => !reply.withdrawn).length,
    }));
  const stored = await trx.selectFrom('notes').selectAll().where('cue_id', '=', cueId).execute();
  const before = new Map(stored.map((row) => [row.id, row]));
  const changed = rows.filter((row) => !isSame(row, before.get(row.id)));
  const now = new Set(rows.map(({ id }) => id));
  const gone = [...stored.map(({ id }) => id).filter((id) => !now.has(id)), ...changed.map(({ id }) => id)];
  if (gone.length > 0)
    await trx
      .deleteFrom('notes')
      .where('cue_id', '=', cueId)
      .where('id', '=', sql<string>`any(${gone})`)
      .execute();
  for (let at = 0; at < changed.length; at += BATCH) {
    // A note that takes the id of another cue's note must not keep this cue from being read.
    const batch = changed.slice(at, at + BATCH);
    await trx
      .insertInto('notes')
      .values(batch)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
