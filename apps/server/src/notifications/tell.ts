import { newId } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { sql, type Transaction } from 'kysely';
import { BATCH } from '../projections/rows.js';
import { storable } from '../projections/storable.js';
import type { FilmEvent, News } from './film-event.js';

/** Who has got something new, and on which film. */
export interface Reached {
  readonly personId: string;
  readonly filmId: string;
}

/**
 * Writes down what happened, whom it is told, and whom it has to be mailed and called to. What is there already stays as it
 * is: telling twice changes nothing.
 *
 * @param sendsMail whether this installation does
 */
export async function tell(
  trx: Transaction<Database>,
  news: readonly News[],
  sendsMail: boolean,
): Promise<Reached[]> {
  const reached: Reached[] = [];
  for (let at = 0; at < news.length; at += BATCH) {
    const portion = news.slice(at, at + BATCH);
    await writeEvents(
      trx,
      portion.map(({ event }) => event),
    );
    reached.push(...(await writeNotices(trx, portion, sendsMail)));
  }
  return reached;
}

async function writeEvents(trx: Transaction<Database>, events: readonly FilmEvent[]): Promise<void> {
  const rows = events.map((event) => ({
    id: event.id,
    film_id: event.filmId,
    cue_id: event.cueId,
    kind: event.kind,
    team: event.team ?? false,
    actor_id: event.actorId,
    note_id: event.noteId ?? null,
    version_id: event.versionId ?? null,
    cut_id: event.cutId ?? null,
    in_flicks: event.inFlicks ?? null,
    text: storable(event.text ?? ''),
    details: JSON.stringify(event.details ?? {}),
    happened_at: event.happenedAt,
  }));
  const written = await trx
    .insertInto('film_events')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'film_id', 'team'])
    .execute();
  // A program hears what everybody on the film may hear.
  const forAll = written.filter(({ team }) => !team);
  const hooks = await trx.selectFrom('webhooks').select('film_id').execute();
  const hooked = new Set(hooks.map(({ film_id: filmId }) => filmId));
  const calls = forAll.filter(({ film_id: filmId }) => hooked.has(filmId));
  if (calls.length === 0) return;
  await trx
    .insertInto('webhook_calls')
    .values(calls.map(({ id, film_id: filmId }) => ({ id: newId(), film_id: filmId, event_id: id })))
    .execute();
}

async function writeNotices(
  trx: Transaction<Database>,
  news: readonly News[],
  sendsMail: boolean,
): Promise<Reached[]> {
  const rows = news.flatMap(({ event, people }) =>
    [...people].map(([personId, kind]) => ({ event, personId, kind })),
  );
  const personIds = rows.map(({ personId }) => personId);
  const unmailed = new Set(sendsMail ? await withoutMail(trx, personIds) : personIds);
  const reached: Reached[] = [];
  for (let at = 0; at < rows.length; at += BATCH) {
    const written = await trx
      .insertInto('notices')
      .values(
        rows.slice(at, at + BATCH).map(({ event, personId, kind }) => ({
          id: newId(),
          person_id: personId,
          event_id: event.id,
          kind,
          mail_wanted: !unmailed.has(personId),
        })),
      )
      .onConflict((conflict) => conflict.columns(['person_id', 'event_id']).doNothing())
      .returning(['person_id', 'event_id'])
      .execute();
    const filmOf = new Map(news.map(({ event }) => [event.id, event.filmId]));
    for (const { person_id: personId, event_id: id } of written)
      reached.push({ personId, filmId: filmOf.get(id) ?? '' });
  }
  return reached;
}

/** Who gets no mail: they have said so, or nobody has said where to. */
async function withoutMail(
  trx: Transaction<Database>,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select people.id from people left join mail_settings on person_id = people.id
    where people.id = any(${personIds}::text[]) and (rhythm = 'none' or coalesce(email, contact_email) is null)
  `.execute(trx);
  return new Set(rows.map(({ id }) => id));
}
