import { Inject, Injectable } from '@nestjs/common';
import type { AuditEntry } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { CHAIN_START, hashOfEntry } from './audit-chain.js';

/** Any number that nobody else locks: whoever appends holds it until the commit, so that the chain has one order. */
const APPENDING = 7_301_001;
/** The newest entries that are shown of a film. */
const SHOWN = 500;

/** The append-only record of acts of authority. */
@Injectable()
export class AuditLog {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
  ) {}

  /**
   * Adds an entry in the caller's transaction: it is there exactly if the act is. Call it last, because everyone else's
   * acts wait from here to the commit.
   */
  async append(
    trx: Transaction<Database>,
    actor: Pick<Actor, 'personId' | 'name'>,
    act: string,
    filmId: string | null,
    subject: Record<string, unknown>,
  ): Promise<void> {
    await sql`select pg_advisory_xact_lock(${APPENDING})`.execute(trx);
    const last = await trx
      .selectFrom('audit')
      .select(['sequence', 'hash'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    const entry = {
      sequence: (last?.sequence ?? 0) + 1,
      at: new Date(),
      actor_id: actor.personId,
      actor_name: actor.name,
      act,
      film_id: filmId,
      subject,
      previous_hash: last?.hash ?? CHAIN_START,
    };
    await trx
      .insertInto('audit')
      .values({ ...entry, subject: JSON.stringify(subject), hash: hashOfEntry(entry) })
      .execute();
  }

  /** The film's entries, newest first, for those who manage its people. */
  async ofFilm(actor: Actor, filmId: string): Promise<AuditEntry[]> {
    await this.access.require(actor, filmId, 'manage people');
    const entries = await this.db
      .selectFrom('audit')
      .selectAll()
      .where('film_id', '=', filmId)
      .orderBy('sequence', 'desc')
      .limit(SHOWN)
      .execute();
    return entries.map(({ sequence, at, actor_name, act, subject, hash }) => ({
      sequence,
      at: at.toISOString(),
      actorName: actor_name,
      act,
      subject,
      hash,
    }));
  }
}
