import { statementSchema, type Stale } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { newestCut } from '../cuts/cut-of-film.js';
import type { PictureChanges } from '../picture-changes/picture-changes.js';

/** What a later cut did to the picture under a sign-off; null while it stands as it was signed. */
export type Staleness = (signOff: Row<'sign_offs'>) => Stale | null;

/** A sign-off speaks of picture: as long as that is all there and in one piece, it may lie elsewhere in the film. */
const HARMLESS: ReadonlySet<string> = new Set(['unchanged', 'moved']);

/** Holds the sign-offs of a film against its newest cut. */
export async function staleness(
  db: Kysely<Database>,
  pictures: PictureChanges,
  filmId: string,
): Promise<Staleness> {
  const newest = await newestCut(db, filmId);
  if (!newest) return () => null;
  const carry = await pictures.carryInto(db, filmId, newest.id);
  return ({ cut_id: cutId, statement }) => {
    if (cutId === null || cutId === newest.id) return null;
    const { positionFlicks, lengthFlicks } = statementSchema.parse(statement);
    const { fate, removed, added } = carry(cutId, { in: positionFlicks, out: positionFlicks + lengthFlicks });
    if (HARMLESS.has(fate)) return null;
    const differences = (all: typeof removed) => all.map(({ at, frames }) => ({ atFlicks: at, frames }));
    return {
      cutId: newest.id,
      cutName: newest.name,
      fate,
      removed: differences(removed),
      added: differences(added),
    };
  };
}
