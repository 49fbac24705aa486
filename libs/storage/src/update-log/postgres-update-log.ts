import type { Append, UpdateLog } from '@segue/sync-engine';
import type pg from 'pg';
import { logged, type UpdateRow } from './log-rows.js';
import { packSnapshot } from './snapshot-bytes.js';
import { loadDocument } from './stored-document.js';
import type { OpenDatabase } from '../database/open-database.js';

/**
 * The update log in PostgreSQL. The primary key (document, sequence) is what orders it: whoever appends names the next
 * sequence, and of several that name the same one wins; the others have to read first. There is no lock and no counter.
 */
export function postgresUpdateLog({ db, pool }: Pick<OpenDatabase, 'db' | 'pool'>): UpdateLog {
  return {
    load: (document) => loadDocument(db, document),
    async read(document, after) {
      const { rows } = await pool.query<UpdateRow>(
        `select sequence, bytes, client_ids, person_ids from document_updates
         where document = $1 and sequence > $2 order by sequence`,
        [document, after],
      );
      return rows.map(logged);
    },
    async heads(documents) {
      const { rows } = await pool.query<{ name: string; head: number | null }>(
        `select name, (select max(sequence) from document_updates where document = name) as head
         from unnest($1::text[]) as t (name)`,
        [documents],
      );
      return new Map(rows.flatMap(({ name, head }) => (head === null ? [] : [[name, head] as const])));
    },
    append: (batch) => append(pool, batch),
    async saveSnapshot(document, sequence, bytes) {
      await pool.query(
        `insert into document_snapshots (document, sequence, bytes) values ($1, $2, $3) on conflict do nothing`,
        [document, sequence, await packSnapshot(bytes)],
      );
      // The oldest one is where the kept history begins; those in between are of no use.
      await pool.query(
        `delete from document_snapshots where document = $1 and sequence < $2
         and sequence > (select min(sequence) from document_snapshots where document = $1)`,
        [document, sequence],
      );
    },
  };
}

/** One statement, so one round trip and one transaction. */
async function append(pool: pg.Pool, batch: readonly Append[]): Promise<boolean[]> {
  if (batch.length === 0) return [];
  const newcomers = batch.flatMap(({ document, newcomers: writers }) =>
    writers.map((writer) => ({ document, ...writer })),
  );
  const updates = [
    batch.map(({ document }) => document),
    batch.map(({ sequence }) => sequence),
    batch.map(({ bytes }) => bytes),
    // An array of arrays has to be a rectangle in SQL: each travels as the text of an array.
    batch.map(({ writers }) => `{${writers.map(({ clientId }) => clientId).join()}}`),
    batch.map(({ writers }) => `{${writers.map(({ personId }) => JSON.stringify(personId)).join()}}`),
  ];
  const { rows } = await (newcomers.length === 0
    ? pool.query<Appended>({ ...APPEND, values: updates })
    : pool.query<Appended>({
        ...APPEND_AND_BIND,
        values: [
          ...updates,
          newcomers.map(({ document }) => document),
          newcomers.map(({ clientId }) => clientId),
          newcomers.map(({ personId }) => personId),
        ],
      }));
  const appended = new Set(rows[0]?.documents?.split(' '));
  return batch.map(({ document }) => appended.has(document));
}

/** The documents that were appended to. No document has a space in its name. */
interface Appended {
  readonly documents: string | null;
}

const INSERT = `insert into document_updates (document, sequence, bytes, client_ids, person_ids)
  select document, sequence, bytes, client_ids::bigint[], person_ids::text[]
  from unnest($1::text[], $2::bigint[], $3::bytea[], $4::text[], $5::text[])
    as t (document, sequence, bytes, client_ids, person_ids)
  on conflict do nothing`;

// Named, so that each connection has them parsed and planned once: they are most of what the database is asked.
const APPEND = {
  name: 'append',
  text: `with appended as (${INSERT} returning document)
  select string_agg(document, ' ') as documents from appended`,
};

const APPEND_AND_BIND = {
  name: 'append and bind',
  text: `with appended as (${INSERT} returning document),
  bound as (
    insert into client_ids (document, client_id, person_id)
    select t.* from unnest($6::text[], $7::bigint[], $8::text[]) as t (document, client_id, person_id)
    join appended using (document)
  )
  select string_agg(document, ' ') as documents from appended`,
};
