import { foldBoard, readEntries } from '@segue/review-document';
import type { Database } from '@segue/storage';
import type { Transaction } from 'kysely';
import type * as Y from 'yjs';
import { storable } from './storable.js';

/** Rows of one insert: far below the 65 535 parameters that PostgreSQL takes. */
const BATCH = 1000;

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
  await trx.deleteFrom('notes').where('cue_id', '=', cueId).execute();
  for (let at = 0; at < rows.length; at += BATCH) {
    // A note that takes the id of another cue's note must not keep this cue from being read.
    const batch = rows.slice(at, at + BATCH);
    await trx
      .insertInto('notes')
      .values(batch)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
