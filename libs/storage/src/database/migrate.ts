import { sql, type Kysely } from 'kysely';
import { foundation } from './migrations/0001-foundation.js';
import type { Database } from './schema.js';

type Migration = (db: Kysely<unknown>) => Promise<void>;

/** In order; the version of a schema is how many of them it has had. Only ever add at the end. */
const MIGRATIONS: readonly Migration[] = [foundation];

// Any number will do that nobody else locks in the same database: "segue" in ASCII.
const MIGRATION_LOCK = 0x7365677565;

/**
 * Brings the schema up to what this code knows. Several servers may start at the same time on one database.
 *
 * @throws Error when the schema is newer than this code
 */
export async function migrate(db: Kysely<Database>, migrations = MIGRATIONS): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
    try {
      const version = await schemaVersion(connection);
      if (version > migrations.length) {
        throw new Error(
          `The database has schema ${String(version)}, and this version of Segue knows schemas up to ${String(migrations.length)}. ` +
            'Start the newer Segue that made it, or restore a backup from before the update.',
        );
      }
      for (const [index, migration] of migrations.entries()) {
        if (index < version) continue;
        await connection.transaction().execute(async (transaction) => {
          await migration(transaction as unknown as Kysely<unknown>);
          await sql`insert into schema_migrations (version) values (${index + 1})`.execute(transaction);
        });
      }
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
    }
  });
}

async function schemaVersion(db: Kysely<Database>): Promise<number> {
  await sql`
    create table if not exists schema_migrations (version int primary key, applied_at timestamptz not null default now())
  `.execute(db);
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from schema_migrations
  `.execute(db);
  return rows[0]?.version ?? 0;
}
