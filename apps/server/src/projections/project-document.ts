import { parseDocumentName } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import { projectNotes } from './project-notes.js';
import { projectSpotting } from './project-spotting.js';
import { readDocument, type StoredDocument } from './read-document.js';

/** The cues of a film whose rows, or whose notes' rows, changed. */
export interface ProjectedCues {
  readonly filmId: string;
  readonly cueIds: readonly string[];
}

/** The documents whose read models are behind, spotting sheets first: notes need the row of their cue. */
export async function documentsBehind(db: Kysely<Database>): Promise<string[]> {
  const behind = await db
    .selectFrom('documents')
    .select('name')
    .whereRef('projected', '<', 'sequence')
    .orderBy('name', 'desc')
    .execute();
  return behind.map(({ name }) => name);
}

/**
 * Brings the read models of one document up to date. Returns what changed; null when nothing did, or when the document
 * is the notes of a cue that is on no sheet yet.
 */
export async function projectDocument(db: Kysely<Database>, name: string): Promise<ProjectedCues | null> {
  // Read and folded before the transaction, so that those who write wait for the rows only, not for the folding.
  const stored = await readDocument(db, name);
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('documents')
      .select('projected')
      .where('name', '=', name)
      .forUpdate()
      .executeTakeFirst();
    // Somebody else may have projected a later moment in the meantime.
    if (!row || row.projected >= stored.sequence) return null;
    const projected = await projectRows(trx, name, stored);
    if (projected === 'cue unknown') return null;
    await trx.updateTable('documents').set({ projected: stored.sequence }).where('name', '=', name).execute();
    return projected;
  });
}

async function projectRows(
  trx: Transaction<Database>,
  name: string,
  { document }: StoredDocument,
): Promise<ProjectedCues | 'cue unknown' | null> {
  const address = parseDocumentName(name);
  if (address?.kind === 'spotting') {
    return { filmId: address.filmId, cueIds: await projectSpotting(trx, address.filmId, document) };
  }
  // The music team's notes have no read model: whoever counts or lists sees only what everybody on the film may see.
  if (address?.kind !== 'notes') return null;
  const { cueId } = address;
  const cue = await trx.selectFrom('cues').select('film_id').where('id', '=', cueId).executeTakeFirst();
  if (!cue) return 'cue unknown';
  await projectNotes(trx, cue.film_id, cueId, document);
  return { filmId: cue.film_id, cueIds: [cueId] };
}

/** Makes all read models anew from the documents. */
export async function rebuildProjections(db: Kysely<Database>): Promise<number> {
  await db.updateTable('documents').set({ projected: 0 }).execute();
  const documents = await documentsBehind(db);
  for (const name of documents) await projectDocument(db, name);
  return documents.length;
}
