import { sql, type Kysely } from 'kysely';
import { foundation } from './migrations/0001-foundation.js';
import { snapshots } from './migrations/0002-snapshots.js';
import { lastBackup } from './migrations/0003-last-backup.js';
import { pictureChanges } from './migrations/0004-picture-changes.js';
import { sounds } from './migrations/0005-sounds.js';
import { reels } from './migrations/0006-reels.js';
import { deliverySpec } from './migrations/0007-delivery-spec.js';
import { rounds } from './migrations/0008-rounds.js';
import { notices } from './migrations/0009-notices.js';
import { manyChannels } from './migrations/0010-many-channels.js';
import { attachments } from './migrations/0011-attachments.js';
import { languages } from './migrations/0012-languages.js';
import type { Database } from './schema.js';
import { refuseUnfinishedRestore } from './unfinished-restore.js';

type Migration = (db: Kysely<unknown>) => Promise<void>;

/** In order; the version of a schema is how many of them it has had. Only ever add at the end. */
const MIGRATIONS: readonly Migration[] = [
  foundation,
  snapshots,
  lastBackup,
  pictureChanges,
  sounds,
  reels,
  deliverySpec,
  rounds,
  notices,
  manyChannels,
  attachments,
  languages,
];

// Any number will do that nobody else locks in the same database: "segue" in ASCII.
const MIGRATION_LOCK = 0x7365677565;

/**
 * Brings the schema up to what this code knows. Several servers may start at the same time on one database.
 *
 * @throws Error when the schema is newer than this code, or a restore into the database did not finish
 */
export async function migrate(db: Kysely<Database>, migrations = MIGRATIONS): Promise<void> {
  await db.connection().execute((connection) =>
    underMigrationLock(connection, async () => {
      await refuseUnfinishedRestore(connection);
      const version = (await schemaVersion(connection)) ?? 0;
      refuseNewerSchema('The database', version, migrations.length);
      await migrateOn(connection, version, migrations);
    }),
  );
}

/** Applies the migrations that come after a version, each in a transaction of its own. */
export async function migrateOn(
  connection: Kysely<Database>,
  version: number,
  migrations = MIGRATIONS,
): Promise<void> {
  for (let from = version; from < migrations.length; from++) {
    await connection
      .transaction()
      .execute((transaction) => applyMigrations(transaction, from, from + 1, migrations));
  }
}

/** Runs the work while no other server or command changes the schema. The lock belongs to the connection. */
export async function underMigrationLock<T>(
  connection: Kysely<Database>,
  work: () => Promise<T>,
): Promise<T> {
  await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
  try {
    return await work();
  } finally {
    await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
  }
}

/** Takes a database from one schema to a later one. */
export async function applyMigrations(
  transaction: Kysely<Database>,
  from: number,
  to: number,
  migrations = MIGRATIONS,
): Promise<void> {
  await sql`
    create table if not exists schema_migrations (version int primary key, applied_at timestamptz not null default now())
  `.execute(transaction);
  for (const [index, migration] of migrations.slice(from, to).entries()) {
    await migration(transaction as unknown as Kysely<unknown>);
    await sql`insert into schema_migrations (version) values (${from + index + 1})`.execute(transaction);
  }
}

/** How many migrations the database has had; null when Segue was never on it. */
export async function schemaVersion(db: Kysely<Database>): Promise<number | null> {
  const { rows: tables } = await sql<{ name: string | null }>`
    select to_regclass('schema_migrations')::text as name
  `.execute(db);
  if (tables[0]?.name == null) return null;
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from schema_migrations
  `.execute(db);
  return rows[0]?.version ?? 0;
}

/** @throws Error when `what` has a schema that this code does not know */
export function refuseNewerSchema(what: string, version: number, known = MIGRATIONS.length): void {
  if (version <= known) return;
  throw new Error(
    `${what} has schema ${String(version)}, and this version of Segue knows schemas up to ${String(known)}. ` +
      'Start the newer Segue that made it, or restore a backup from before the update.',
  );
}
