import type { Role } from '@segue/access-policy';
import type { Film } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { FrameRateName } from '@segue/timecode';
import type { Kysely } from 'kysely';
import type { Actor } from '../people/actor.js';

/** The films that the person may read, newest first, as they see them; with `filmId` only that one. */
export async function findFilms(db: Kysely<Database>, actor: Actor, filmId?: string): Promise<Film[]> {
  const rows = await db
    .selectFrom('films')
    .leftJoin('members as mine', (join) =>
      join.onRef('mine.film_id', '=', 'films.id').on('mine.person_id', '=', actor.personId),
    )
    .select(['films.id', 'films.title', 'films.rate', 'films.drop_frame', 'films.start_flicks', 'mine.role'])
    .select((films) => [
      films
        .selectFrom('cues')
        .select(films.fn.countAll<number>().as('count'))
        .whereRef('cues.film_id', '=', 'films.id')
        .where('cues.removed', '=', false)
        .as('cues'),
      films
        .selectFrom('members')
        .select(films.fn.countAll<number>().as('count'))
        .whereRef('members.film_id', '=', 'films.id')
        .as('people'),
      films
        .selectFrom('notes')
        .innerJoin('cues', 'cues.id', 'notes.cue_id')
        .select(films.fn.countAll<number>().as('count'))
        .whereRef('notes.film_id', '=', 'films.id')
        .where('cues.removed', '=', false)
        .where('notes.state', '=', 'open')
        .as('openNotes'),
      films
        .selectFrom('notes')
        .innerJoin('cues', 'cues.id', 'notes.cue_id')
        .select(films.fn.countAll<number>().as('count'))
        .whereRef('notes.film_id', '=', 'films.id')
        .where('cues.removed', '=', false)
        .where('notes.state', '=', 'open')
        .where('notes.weight', '=', 'must')
        .as('mustNotes'),
    ])
    .$if(filmId !== undefined, (query) => query.where('films.id', '=', filmId ?? ''))
    .$if(!actor.owner, (query) => query.where('mine.role', 'is not', null))
    .orderBy('films.created_at', 'desc')
    .orderBy('films.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    rate: row.rate as FrameRateName,
    dropFrame: row.drop_frame,
    startFlicks: row.start_flicks,
    role: row.role as Role | null,
    counts: {
      cues: row.cues ?? 0,
      openNotes: row.openNotes ?? 0,
      mustNotes: row.mustNotes ?? 0,
      people: row.people ?? 0,
    },
  }));
}
