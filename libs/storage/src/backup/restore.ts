import { text } from 'node:stream/consumers';
import pg from 'pg';
import { BlobMismatch, type BlobStore } from '../blobs/blob-store.js';
import { applyMigrations, migrateOn, refuseNewerSchema, underMigrationLock } from '../database/migrate.js';
import { onClient } from '../database/on-client.js';
import { connectDatabase, type DatabaseOptions } from '../database/open-database.js';
import { refuseUnfinishedRestore, RESTORE_MARK } from '../database/unfinished-restore.js';
import { readArchive, verifyArchive } from './archive-reader.js';
import { kindOf, type Description } from './archive.js';
import { parseCopyText } from './copy-text.js';
import { insertRows, listTables, type Table } from './tables.js';

/** What came out of a backup. */
export interface RestoreReport {
  /** When the database looked like this, in ISO 8601. */
  readonly at: string;
  readonly rows: number;
  readonly files: number;
  /** Hashes of files that were damaged in the store when they were backed up, and are left out. */
  readonly damaged: readonly string[];
  /** Tables that are not Segue's, and are left out. */
  readonly foreignTables: readonly string[];
}

/**
 * Makes an empty database and an empty store what they were when the backup was made, and brings the schema up to date.
 * The whole archive is verified before anything is written. What is killed half-way is refused by every start after it.
 *
 * @throws Error when the archive is not whole or of a newer schema, the database or the store is not empty, or the data
 *   folder is in use
 */
export async function restore(
  path: string,
  options: DatabaseOptions,
  blobs: BlobStore,
): Promise<RestoreReport> {
  const description = await verifyArchive(path);
  refuseNewerSchema('The backup', description.schema);
  for await (const sha256 of blobs.list()) {
    throw new Error(
      `There are files where the backup is to be restored, such as ${sha256}. Name an empty place.`,
    );
  }
  const database = await connectDatabase(options);
  try {
    const client = await database.pool.connect();
    try {
      return await restoreInto(client, path, description, blobs);
    } finally {
      client.release(true);
    }
  } finally {
    await database.close();
  }
}

async function restoreInto(
  client: pg.PoolClient,
  path: string,
  description: Description,
  blobs: BlobStore,
): Promise<RestoreReport> {
  const db = onClient(client);
  return underMigrationLock(db, async () => {
    await refuseUnfinishedRestore(db);
    await refuseTables(client);
    await client.query(`create table ${RESTORE_MARK} ()`);
    const restored = await db.transaction().execute(async (transaction) => {
      await applyMigrations(transaction, 0, description.schema);
      return fillTables(client, path, description);
    });
    const { files, damaged } = await restoreBlobs(path, blobs);
    await migrateOn(db, description.schema);
    await client.query(`drop table ${RESTORE_MARK}`);
    return { at: description.at, ...restored, files, damaged };
  });
}

async function refuseTables(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') limit 1`,
  );
  if (rows[0] === undefined) return;
  throw new Error(
    `The database is not empty (it has the table ${rows[0].name}). Restore into a new database, or a new data folder (SEGUE_DATA).`,
  );
}

/** Replaces what the migrations wrote by the rows of the archive. */
async function fillTables(
  client: pg.PoolClient,
  path: string,
  { tables, sequences }: Description,
): Promise<Pick<RestoreReport, 'rows' | 'foreignTables'>> {
  const known = new Map((await listTables(client)).map((table) => [table.name, table]));
  const restoreRules = await suspendRules(client, [...known.keys()]);
  const foreignTables = Object.keys(tables).filter((name) => !known.has(name));
  let rows = 0;
  for await (const { name, content } of readArchive(path)) {
    const entry = kindOf(name);
    if (entry?.kind === 'blob') break;
    const table = entry?.kind === 'rows' ? known.get(entry.table) : undefined;
    if (table === undefined) continue;
    const part = parseCopyText(await text(content));
    await insertRows(client, inOrder(table, tables[table.name] ?? []), part);
    rows += part.length;
  }
  for (const [name, last] of Object.entries(sequences)) {
    if (last !== null) await client.query('select setval(to_regclass(quote_ident($1)), $2)', [name, last]);
  }
  await restoreRules();
  return { rows, foreignTables };
}

/** The table with the columns that its rows in the archive have. */
function inOrder(table: Table, columns: readonly string[]): Table {
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  return {
    name: table.name,
    columns: columns.map((name) => {
      const type = types.get(name);
      if (type === undefined)
        throw new Error(`The table ${table.name} has no column ${name} in this schema.`);
      return { name, type };
    }),
  };
}

/**
 * Empties the tables, which then take rows in any order and as they are; what it returns brings triggers and foreign keys
 * back, and checks the latter.
 */
async function suspendRules(client: pg.PoolClient, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`,
  );
  const quoted = tables.map((name) => pg.escapeIdentifier(name));
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const table of quoted) await client.query(`alter table ${table} disable trigger user`);
  await client.query(`truncate ${quoted.join(', ')}`);
  return async () => {
    for (const table of quoted) await client.query(`alter table ${table} enable trigger user`);
    for (const { table, name, definition } of keys) {
      await client.query(`alter table ${table} add constraint ${name} ${definition}`);
    }
  };
}

async function restoreBlobs(
  path: string,
  blobs: BlobStore,
): Promise<Pick<RestoreReport, 'files' | 'damaged'>> {
  const damaged: string[] = [];
  let files = 0;
  for await (const { name, content } of readArchive(path)) {
    const entry = kindOf(name);
    if (entry?.kind !== 'blob') continue;
    try {
      await blobs.put(content, { sha256: entry.sha256 });
      files++;
    } catch (error) {
      // The archive is as it was written, so it was the store's file that was not what its name says.
      if (!(error instanceof BlobMismatch)) throw error;
      damaged.push(entry.sha256);
    }
  }
  return { files, damaged };
}
