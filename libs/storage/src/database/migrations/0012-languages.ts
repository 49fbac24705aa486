import { sql, type Kysely } from 'kysely';

/** The language that a person reads: their mails are written in it. Null until a page of theirs has said so. */
export async function languages(db: Kysely<unknown>): Promise<void> {
  await sql`alter table people add column language text`.execute(db);
}
