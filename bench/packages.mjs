import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../scripts/workspace/process.mjs';

// The benches are no project with packages of their own: they take the very ones that the projects run on.
const fromEngine = createRequire(join(root, 'libs/sync-engine/package.json'));
const fromStorage = createRequire(join(root, 'libs/storage/package.json'));

/** Reads and writes the variable-length numbers of the Yjs protocols. */
export const encoding = fromEngine('lib0/encoding');
export const decoding = fromEngine('lib0/decoding');

/** The client of PostgreSQL. */
export const { Client: PostgresClient } = fromStorage('pg');

/** Opens the database of a server of ours that is not running. */
export async function openStorage(options) {
  const { openDatabase, postgresUpdateLog } = await import(join(root, 'libs/storage/dist/index.js'));
  const { close, db, pool } = await openDatabase(options);
  return { close, pool, log: postgresUpdateLog({ db, pool }) };
}
