import { sql, type Kysely } from 'kysely';

/**
 * Documents are read from a snapshot and what was logged since. The log's own primary key orders the appends, so the
 * counter in `documents` goes; what is left of that table is how far the read models have come.
 */
export async function snapshots(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Updates of before say nothing of their writers; whose their client ids are stands in client_ids all the same.
  `alter table document_updates add client_ids bigint[] not null default '{}', add person_ids text[] not null default '{}'`,
  `alter table document_updates drop author`,
  `create table document_snapshots (
    document text not null,
    sequence bigint not null,
    bytes bytea not null,
    created_at timestamptz not null default now(),
    primary key (document, sequence))`,
  // Updates hardly shrink and snapshots are deflated: looking for what cannot be gained costs time.
  `alter table document_updates alter bytes set storage external`,
  `alter table document_snapshots alter bytes set storage external`,
  `drop index documents_to_project`,
  `alter table documents drop sequence`,
  `alter table documents rename to projections`,
  `alter table projections rename name to document`,
  `alter table projections rename projected to sequence`,
];
