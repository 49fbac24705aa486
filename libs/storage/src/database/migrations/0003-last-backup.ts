import { sql, type Kysely } from 'kysely';

/** The last backup that was finished, so that the owner's page can say how old it is: one row, or none. */
export async function lastBackup(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table last_backup (
      id int primary key default 1 check (id = 1),
      at timestamptz not null,
      bytes bigint not null,
      whole boolean not null)`.execute(db);
}
