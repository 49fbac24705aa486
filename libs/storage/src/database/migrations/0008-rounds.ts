import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Who is asked for notes, as ids; null: whoever signs. How many rounds a cue is to have; null where nothing is agreed.
  `alter table films add column reviewers text[], add column rounds_agreed int`,
  // Read model of `cue/<id>/notes`: who has finished giving notes on a version.
  `create table finishes (
    cue_id text not null references cues,
    version_id text not null,
    person_id text not null,
    film_id text not null references films,
    primary key (cue_id, version_id, person_id))`,
  `create index finishes_by_film on finishes (film_id)`,
  // Read model of `cue/<id>/notes`: who is named in which note or reply.
  `create table mentions (
    cue_id text not null references cues,
    entry_id text not null,
    person_id text not null,
    note_id text not null,
    film_id text not null references films,
    author_id text not null,
    text text not null,
    primary key (cue_id, entry_id, person_id))`,
  `create index mentions_by_person on mentions (person_id, film_id)`,
  // Whose notes are asked for: those who were chosen, else those who sign.
  `create view asked as
    select members.film_id, members.person_id, members.added_at
    from members join films on films.id = members.film_id
    where case
      when films.reviewers is null then members.role in ('director', 'producer', 'music supervisor')
      else members.person_id = any(films.reviewers) and members.role <> 'observer' end`,
  // A round is a version that got notes, or on which somebody said to have none. It follows the people and the settings of
  // the film by itself, and closes when all who are asked have finished.
  `create view rounds as
    select given.film_id, given.cue_id, given.version_id,
      row_number() over (partition by given.film_id, given.cue_id order by versions.number)::int as number,
      called.people as asked, done.people as finished,
      cardinality(called.people) > 0 and called.people <@ done.people as closed
    from (
      select film_id, cue_id, version_id from notes union select film_id, cue_id, version_id from finishes
    ) as given
    join versions on versions.id = given.version_id and versions.cue_id = given.cue_id
    cross join lateral (
      select coalesce(array_agg(person_id order by added_at, person_id), '{}') as people
      from asked where asked.film_id = given.film_id
    ) as called
    cross join lateral (
      select coalesce(array_agg(person_id order by person_id), '{}') as people
      from finishes where finishes.cue_id = given.cue_id and finishes.version_id = given.version_id
    ) as done`,
];

/** Rounds of notes, and who is named in notes. */
export async function rounds(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
