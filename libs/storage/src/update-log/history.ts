import { mergeUpdates } from '@segue/sync-engine';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.js';
import { packSnapshot, unpackSnapshot } from './snapshot-bytes.js';

/** How much of every document's past is kept, so that any moment of it can be seen and restored. */
export interface HistoryPolicy {
  /** Updates older than this are let go of. */
  readonly before: Date;
  /** Of each document at most this many updates are kept. */
  readonly most: number;
}

/** Updates that one transaction lets go of: what they said is merged in memory. */
const STEP = 5000;

/**
 * Lets go of the past that the policy does not keep. What it said stays: a snapshot stands for it, at the moment where
 * the kept history begins. A document's last update always stays in the log, so that its sequence goes on.
 *
 * @returns how many documents it was done for
 */
export async function pruneHistory(db: Kysely<Database>, policy: HistoryPolicy): Promise<number> {
  const documents = await documentsToPrune(db, policy);
  for (const { document, end } of documents) while (await pruneStep(db, document, end));
  return documents.length;
}

/** The documents with updates to let go of, and the sequence up to which. */
async function documentsToPrune(
  db: Kysely<Database>,
  { before, most }: HistoryPolicy,
): Promise<readonly { document: string; end: number }[]> {
  const { rows } = await sql<{ document: string; end: number }>`
    with documents as (
      select document, min(sequence) as first, max(sequence) as head,
        max(sequence) filter (where committed_at < ${before}) as aged
      from document_updates group by document
    ), ends as (
      select document, first, least(head - 1, greatest(coalesce(aged, 0), head - ${most}::bigint)) as "end" from documents
    )
    select document, "end" from ends where "end" >= first order by document
  `.execute(db);
  return rows;
}

/** Merges the oldest updates into the snapshot before them. False when that was the last of them. */
async function pruneStep(db: Kysely<Database>, document: string, end: number): Promise<boolean> {
  const updates = await db
    .selectFrom('document_updates')
    .select(['sequence', 'bytes'])
    .where('document', '=', document)
    .where('sequence', '<=', end)
    .orderBy('sequence')
    .limit(STEP)
    .execute();
  const [first] = updates;
  const last = updates.at(-1)?.sequence;
  if (!first || last === undefined) return false;
  const base = await db
    .selectFrom('document_snapshots')
    .select(['sequence', 'bytes'])
    .where('document', '=', document)
    .where('sequence', '<=', last)
    .orderBy('sequence', 'desc')
    .executeTakeFirst();
  const since = updates.filter(({ sequence }) => sequence > (base?.sequence ?? 0));
  const before = base ? [await unpackSnapshot(base.bytes)] : [];
  const merged = await packSnapshot(mergeUpdates([...before, ...since.map(({ bytes }) => bytes)]));
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('document_snapshots')
      .values({ document, sequence: last, bytes: merged })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx
      .deleteFrom('document_snapshots')
      .where('document', '=', document)
      .where('sequence', '<', last)
      .execute();
    await trx
      .deleteFrom('document_updates')
      .where('document', '=', document)
      .where('sequence', '<=', last)
      .execute();
  });
  return updates.length === STEP;
}
