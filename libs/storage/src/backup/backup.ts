import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { BlobMissing, type BlobStore } from '../blobs/blob-store.js';
import { refuseNewerSchema, schemaVersion } from '../database/migrate.js';
import { onClient } from '../database/on-client.js';
import { connectDatabase, type DatabaseOptions, type OpenDatabase } from '../database/open-database.js';
import { refuseUnfinishedRestore } from '../database/unfinished-restore.js';
import { borrowCopy } from '../embedded/database-copies.js';
import { CLUSTER } from '../embedded/embedded-database.js';
import { writeArchive, type ArchiveWriter } from './archive-writer.js';
import { blobName, DESCRIPTION, FORMAT, partName, type Description } from './archive.js';
import { formatCopyText } from './copy-text.js';
import { LAST_BACKUP, noteBackup, type FinishedBackup } from './last-backup.js';
import { fixTextForms, listSequences, listTables, readParts, type Table } from './tables.js';

/** What went into a backup. */
export interface BackupReport {
  readonly rows: number;
  readonly files: number;
  /** Hashes of files whose bytes in the store are no longer those of their name. They cannot be restored. */
  readonly damaged: readonly string[];
  /** Hashes of files that the database names and the store does not have. */
  readonly missing: readonly string[];
  /** Whether the system remembers this backup; a server of before there was such a memory does not. */
  readonly noted: boolean;
}

// Everything in the store is backed up; these columns are for noticing what is not in the store.
const BLOB_COLUMNS = [
  ['edit_lists', 'sha256'],
  ['versions', 'sha256'],
  ['sounds', 'sha256'],
  ['sounds', 'listening_sha256'],
  ['sounds', 'peaks_sha256'],
  ['cuts', 'movie_sha256'],
  ['attachments', 'sha256'],
] as const;

/**
 * Writes the database as it is at one moment, and all files it names, to one file. A server may run meanwhile: with the
 * embedded database its queries wait while the database's files are copied, a few seconds for hundreds of megabytes; with
 * PostgreSQL they do not wait. An existing file is replaced once the new one is complete, and only then does the system
 * note that it was backed up.
 *
 * @throws Error when the database is empty, of a newer schema, half restored, or cannot be reached, or the file cannot be
 *   written
 */
export async function backUp(
  path: string,
  options: DatabaseOptions,
  blobs: BlobStore,
): Promise<BackupReport> {
  const { pool, note, close } = await openBeside(options);
  try {
    let report: (Omit<BackupReport, 'noted'> & { readonly at: string }) | undefined;
    await writeArchive(path, async (archive) => {
      const client = await pool.connect();
      const { at, rows, named } = await addDatabase(archive, client).finally(() => {
        // Which ends the transaction: nothing was written in it.
        client.release(true);
      });
      // After the snapshot: a file is stored before a row names it, and is not removed while one does.
      const { stored, damaged } = await addBlobs(archive, blobs);
      const missing = named.filter((sha256) => !stored.has(sha256));
      report = { at, rows, files: stored.size, damaged, missing };
    });
    if (report === undefined) throw new Error('The backup was not written.');
    const { at, ...written } = report;
    const whole = written.missing.length + written.damaged.length === 0;
    // The backup is there, whether or not somebody can be told of it.
    const noted = await note({ at, bytes: (await stat(path)).size, whole }).then(
      () => true,
      () => false,
    );
    return { ...written, noted };
  } finally {
    await close();
  }
}

/** What a backup reads from, and where it says that it is finished. */
interface Source extends Pick<OpenDatabase, 'pool' | 'close'> {
  readonly note: (backup: FinishedBackup) => Promise<void>;
}

/** The database, or a copy of it when a server holds the embedded one: that server is then the one to be told. */
async function openBeside(options: DatabaseOptions): Promise<Source> {
  if ('url' in options) return open(options);
  await access(join(options.dataFolder, CLUSTER)).catch(() => {
    throw new Error(`There is no database in ${options.dataFolder}: nothing to back up (SEGUE_DATA).`);
  });
  const copy = await borrowCopy(options.dataFolder);
  try {
    const source = await open(copy ?? options);
    if (copy === null) return source;
    return { ...source, note: copy.note, close: () => source.close().finally(copy.giveBack) };
  } catch (error) {
    copy?.giveBack();
    throw error;
  }
}

async function open(options: DatabaseOptions): Promise<Source> {
  const { pool, close } = await connectDatabase(options);
  return { pool, close, note: (backup) => noteBackup(pool, backup) };
}

/** Returns the moment it was read at, how many rows there are, and the hashes of the files that they name. */
async function addDatabase(
  archive: ArchiveWriter,
  client: pg.PoolClient,
): Promise<{ at: string; rows: number; named: string[] }> {
  await client.query('begin isolation level repeatable read read only');
  const tables = (await listTables(client)).filter(({ name }) => name !== LAST_BACKUP);
  const description = await describe(client, tables);
  await addText(archive, DESCRIPTION, JSON.stringify(description, null, 2));
  await fixTextForms(client);
  let rowCount = 0;
  for (const table of tables) {
    let number = 0;
    for await (const rows of readParts(client, table)) {
      await addText(archive, partName(table.name, ++number), formatCopyText(rows));
      rowCount += rows.length;
    }
  }
  return { at: description.at, rows: rowCount, named: await namedBlobs(client, tables) };
}

async function describe(client: pg.PoolClient, tables: readonly Table[]): Promise<Description> {
  const db = onClient(client);
  await refuseUnfinishedRestore(db);
  const schema = await schemaVersion(db);
  if (schema === null) throw new Error('The database is empty: nothing to back up.');
  refuseNewerSchema('The database', schema);
  const { rows } = await client.query<{ at: Date }>('select now() as at');
  return {
    format: FORMAT,
    schema,
    at: rows[0]?.at.toISOString() ?? '',
    tables: Object.fromEntries(
      tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]),
    ),
    sequences: await listSequences(client),
  };
}

async function namedBlobs(client: pg.PoolClient, tables: readonly Table[]): Promise<string[]> {
  // A database of an older schema does not have all of them yet.
  const selects = BLOB_COLUMNS.filter(([table]) => tables.some(({ name }) => name === table)).map(
    ([table, column]) => `select ${column} as sha256 from ${table}`,
  );
  const { rows } = await client.query<{ sha256: string }>(
    `select sha256 from (${selects.join(' union ')}) as named where sha256 is not null order by sha256`,
  );
  return rows.map(({ sha256 }) => sha256);
}

async function addBlobs(
  archive: ArchiveWriter,
  blobs: BlobStore,
): Promise<{ stored: Set<string>; damaged: string[] }> {
  const stored = new Set<string>();
  const damaged: string[] = [];
  for await (const sha256 of blobs.list()) {
    const size = await blobs.size(sha256);
    const bytes = await readIfThere(blobs, sha256);
    if (size === null || bytes === null) continue;
    if ((await archive.add(blobName(sha256), size, bytes)) !== sha256) damaged.push(sha256);
    stored.add(sha256);
  }
  return { stored, damaged };
}

/** The file of a delivery that came to nothing may go while the store is listed. */
async function readIfThere(blobs: BlobStore, sha256: string): Promise<Readable | null> {
  try {
    return await blobs.read(sha256);
  } catch (error) {
    if (error instanceof BlobMissing) return null;
    throw error;
  }
}

async function addText(archive: ArchiveWriter, name: string, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  await archive.add(name, bytes.length, [bytes]);
}
