import type { Append, AppendResult, LoggedUpdate, UpdateLog } from '@segue/sync-engine';
import type pg from 'pg';
import { ClientIdBindings, type Binding } from './client-id-bindings.js';

/**
 * The update log in PostgreSQL. The row of a document in `documents` is locked while a transaction appends to it, which
 * is what keeps its sequence free of gaps and its client ids with one owner, however many servers append.
 */
export function postgresUpdateLog(pool: pg.Pool): UpdateLog {
  return {
    async read(document, after) {
      const { rows } = await pool.query<LoggedUpdate>(
        'select sequence, author, bytes from document_updates where document = $1 and sequence > $2 order by sequence',
        [document, after],
      );
      return rows;
    },

    async append(batch) {
      if (batch.length === 0) return [];
      const client = await pool.connect();
      try {
        await client.query('begin isolation level read committed');
        const results = await appendAll(client, batch);
        await client.query('commit');
        client.release();
        return results;
      } catch (error) {
        // A closed connection rolls back, and nobody has to know in which state this one is.
        client.release(true);
        throw error;
      }
    },
  };
}

async function appendAll(client: pg.PoolClient, batch: readonly Append[]): Promise<AppendResult[]> {
  const sequences = await lockDocuments(client, batch);
  const bindings = new ClientIdBindings(await knownBindings(client, batch));
  const accepted: (Append & { readonly sequence: number })[] = [];
  const results = batch.map((append): AppendResult => {
    if (!bindings.bind(append)) return { refused: 'foreign-client-id' };
    const sequence = (sequences.get(append.document) ?? 0) + 1;
    sequences.set(append.document, sequence);
    accepted.push({ ...append, sequence });
    return { sequence };
  });

  await client.query(
    `with bound as (
       insert into client_ids (document, client_id, person_id) select * from unnest($1::text[], $2::bigint[], $3::text[])
     ), numbered as (
       update documents set sequence = t.sequence from unnest($4::text[], $5::bigint[]) as t (name, sequence)
       where documents.name = t.name
     )
     insert into document_updates (document, sequence, author, bytes, committed_at)
     select *, clock_timestamp() from unnest($6::text[], $7::bigint[], $8::text[], $9::bytea[])`,
    [
      ...columns(bindings.added, 'document', 'clientId', 'personId'),
      [...sequences.keys()],
      [...sequences.values()],
      ...columns(accepted, 'document', 'sequence', 'author', 'bytes'),
    ],
  );
  return results;
}

/** Locks the rows of the documents, made when missing, and returns the last sequence of each. */
async function lockDocuments(client: pg.PoolClient, batch: readonly Append[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; sequence: number }>(
    // In the order of their names, so that two transactions with the same documents cannot wait for each other in a ring.
    `insert into documents as known (name, sequence)
     select name, 0 from unnest($1::text[]) as t (name) order by name
     on conflict (name) do update set sequence = known.sequence
     returning name, sequence`,
    [[...new Set(batch.map(({ document }) => document))]],
  );
  return new Map(rows.map(({ name, sequence }) => [name, sequence]));
}

/** Asked after the documents are locked: nobody can bind an id of theirs in between. */
async function knownBindings(client: pg.PoolClient, batch: readonly Append[]): Promise<Binding[]> {
  const wanted = batch.flatMap(({ document, clientIds }) =>
    clientIds.map((clientId) => ({ document, clientId })),
  );
  const { rows } = await client.query<Binding>(
    `select document, client_id as "clientId", person_id as "personId" from client_ids
     where (document, client_id) in (select * from unnest($1::text[], $2::bigint[]))`,
    columns(wanted, 'document', 'clientId'),
  );
  return rows;
}

/** The rows turned into one array per column, as `unnest` takes them. */
function columns<T>(rows: readonly T[], ...names: readonly (keyof T)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}
