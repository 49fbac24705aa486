import type { BoardNote } from '@segue/review-document';
import type { Database, NewRow } from '@segue/storage';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { CuePlace } from './cue-place.js';
import type { NotesFollower, FollowedNotes } from './follow-notes.js';
import { moveInPortions } from './moment.js';
import { writeFinishes } from './project-finishes.js';
import { writeMentions } from './project-mentions.js';
import { isSame } from './rows.js';
import { storable } from './storable.js';

/** Notes that are written in one transaction: few, since those who write wait for it. */
const PORTION = 200;

/**
 * Makes the cue's rows in `notes`, `mentions` and `finishes` what its board says; what is withdrawn is left out. Returns the film of the cue when
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
    const place = { cueId, filmId: cue.film_id };
    const portions = await portionsOf(db, cueId, news);
    const rowsAre = await moveInPortions(
      (work) => db.transaction().execute(work),
      document,
      news,
      portions,
      async (trx, portion) => {
        await writeRows(trx, place, portion);
        await writeMentions(trx, place, portion);
        if (news.finishes && portion === portions.at(-1)) await writeFinishes(trx, place, news.finishes);
      },
    );
    if (rowsAre === 'elsewhere') continue;
    news.keep();
    return rowsAre === 'ours' ? cue.film_id : null;
  }
}

/** Notes that may look different now, by their ids; null for those that are not there. */
type Portion = readonly (readonly [id: string, note: BoardNote | null])[];

/** What has to be written, in portions; at least one. */
async function portionsOf(
  db: Kysely<Database>,
  cueId: string,
  { from, changed }: FollowedNotes,
): Promise<Portion[]> {
  const notes = new Map(changed);
  if (from === 0) {
    // Of a whole document every row is looked at: what is in the table and in no document has to go.
    const stored = await db
      .selectFrom('notes')
      .select('id')
      .where('cue_id', '=', cueId)
      .union(db.selectFrom('mentions').select('note_id as id').where('cue_id', '=', cueId))
      .execute();
    for (const { id } of stored) if (!notes.has(id)) notes.set(id, null);
  }
  const all = [...notes];
  const portions: Portion[] = [];
  for (let at = 0; at === 0 || at < all.length; at += PORTION) portions.push(all.slice(at, at + PORTION));
  return portions;
}

async function writeRows(
  trx: Transaction<Database>,
  { cueId, filmId }: CuePlace,
  portion: Portion,
): Promise<void> {
  const rows = new Map<string, NewRow<'notes'>>();
  for (const [id, note] of portion) if (note && !note.withdrawn) rows.set(id, rowOf(note, cueId, filmId));
  const stored = await trx
    .selectFrom('notes')
    .selectAll()
    .where('cue_id', '=', cueId)
    .where('id', '=', sql<string>`any(${portion.map(([id]) => id)})`)
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
  if (rows.size === 0) return;
  // A note that takes the id of another cue's note must not keep this cue from being read.
  await trx
    .insertInto('notes')
    .values([...rows.values()])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function rowOf(note: BoardNote, cueId: string, filmId: string): NewRow<'notes'> {
  return {
    id: note.id,
    cue_id: cueId,
    film_id: filmId,
    author_id: note.author,
    version_id: note.version,
    cut_id: note.cut,
    in_flicks: note.in,
    out_flicks: note.out,
    kind: note.kind,
    weight: note.weight,
    text: storable(note.text),
    state: note.state,
    replies: note.replies.filter((reply) => !reply.withdrawn).length,
  };
}
