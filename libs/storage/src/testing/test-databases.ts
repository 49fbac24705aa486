import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type OpenDatabase } from '../database/open-database.js';

const SERVER_URL = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** A database of a test's own; `close` removes it. */
export interface TestDatabase extends OpenDatabase {
  /** Opens the same database once more, as another server would; null where only one may. */
  readonly again: (() => Promise<OpenDatabase>) | null;
}

/** Both kinds of database Segue runs on, each opened empty. */
export const testDatabases: readonly (readonly [name: string, open: () => Promise<TestDatabase>])[] = [
  ['the embedded database', openEmbedded],
  ['PostgreSQL', openOnServer],
];

async function openEmbedded(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-test-'));
  await makeEmptyDatabase(folder);
  const database = await openDatabase({ dataFolder: folder });
  return {
    ...database,
    again: null,
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function openOnServer(): Promise<TestDatabase> {
  const { url, drop } = await createDatabase();
  const database = await openDatabase({ url });
  return {
    ...database,
    again: () => openDatabase({ url }),
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

/** Makes an embedded database without anything in it in a folder, by copying one. */
export function makeEmptyDatabase(folder: string): Promise<void> {
  return cp(inject('emptyDatabase'), folder, { recursive: true });
}

/** An empty database on the PostgreSQL of the tests. */
export async function createDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `segue_test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  await onServer(`create database ${name}`);
  return { url: url.href, drop: () => onServer(`drop database ${name} with (force)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(SERVER_URL);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
