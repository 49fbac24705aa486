import { Refusal } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';

/**
 * The cut, if it is one of this film's.
 *
 * @throws Refusal `not-found`
 */
export async function findCutOfFilm(
  db: Kysely<Database>,
  filmId: string,
  cutId: string,
): Promise<Pick<Row<'cuts'>, 'id' | 'name'>> {
  const cut = await db
    .selectFrom('cuts')
    .select(['id', 'name'])
    .where('id', '=', cutId)
    .where('film_id', '=', filmId)
    .executeTakeFirst();
  if (!cut) throw new Refusal('not-found', 'The film has no such cut. It may have been removed.');
  return cut;
}

/** The film's newest cut; undefined when it has none. */
export function newestCut(
  db: Kysely<Database>,
  filmId: string,
): Promise<Pick<Row<'cuts'>, 'id' | 'name'> | undefined> {
  return db
    .selectFrom('cuts')
    .select(['id', 'name'])
    .where('film_id', '=', filmId)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
}
