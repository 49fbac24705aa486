import type { Role } from '@segue/access-policy';
import { deliverySpecSchema, NOTHING_ASKED, type Film } from '@segue/protocol';
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
    .select(['films.id', 'films.title', 'films.rate', 'films.drop_frame', 'films.start_flicks'])
    .select(['films.delivery_spec', 'films.reviewers', 'films.rounds_agreed', 'mine.role'])
    .select((films) => {
      const cues = films
        .selectFrom('cues')
        .select(films.fn.countAll<number>().as('count'))
        .whereRef('cues.film_id', '=', 'films.id')
        .where('cues.removed', '=', false);
      const openNotes = cues.innerJoin('notes', 'notes.cue_id', 'cues.id').where('notes.state', '=', 'open');
      const people = films
        .selectFrom('members')
        .select(films.fn.countAll<number>().as('count'))
        .whereRef('members.film_id', '=', 'films.id');
      return [
        cues.as('cues'),
        people.as('people'),
        openNotes.as('openNotes'),
        openNotes.where('notes.weight', '=', 'must').as('mustNotes'),
      ];
    })
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
    deliverySpec: row.delivery_spec === null ? NOTHING_ASKED : deliverySpecSchema.parse(row.delivery_spec),
    reviewers: row.reviewers,
    roundsAgreed: row.rounds_agreed,
    role: row.role as Role | null,
    counts: {
      cues: row.cues ?? 0,
      openNotes: row.openNotes ?? 0,
      mustNotes: row.mustNotes ?? 0,
      people: row.people ?? 0,
    },
  }));
}
