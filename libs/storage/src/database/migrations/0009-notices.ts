import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // How far what was written (the name of a document, or `audit`) has been told.
  `create table told (source text primary key, sequence bigint not null)`,
  // What happened before there were notices is told to nobody.
  `insert into told select document, max(sequence) from document_updates group by document`,
  `insert into told select 'audit', max(sequence) from audit having count(*) > 0`,
  // What happened on a film, under an id that what happened has by itself: nothing is in here twice.
  `create table film_events (
    id text primary key,
    film_id text not null references films on delete cascade,
    cue_id text,
    kind text not null,
    team boolean not null default false,
    actor_id text references people,
    note_id text,
    version_id text,
    cut_id text,
    in_flicks bigint,
    text text not null default '',
    details jsonb not null default '{}',
    withdrawn boolean not null default false,
    happened_at timestamptz not null)`,
  `create index film_events_note on film_events (note_id)`,
  `create index film_events_round on film_events (cue_id, happened_at) where kind = 'round'`,
  // Events that still stand, with what is shown of them.
  `create view shown_events as
    select film_events.*, films.title as film_title, films.rate, films.drop_frame, cues.number as cue_number,
      cues.title as cue_title, people.name as actor_name, versions.number as version_number
    from film_events join films on films.id = film_events.film_id
    left join cues on cues.id = film_events.cue_id
    left join people on people.id = film_events.actor_id
    left join versions on versions.id = film_events.version_id
    where not withdrawn`,
  `create table mails (
    id text primary key,
    person_id text not null references people on delete cascade,
    film_id text not null references films on delete cascade,
    state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'unsure', 'failed', 'needless')),
    tries int not null default 0,
    next_try timestamptz not null default now(),
    sending_until timestamptz,
    handed_over boolean not null default false,
    trouble text,
    created_at timestamptz not null default now(),
    ended_at timestamptz)`,
  `create index mails_line on mails (next_try) where state in ('waiting', 'sending')`,
  `create index mails_troubled on mails (ended_at) where state in ('unsure', 'failed')`,
  // Whom it is told, once.
  `create table notices (
    id text primary key,
    person_id text not null references people on delete cascade,
    event_id text not null references film_events on delete cascade,
    kind text not null,
    read_at timestamptz,
    mail_wanted boolean not null,
    mail_id text references mails,
    unique (person_id, event_id))`,
  `create index notices_unread on notices (person_id) where read_at is null`,
  `create index notices_to_mail on notices (person_id) where mail_wanted and mail_id is null`,
  `create index notices_of_mail on notices (mail_id)`,
  `create index notices_of_event on notices (event_id)`,
  `create table mail_settings (
    person_id text primary key references people on delete cascade,
    rhythm text not null,
    time_zone text not null,
    unsubscribe_token text not null unique)`,
  // The secret stands here as it is: every call is signed with it.
  `create table webhooks (
    film_id text primary key references films on delete cascade,
    url text not null,
    secret text not null,
    set_by text not null references people,
    set_at timestamptz not null)`,
  `create table webhook_calls (
    id text primary key,
    film_id text not null references webhooks on delete cascade,
    event_id text not null references film_events on delete cascade,
    state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
    tries int not null default 0,
    next_try timestamptz not null default now(),
    status int,
    trouble text,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    unique (film_id, event_id))`,
  `create index webhook_calls_line on webhook_calls (next_try) where state = 'waiting'`,
];

/** What is told to whom: in the app, by mail, by webhook. */
export async function notices(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
