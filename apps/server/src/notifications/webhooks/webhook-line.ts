import { Inject, Injectable } from '@nestjs/common';
import type { Installation, WebhookCall } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { sql, type Kysely } from 'kysely';
import { DATABASE } from '../../platform/tokens.js';

/** A node that calls may be silent for so long; then another one tries again. */
const LEASE_SECONDS = 60;
/** After so many tries, some fifteen hours after the first, a call is given up. */
const MOST_TRIES = 8;
/** The second try comes after ten seconds, every further one after four times as long. */
const FIRST_PAUSE_SECONDS = 10;
const GROWTH = 4;
/** Calls that have ended are shown and kept for so long. */
const KEPT_DAYS = 30;
const SHOWN = 20;

/** A call that one node makes now, and nobody else. */
export interface TakenCall {
  readonly id: string;
  readonly filmId: string;
  readonly eventId: string;
  readonly url: string;
  readonly secret: string;
  /** How often it was tried, this time included. */
  readonly tries: number;
}

/** The line of calls in the database: any node may make the next one. */
@Injectable()
export class WebhookLine {
  constructor(@Inject(DATABASE) private readonly db: Kysely<Database>) {}

  /** The next call; null when none is due. Its next try is set as if this one came to nothing: a killed node leaves it so. */
  async take(): Promise<TakenCall | null> {
    const { rows } = await sql<TakenCall>`
      update webhook_calls set tries = tries + 1, next_try = now() + ${LEASE_SECONDS} * interval '1 second'
      from webhooks
      where webhooks.film_id = webhook_calls.film_id and id = (
        select id from webhook_calls where state = 'waiting' and next_try <= now()
        order by next_try, id limit 1 for update skip locked)
      returning id, webhook_calls.film_id as "filmId", event_id as "eventId", url, secret, tries`.execute(
      this.db,
    );
    return rows[0] ?? null;
  }

  async done({ id }: TakenCall, status: number): Promise<void> {
    await this.db
      .updateTable('webhook_calls')
      .set({ state: 'done', status, trouble: null, ended_at: new Date() })
      .where('id', '=', id)
      .execute();
  }

  /** Takes out of the line what need not be said any more. */
  async drop({ id }: TakenCall): Promise<void> {
    await this.db.deleteFrom('webhook_calls').where('id', '=', id).execute();
  }

  /** Lets it wait for its next try, or gives it up after the last one. */
  async putOff({ id, tries }: TakenCall, status: number | null, trouble: string): Promise<void> {
    const pause = FIRST_PAUSE_SECONDS * GROWTH ** (tries - 1);
    const last = tries >= MOST_TRIES;
    await sql`
      update webhook_calls set status = ${status}, trouble = ${trouble}, next_try = now() + ${pause} * interval '1 second',
        state = ${last ? 'failed' : 'waiting'}, ended_at = ${last ? new Date() : null}
      where id = ${id}`.execute(this.db);
  }

  /** Forgets calls that ended long ago. */
  async forgetOld(): Promise<void> {
    await sql`delete from webhook_calls where ended_at < now() - ${KEPT_DAYS} * interval '1 day'`.execute(
      this.db,
    );
  }

  /** The newest calls of a film, newest first. */
  async ofFilm(filmId: string): Promise<WebhookCall[]> {
    const calls = await this.db
      .selectFrom('webhook_calls')
      .innerJoin('film_events', 'film_events.id', 'webhook_calls.event_id')
      .selectAll('webhook_calls')
      .select('film_events.kind')
      .where('webhook_calls.film_id', '=', filmId)
      .orderBy('webhook_calls.created_at', 'desc')
      .orderBy('webhook_calls.id')
      .limit(SHOWN)
      .execute();
    return calls.map((call) => ({
      id: call.id,
      // Both were written by this server alone.
      kind: call.kind as WebhookCall['kind'],
      state: call.state as WebhookCall['state'],
      at: call.created_at.toISOString(),
      tries: call.tries,
      nextTry: call.state === 'waiting' ? call.next_try.toISOString() : null,
      status: call.status,
      trouble: call.trouble,
    }));
  }

  /** How the line is, of all films. */
  async census(): Promise<Installation['webhooks']> {
    const { rows } = await sql<Installation['webhooks']>`
      select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed
      from webhook_calls`.execute(this.db);
    return rows[0] ?? { waiting: 0, failed: 0 };
  }
}
