import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@segue/storage';
import { sql, type Kysely, type Transaction } from 'kysely';
import { DATABASE } from '../platform/tokens.js';

/** As long as the node that reads may be silent. It speaks every second; a stalled event loop is no dead node. */
const LEASE_SECONDS = 15;
/** What fails on the server's side (a full disk, a store that restarts) is often well again after a while. */
const TRY_AGAIN_SECONDS = 30;

/** A file that one node reads now, and nobody else. */
export interface Reading {
  /** The delivery's id, or the SHA-256 of a sound that is read again. */
  readonly id: string;
  readonly deliveryId: string | null;
  readonly sha256: string | null;
  /** The delivery's film. */
  readonly filmId: string | null;
  /** How often it was begun, this time included. */
  readonly tries: number;
  /** Who reads it. */
  readonly reader: string;
}

/**
 * The line of files to be read, in the database: any node may take the next one. It has it on a lease, which it renews while
 * it works; when a node is killed its lease runs out, and another one takes the file.
 */
@Injectable()
export class ReadingLine {
  constructor(@Inject(DATABASE) private readonly db: Kysely<Database>) {}

  /** Puts the file of a delivery at the end of the line. */
  async add(trx: Transaction<Database>, deliveryId: string): Promise<void> {
    await trx
      .insertInto('readings')
      .values({ id: deliveryId, delivery_id: deliveryId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** Puts a delivery back into the line that was given up, for as many tries as a new one. False when it was not. */
  async addAgain(deliveryId: string): Promise<boolean> {
    const { rows } = await sql`
      with again as (
        update deliveries set state = 'reading', refusal = null, updated_at = now()
        where id = ${deliveryId} and state = 'failed' returning id)
      insert into readings (id, delivery_id) select id, id from again
      on conflict (id) do update set next_try = now(), tries = 0 returning id`.execute(this.db);
    return rows.length > 0;
  }

  /** The next file, which nobody else will take; null when there is none. People wait for deliveries: they come first. */
  async take(reader: string): Promise<Reading | null> {
    const { rows } = await sql<Omit<Reading, 'reader'>>`
      update readings set reader = ${reader}, leased_until = now() + ${LEASE_SECONDS} * interval '1 second',
        tries = tries + 1, progress = 0
      where id = (
        select id from readings
        where next_try <= now() and (leased_until is null or leased_until < now())
        order by delivery_id is null, created_at, id limit 1 for update skip locked)
      returning id, delivery_id as "deliveryId", sha256, tries,
        (select film_id from deliveries where deliveries.id = delivery_id) as "filmId"`.execute(this.db);
    return rows[0] ? { ...rows[0], reader } : null;
  }

  /** Goes on with it, and says how far it is. False when it was called back, or another node has it by now. */
  async renew({ id, reader }: Reading, progress: number): Promise<boolean> {
    const renewed = await this.db
      .updateTable('readings')
      .set({ progress, leased_until: sql<Date>`now() + ${LEASE_SECONDS} * interval '1 second'` })
      .where('id', '=', id)
      .where('reader', '=', reader)
      .returning('id')
      .executeTakeFirst();
    return renewed !== undefined;
  }

  /** Whether it is still this node's; then it stays so until the commit. */
  async isHeld(trx: Transaction<Database>, { id, reader }: Reading): Promise<boolean> {
    const held = await trx
      .selectFrom('readings')
      .select('id')
      .where('id', '=', id)
      .where('reader', '=', reader)
      .forUpdate()
      .executeTakeFirst();
    return held !== undefined;
  }

  /** Takes it out of the line: it was read, or there is nothing to read. */
  async finish({ id, reader }: Reading): Promise<void> {
    await this.db.deleteFrom('readings').where('id', '=', id).where('reader', '=', reader).execute();
  }

  /** Puts it back as it was, for a node that stops. */
  async handBack({ id, reader }: Reading): Promise<void> {
    await this.db
      .updateTable('readings')
      .set(({ eb }) => ({ reader: null, leased_until: null, tries: eb('tries', '-', 1), progress: 0 }))
      .where('id', '=', id)
      .where('reader', '=', reader)
      .execute();
  }

  /** Lets it wait for its next try, and keeps why this one failed. */
  putOff(reading: Reading, trouble: string): Promise<void> {
    return this.endTry(reading, trouble, sql<Date>`now() + ${TRY_AGAIN_SECONDS} * interval '1 second'`);
  }

  /** Lets it lie, and keeps why: nobody takes it until `retryGivenUp`. */
  giveUp(reading: Reading, trouble: string): Promise<void> {
    return this.endTry(reading, trouble, null);
  }

  /** A start of the server is a new chance for what was given up: it may be a newer server. */
  async retryGivenUp(): Promise<void> {
    await sql`
      with again as (update readings set next_try = now(), tries = 0 where next_try is null returning delivery_id)
      update deliveries set state = 'reading', refusal = null
      where state = 'failed' and id in (select delivery_id from again)`.execute(this.db);
  }

  private async endTry(
    { id, reader }: Reading,
    trouble: string,
    nextTry: ReturnType<typeof sql<Date>> | null,
  ): Promise<void> {
    await sql`
      update readings set reader = null, leased_until = null, next_try = ${nextTry}, progress = 0,
        troubles = troubles || jsonb_build_array(${trouble}::text)
      where id = ${id} and reader = ${reader}`.execute(this.db);
  }
}
