import { sql, type Kysely } from 'kysely';

/** Sounds of nine to sixteen channels can be listened to: those that could not be so far are read again. */
export async function manyChannels(db: Kysely<unknown>): Promise<void> {
  await sql`insert into readings (id, sha256)
    select sha256, sha256 from sounds where unplayable is not null and (facts->>'channels')::int between 9 and 16
    on conflict do nothing`.execute(db);
}
