import { parseDocumentName } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import type * as Y from 'yjs';
import { documentsBehind } from './behind.js';
import { projectNotes } from './project-notes.js';
import { projectSpotting } from './project-spotting.js';
import { readDocument } from './read-document.js';

/** The cues of a film whose rows, or whose notes' rows, changed. */
export interface ProjectedCues {
  readonly filmId: string;
  readonly cueIds: readonly string[];
}

/**
 * Brings the read models of one document up to date. Returns what changed; null when nothing did, or when the document
 * is the notes of a cue that is on no sheet yet.
 */
export async function projectDocument(db: Kysely<Database>, name: string): Promise<ProjectedCues | null> {
  // Read and folded before the transaction, so that those who write wait for the rows only, not for the folding.
  const { document, sequence } = await readDocument(db, name);
  return db.transaction().execute(async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('projections')
      .values({ document: name, sequence })
      .onConflict((conflict) =>
        conflict.column('document').doUpdateSet({ sequence }).where('projections.sequence', '<', sequence),
      )
      .executeTakeFirst();
    // Somebody else may have projected a later moment in the meantime.
    if (!numInsertedOrUpdatedRows) return null;
    const projected = await projectRows(trx, name, document);
    if (projected !== 'cue unknown') return projected;
    await trx.deleteFrom('projections').where('document', '=', name).execute();
    return null;
  });
}

async function projectRows(
  trx: Transaction<Database>,
  name: string,
  document: Y.Doc,
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
  await db.deleteFrom('projections').execute();
  const documents = await documentsBehind(db);
  for (const name of documents) await projectDocument(db, name);
  return documents.length;
}
