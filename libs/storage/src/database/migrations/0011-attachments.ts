import { sql, type Kysely } from 'kysely';

/** Files that people bring to a cue to put them on notes and replies: each person's once, whatever it is put on. */
export async function attachments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table attachments (
      cue_id text not null references cues,
      sha256 text not null,
      person_id text not null references people,
      name text not null,
      type text not null,
      bytes bigint not null,
      at timestamptz not null default now(),
      primary key (cue_id, sha256, person_id))
  `.execute(db);
  await sql`create index attachments_by_file on attachments (sha256)`.execute(db);
}
