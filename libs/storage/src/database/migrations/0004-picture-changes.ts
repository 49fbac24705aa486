import { sql, type Kysely } from 'kysely';

/** What a new cut brings: edit lists, the cut that a position counts in, places that people chose; and tempo maps. */
export async function pictureChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table edit_lists (
      cut_id text primary key references cuts on delete cascade,
      from_cut_id text references cuts,
      file_name text not null,
      sha256 text not null,
      shots jsonb not null,
      old_shots jsonb,
      made_by text not null references people,
      created_at timestamptz not null default now())`.execute(db);
  await sql`
    create table note_places (
      cut_id text not null references cuts on delete cascade,
      note_id text not null,
      film_id text not null references films on delete cascade,
      in_flicks bigint not null,
      out_flicks bigint,
      placed_by text not null references people,
      created_at timestamptz not null default now(),
      primary key (cut_id, note_id))`.execute(db);
  await sql`create index note_places_film on note_places (film_id)`.execute(db);
  await sql`alter table cues add column cut_id text, add column session_start_flicks bigint`.execute(db);
  await sql`alter table notes add column cut_id text`.execute(db);
  await sql`alter table versions add column tempo_map jsonb`.execute(db);
}
