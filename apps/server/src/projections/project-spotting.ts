import { readCues } from '@segue/review-document';
import type { Database, NewRow } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import type * as Y from 'yjs';
import { moveRows } from './moment.js';
import { readDocument } from './read-document.js';
import { BATCH, isSame } from './rows.js';
import { storable } from './storable.js';

/** What of a cue's row can change. */
const COLUMNS = [
  'number',
  'title',
  'kind',
  'in_flicks',
  'out_flicks',
  'cut_id',
  'session_start_flicks',
  'description',
  'emotion',
  'removed',
] as const;

type CueRow = NewRow<'cues'> & { removed: boolean };

/** Makes the film's cues what the spotting sheet says. Returns the ids of those that changed. */
export async function projectSpotting(db: Kysely<Database>, name: string, filmId: string): Promise<string[]> {
  // Read before the transaction, so that those who write wait for the rows only.
  const { document, sequence } = await readDocument(db, name);
  return db.transaction().execute(async (trx) => {
    const rowsAre = await moveRows(trx, name, { from: 0, to: sequence });
    return rowsAre === 'ours' ? writeRows(trx, filmId, document) : [];
  });
}

async function writeRows(trx: Transaction<Database>, filmId: string, sheet: Y.Doc): Promise<string[]> {
  const stored = await trx.selectFrom('cues').selectAll().where('film_id', '=', filmId).execute();
  const before = new Map(stored.map((row) => [row.id, row]));
  const rows = readCues(sheet).map((cue) => rowOf(filmId, cue));
  const onSheet = new Set(rows.map((row) => row.id));

  const changed = rows.filter((row) => !isSame(row, before.get(row.id)));
  for (let at = 0; at < changed.length; at += BATCH) {
    await trx
      .insertInto('cues')
      .values(changed.slice(at, at + BATCH))
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((excluded) =>
            Object.fromEntries(COLUMNS.map((column) => [column, excluded.ref(`excluded.${column}`)])),
          )
          // An id that names a cue of another film is a forgery: that film's cue stays as it is.
          .where('cues.film_id', '=', filmId),
      )
      .execute();
  }
  const gone = stored.filter((row) => !row.removed && !onSheet.has(row.id)).map((row) => row.id);
  if (gone.length > 0) await trx.updateTable('cues').set({ removed: true }).where('id', 'in', gone).execute();
  return [...changed.map((row) => row.id), ...gone];
}

function rowOf(filmId: string, cue: ReturnType<typeof readCues>[number]): CueRow {
  return {
    id: cue.id,
    film_id: filmId,
    number: storable(cue.number),
    title: storable(cue.title),
    kind: cue.kind,
    in_flicks: cue.in,
    out_flicks: cue.out,
    cut_id: cue.cut,
    session_start_flicks: cue.sessionStart,
    description: storable(cue.description),
    emotion: storable(cue.emotion),
    removed: false,
  };
}
