import type { Database } from '@segue/storage';
import { sql, type Transaction } from 'kysely';
import { audienceOf } from './audience.js';
import type { FilmEvent, News } from './film-event.js';
import { membersOf } from './members-of.js';

interface ClosedRound {
  readonly filmId: string;
  readonly cueId: string;
  readonly versionId: string;
  readonly number: number;
  readonly versionNumber: number;
  readonly openNotes: number;
  readonly mustNotes: number;
}

/** Where rounds may have closed: on a cue, on a film, or anywhere. */
export type WhereClosed = { readonly cueId: string } | { readonly filmId: string } | null;

/**
 * The rounds that closed and were not told yet. A round is told once, also when somebody has more notes after all and it closes
 * again.
 */
export async function eventsOfRounds(trx: Transaction<Database>, where: WhereClosed): Promise<News[]> {
  const place =
    where === null
      ? sql`true`
      : 'cueId' in where
        ? sql`rounds.cue_id = ${where.cueId}`
        : sql`rounds.film_id = ${where.filmId}`;
  const { rows } = await sql<ClosedRound>`
    select rounds.film_id as "filmId", rounds.cue_id as "cueId", rounds.version_id as "versionId", rounds.number,
      versions.number as "versionNumber", count(notes.id) as "openNotes",
      count(notes.id) filter (where notes.weight = 'must') as "mustNotes"
    from rounds join versions on versions.id = rounds.version_id
    left join notes on notes.version_id = rounds.version_id and notes.cue_id = rounds.cue_id and notes.state = 'open'
    where rounds.closed and ${place}
      and not exists (select from film_events where film_events.id = 'round:' || rounds.version_id)
    group by rounds.film_id, rounds.cue_id, rounds.version_id, rounds.number, versions.number`.execute(trx);
  const news: News[] = [];
  for (const round of rows) {
    const event = eventOf(round);
    news.push({ event, people: audienceOf(event, await membersOf(trx, round.filmId)) });
  }
  return news;
}

function eventOf({ filmId, cueId, versionId, versionNumber, ...round }: ClosedRound): FilmEvent {
  const { number, openNotes, mustNotes } = round;
  return {
    id: `round:${versionId}`,
    filmId,
    cueId,
    kind: 'round',
    actorId: null,
    versionId,
    details: { versionNumber, round: { number, openNotes, mustNotes } },
    happenedAt: new Date(),
  };
}
