import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import { CHAIN_START, hashOfEntry } from './audit-chain.js';

/** How many entries hold, and the sequence number of the first that does not (null when all do). */
export interface AuditVerdict {
  readonly entries: number;
  readonly broken: number | null;
}

const PAGE = 1000;

/** Walks the chain from its start. An entry that was changed, removed or slipped in breaks it at that place. */
export async function verifyAudit(db: Kysely<Database>): Promise<AuditVerdict> {
  let previous = { sequence: 0, hash: CHAIN_START };
  for (;;) {
    const page = await db
      .selectFrom('audit')
      .selectAll()
      .where('sequence', '>', previous.sequence)
      .orderBy('sequence')
      .limit(PAGE)
      .execute();
    for (const { hash, ...entry } of page) {
      const follows = entry.sequence === previous.sequence + 1 && entry.previous_hash === previous.hash;
      if (!follows || hashOfEntry(entry) !== hash) {
        return { entries: previous.sequence, broken: previous.sequence + 1 };
      }
      previous = { sequence: entry.sequence, hash };
    }
    if (page.length < PAGE) return { entries: previous.sequence, broken: null };
  }
}
