import { readdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../database/open-database.js';
import { makeEmptyDatabase } from '../testing/test-databases.js';
import { checkpointWhenDue, vacuumWhereDue } from './housekeeping.js';

let folder: string;
let database: OpenDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-housekeeping-'));
  await makeEmptyDatabase(folder);
  database = await openDatabase({ dataFolder: folder });
  await database.pool.query('create table filled (n int, bytes text)');
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

it('keeps the log short', async () => {
  const { pool } = database;
  const logSegments = async (): Promise<number> =>
    (await readdir(join(folder, 'postgres/pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name)).length;
  const fill = async (): Promise<void> => {
    await pool.query(
      `insert into filled select n, string_agg(md5((n * m)::text), '') from generate_series(1, 300) n, generate_series(1, 1000) m group by n`,
    );
  };
  // 16 MB to a segment.
  for (let round = 0; round < 8; round++) await fill();
  expect(await logSegments()).toBeGreaterThan(5);
  for (let round = 0; round < 3; round++) {
    await checkpointWhenDue(pool, 16 * 1024 * 1024);
    await fill();
  }
  await checkpointWhenDue(pool, 16 * 1024 * 1024);
  expect(await logSegments()).toBeLessThanOrEqual(5);
});

it('uses the room of deleted rows again', async () => {
  const { pool } = database;
  const pages = async (): Promise<unknown> =>
    (await pool.query(`select pg_relation_size('filled') as bytes`)).rows;
  await pool.query('insert into filled select n from generate_series(1, 20000) n');
  const before = await pages();
  for (let round = 0; round < 3; round++) {
    await pool.query('delete from filled where bytes is null');
    // Otherwise the count of what is gone is up to a second behind.
    await pool.query('select pg_stat_force_next_flush()');
    await vacuumWhereDue(pool);
    await pool.query('insert into filled select n from generate_series(1, 20000) n');
  }
  expect(await pages()).toEqual(before);
});
