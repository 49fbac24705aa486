import type { StoredDocument } from '@segue/sync-engine';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../database/schema.js';
import { logged, writersOf } from './log-rows.js';
import { unpackSnapshot } from './snapshot-bytes.js';

interface StoredRow {
  readonly kind: 'snapshot' | 'update' | 'writers';
  readonly sequence: number;
  readonly bytes: Buffer;
  readonly client_ids: number[] | null;
  readonly person_ids: string[] | null;
}

/** Reads a document as it is stored. One statement, so what comes back is one moment of it. */
export async function loadDocument(db: Kysely<Database>, name: string): Promise<StoredDocument> {
  const { rows } = await sql<StoredRow>`
    with latest as (
      select sequence, bytes from document_snapshots where document = ${name} order by sequence desc limit 1
    )
    select 'snapshot' as kind, sequence, bytes, null::bigint[] as client_ids, null::text[] as person_ids from latest
    union all
    select 'update', sequence, bytes, client_ids, person_ids from document_updates
    where document = ${name} and sequence > coalesce((select sequence from latest), 0)
    union all
    select 'writers', 0, null, array_agg(client_id), array_agg(person_id) from client_ids where document = ${name}
    order by sequence
  `.execute(db);
  const snapshot = rows.find(({ kind }) => kind === 'snapshot');
  const writers = rows.find(({ kind }) => kind === 'writers');
  return {
    snapshot: snapshot ? { sequence: snapshot.sequence, bytes: await unpackSnapshot(snapshot.bytes) } : null,
    updates: rows
      .filter(({ kind }) => kind === 'update')
      .map((row) => logged({ ...row, client_ids: row.client_ids ?? [], person_ids: row.person_ids ?? [] })),
    writers: writersOf(writers?.client_ids ?? [], writers?.person_ids ?? []),
  };
}

/**
 * Keeps a document as it is until the transaction ends: who appends to it meanwhile waits. The next place in its log is
 * taken and given back at once; to others it counts as taken for as long as it is not sure that it was given back.
 */
export async function holdDocument(trx: Transaction<Database>, name: string): Promise<void> {
  let place: number | undefined;
  while (place === undefined) {
    const { rows } = await sql<{ sequence: number }>`
      insert into document_updates (document, sequence, bytes)
      select ${name}, coalesce(max(sequence), 0) + 1, ''::bytea from document_updates where document = ${name}
      on conflict do nothing returning sequence
    `.execute(trx);
    place = rows[0]?.sequence;
  }
  await trx
    .deleteFrom('document_updates')
    .where('document', '=', name)
    .where('sequence', '=', place)
    .execute();
}
