import type { Ability } from '@segue/access-policy';
import { Refusal } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Actor } from '../people/actor.js';
import type { FilmAccess } from '../people/film-access.js';

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

/** A cut, and how its film counts. */
export type FilmCut = Row<'cuts'> & Pick<Row<'films'>, 'title' | 'rate' | 'drop_frame'>;

/**
 * The cut, if the person may do this on its film.
 *
 * @throws Refusal `not-found`, also when the film is not shared with the person; `access.denied`
 */
export async function requireCut(
  db: Kysely<Database>,
  access: FilmAccess,
  actor: Actor,
  cutId: string,
  ability: Ability,
): Promise<FilmCut> {
  const cut = await db
    .selectFrom('cuts')
    .innerJoin('films', 'films.id', 'cuts.film_id')
    .selectAll('cuts')
    .select(['films.title', 'films.rate', 'films.drop_frame'])
    .where('cuts.id', '=', cutId)
    .executeTakeFirst();
  if (!cut) throw new Refusal('not-found');
  await access.require(actor, cut.film_id, ability);
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
