import { sql, type Kysely } from 'kysely';

/** The reels of a cut: `[{ number, startFlicks }]`, in order. */
export async function reels(db: Kysely<unknown>): Promise<void> {
  await sql`alter table cuts add column reels jsonb not null default '[]'`.execute(db);
}
