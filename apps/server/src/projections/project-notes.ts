import type { BoardNote } from '@segue/review-document';
import type { Database, NewRow } from '@segue/storage';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { NotesFollower, FollowedNotes } from './follow-notes.js';
import { moveRows, type RowsAre } from './moment.js';
import { BATCH, isSame } from './rows.js';
import { storable } from './storable.js';

/**
 * Makes the cue's rows in `notes` what its board says; withdrawn notes are left out. Returns the film of the cue when
 * they changed; null when nothing did, or when the cue is on no sheet yet.
 */
export async function projectNotes(
  db: Kysely<Database>,
  follower: NotesFollower,
  document: string,
  cueId: string,
): Promise<string | null> {
  for (;;) {
    const news = await follower.read(document);
    const cue = await db.selectFrom('cues').select('film_id').where('id', '=', cueId).executeTakeFirst();
    if (!cue) return null;
    const rowsAre = await db
      .transaction()
      .execute((trx) => writeRows(trx, document, cueId, cue.film_id, news));
    if (rowsAre === 'elsewhere') continue;
    news.keep();
    return rowsAre === 'ours' ? cue.film_id : null;
  }
}

async function writeRows(
  trx: Transaction<Database>,
  document: string,
  cueId: string,
  filmId: string,
  news: FollowedNotes,
): Promise<RowsAre> {
  const rowsAre = await moveRows(trx, document, news);
  if (rowsAre !== 'ours') return rowsAre;
  const rows = new Map<string, NewRow<'notes'>>();
  for (const [id, note] of news.changed)
    if (note && !note.withdrawn) rows.set(id, rowOf(note, cueId, filmId));
  const stored = await trx
    .selectFrom('notes')
    .selectAll()
    .where('cue_id', '=', cueId)
    // Of a whole document every row is looked at: what is in the table and in no document has to go.
    .$if(news.from > 0, (query) => query.where('id', '=', sql<string>`any(${[...news.changed.keys()]})`))
    .execute();
  const gone: string[] = [];
  for (const row of stored) {
    const now = rows.get(row.id);
    if (now && isSame(now, row)) rows.delete(row.id);
    else gone.push(row.id);
  }
  if (gone.length > 0)
    await trx
      .deleteFrom('notes')
      .where('cue_id', '=', cueId)
      .where('id', '=', sql<string>`any(${gone})`)
      .execute();
  const fresh = [...rows.values()];
  for (let at = 0; at < fresh.length; at += BATCH) {
    // A note that takes the id of another cue's note must not keep this cue from being read.
    await trx
      .insertInto('notes')
      .values(fresh.slice(at, at + BATCH))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return 'ours';
}

function rowOf(note: BoardNote, cueId: string, filmId: string): NewRow<'notes'> {
  return {
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
  };
}
