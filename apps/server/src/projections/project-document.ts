import { parseDocumentName } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { UpdateLog } from '@segue/sync-engine';
import type { Kysely } from 'kysely';
import { documentsBehind } from './behind.js';
import { NotesFollower } from './follow-notes.js';
import { moveRows } from './moment.js';
import { projectNotes } from './project-notes.js';
import { projectSpotting } from './project-spotting.js';

/** The cues of a film whose rows, or whose notes' rows, changed. */
export interface ProjectedCues {
  readonly filmId: string;
  readonly cueIds: readonly string[];
}

/**
 * Brings the read models of one document up to date. Returns what changed; null when nothing did, or when the document
 * is the notes of a cue that is on no sheet yet.
 */
export async function projectDocument(
  db: Kysely<Database>,
  follower: NotesFollower,
  name: string,
): Promise<ProjectedCues | null> {
  const address = parseDocumentName(name);
  if (address?.kind === 'spotting') {
    const { filmId } = address;
    return { filmId, cueIds: await projectSpotting(db, name, filmId) };
  }
  if (address?.kind === 'notes') {
    const { cueId } = address;
    const filmId = await projectNotes(db, follower, name, cueId);
    return filmId === null ? null : { filmId, cueIds: [cueId] };
  }
  // The music team's notes have no read model: whoever counts or lists sees only what everybody on the film may see.
  await db.transaction().execute(async (trx) => {
    const { head } = await trx
      .selectFrom('document_updates')
      .select(({ fn }) => fn.max('sequence').as('head'))
      .where('document', '=', name)
      .executeTakeFirstOrThrow();
    await moveRows(trx, name, { from: 0, to: head });
  });
  return null;
}

/** Makes all read models anew from the documents. */
export async function rebuildProjections(db: Kysely<Database>, log: UpdateLog): Promise<number> {
  await db.deleteFrom('projections').execute();
  const documents = await documentsBehind(db);
  const follower = new NotesFollower(log);
  for (const name of documents) await projectDocument(db, follower, name);
  return documents.length;
}
