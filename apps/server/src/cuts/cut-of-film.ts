import type { Ability } from '@segue/access-policy';
import { because, Refusal, type Reel } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Flicks } from '@segue/timecode';
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
): Promise<Pick<Row<'cuts'>, 'id' | 'name' | 'movie_facts'>> {
  const cut = await db
    .selectFrom('cuts')
    .select(['id', 'name', 'movie_facts'])
    .where('id', '=', cutId)
    .where('film_id', '=', filmId)
    .executeTakeFirst();
  if (!cut) throw new Refusal('not-found', because('no-cut'));
  return cut;
}

/** A stretch of a cut: from its first position up to, not including, the end, which is none for the last reel. */
export interface ReelSpan {
  readonly start: Flicks;
  readonly end: Flicks;
}

/**
 * Where a reel of a film's cut lies; of the newest, when no cut is given.
 *
 * @throws Refusal `not-found` when the cut, or the reel in it, is not there.
 */
export async function findReel(
  db: Kysely<Database>,
  filmId: string,
  cutId: string | undefined,
  number: number,
): Promise<ReelSpan> {
  const cut = await db
    .selectFrom('cuts')
    .select(['reels'])
    .where('film_id', '=', filmId)
    .$if(cutId !== undefined, (query) => query.where('id', '=', cutId ?? ''))
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Written from what the protocol lets through.
  const reels = (cut?.reels ?? []) as Reel[];
  const index = reels.findIndex((reel) => reel.number === number);
  const reel = reels[index];
  if (!reel) throw new Refusal('not-found', because('no-reel', { number }));
  return { start: reel.startFlicks, end: reels[index + 1]?.startFlicks ?? Infinity };
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
): Promise<Pick<Row<'cuts'>, 'id' | 'name' | 'movie_facts'> | undefined> {
  return db
    .selectFrom('cuts')
    .select(['id', 'name', 'movie_facts'])
    .where('film_id', '=', filmId)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
}
