import { Inject, Injectable } from '@nestjs/common';
import type { Installation } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { sql, type Kysely } from 'kysely';
import { DATABASE } from '../../platform/tokens.js';

/** As long as the node that sends may be silent: far longer than any mail server may take. */
const LEASE_SECONDS = 300;
/** After so many tries, a day after the first, a mail is given up. */
const MOST_TRIES = 7;
/** The second try comes after a minute, every further one after four times as long. */
const GROWTH = 4;

/** A mail that one node sends now, and nobody else. */
export interface TakenMail {
  readonly id: string;
  readonly personId: string;
  readonly filmId: string;
  /** How often it was tried, this time included. */
  readonly tries: number;
}

/**
 * The line of mails in the database: any node may send the next one. From the moment when the mail server may have a mail it is
 * never sent again: what became of it when the node is killed just then, nobody knows, and the owner is told so.
 */
@Injectable()
export class MailLine {
  constructor(@Inject(DATABASE) private readonly db: Kysely<Database>) {}

  /** The next mail; null when none is due. */
  async take(): Promise<TakenMail | null> {
    const { rows } = await sql<TakenMail>`
      update mails set state = 'sending', tries = tries + 1, handed_over = false,
        sending_until = now() + ${LEASE_SECONDS} * interval '1 second'
      where id = (
        select id from mails where state = 'waiting' and next_try <= now()
        order by next_try, id limit 1 for update skip locked)
      returning id, person_id as "personId", film_id as "filmId", tries`.execute(this.db);
    return rows[0] ?? null;
  }

  /** Says that the mail server may have it from now on. */
  async handOver(id: string): Promise<void> {
    await this.db.updateTable('mails').set({ handed_over: true }).where('id', '=', id).execute();
  }

  async end(id: string, state: 'sent' | 'needless'): Promise<void> {
    await this.db
      .updateTable('mails')
      .set({ state, trouble: null, ended_at: new Date() })
      .where('id', '=', id)
      .execute();
  }

  /** Ends it in vain: refused for good, or nobody knows what became of it. */
  async giveUp(id: string, state: 'failed' | 'unsure', trouble: string): Promise<void> {
    await this.db
      .updateTable('mails')
      .set({ state, trouble, ended_at: new Date() })
      .where('id', '=', id)
      .execute();
  }

  /** Lets it wait for its next try, or gives it up after the last one. */
  async putOff({ id, tries }: TakenMail, trouble: string): Promise<void> {
    if (tries >= MOST_TRIES) {
      await this.giveUp(id, 'failed', trouble);
      return;
    }
    await sql`
      update mails set state = 'waiting', trouble = ${trouble}, sending_until = null,
        next_try = now() + ${GROWTH ** (tries - 1)} * interval '1 minute'
      where id = ${id}`.execute(this.db);
  }

  /** Takes up what nodes left behind that were killed. */
  async recover(): Promise<void> {
    await sql`
      update mails set
        state = case when handed_over then 'unsure' else 'waiting' end,
        ended_at = case when handed_over then now() end,
        trouble = 'The server stopped while it was sending this mail.',
        sending_until = null
      where state = 'sending' and sending_until < now()`.execute(this.db);
  }

  /** How the line is. */
  async census(): Promise<NonNullable<Installation['mail']>> {
    const { rows } = await sql<NonNullable<Installation['mail']>>`
      select
        count(*) filter (where state in ('waiting', 'sending')) as waiting,
        count(*) filter (where state in ('waiting', 'sending') and trouble is not null) as troubled,
        count(*) filter (where state = 'failed') as failed,
        count(*) filter (where state = 'unsure') as unsure,
        (array_agg(trouble order by coalesce(ended_at, next_try) desc) filter (where trouble is not null))[1]
          as "lastTrouble"
      from mails where state in ('waiting', 'sending')
        or state in ('failed', 'unsure') and ended_at > now() - interval '30 days'`.execute(this.db);
    return rows[0] ?? { waiting: 0, troubled: 0, failed: 0, unsure: 0, lastTrouble: null };
  }
}
