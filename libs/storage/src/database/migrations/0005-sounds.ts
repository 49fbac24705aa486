import { sql, type Kysely } from 'kysely';

/**
 * Sounds: what is read of a delivered audio file, once for its bytes; the stems of versions and the beds of cuts; and the
 * line of what is to be read. The sounds of existing versions are put in that line.
 */
export async function sounds(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table sounds (
    sha256 text primary key,
    facts jsonb not null,
    report jsonb,
    peaks_sha256 text,
    listening_sha256 text,
    listening jsonb,
    unplayable text,
    created_at timestamptz not null default now())`,
  `insert into sounds (sha256, facts, peaks_sha256)
    select distinct on (sha256) sha256, facts, peaks_sha256 from versions order by sha256, created_at desc`,
  `alter table versions
    add foreign key (sha256) references sounds,
    drop column facts, drop column peaks_sha256, drop column listening_sha256`,
  `create index versions_by_sound on versions (sha256)`,
  `create table stems (
    id text primary key,
    version_id text not null references versions,
    ordinal int not null,
    kind text not null,
    name text not null,
    file_name text not null,
    size bigint not null,
    sha256 text not null references sounds,
    offset_flicks bigint not null,
    uploaded_by text not null references people,
    created_at timestamptz not null default now(),
    removed_at timestamptz,
    unique (version_id, ordinal))`,
  `create index stems_by_sound on stems (sha256)`,
  `create table beds (
    id text primary key,
    cut_id text not null references cuts on delete cascade,
    kind text not null,
    file_name text not null,
    size bigint not null,
    sha256 text not null references sounds,
    start_flicks bigint not null,
    uploaded_by text not null references people,
    created_at timestamptz not null default now(),
    removed_at timestamptz)`,
  `create index beds_by_cut on beds (cut_id)`,
  `create index beds_by_sound on beds (sha256)`,
  `create table readings (
    id text primary key,
    delivery_id text unique references deliveries on delete cascade,
    sha256 text unique references sounds,
    tries int not null default 0,
    troubles jsonb not null default '[]',
    progress real not null default 0,
    next_try timestamptz default now(),
    reader text,
    leased_until timestamptz,
    created_at timestamptz not null default now(),
    check (num_nonnulls(delivery_id, sha256) = 1))`,
  `insert into readings (id, sha256) select sha256, sha256 from sounds`,
];
