import { sql, type Kysely } from 'kysely';

/** What a film asks of the music delivered to it: `{ sampleRate, bitDepth, loudness, truePeakMax }`, null where it asks nothing. */
export async function deliverySpec(db: Kysely<unknown>): Promise<void> {
  await sql`alter table films add column delivery_spec jsonb`.execute(db);
}
