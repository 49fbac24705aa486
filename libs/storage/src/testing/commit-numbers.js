// A process for the durability tests: commits 1, 2, 3 … on the embedded database, prints each number once it is
// committed, and never ends by itself. Plain JavaScript that loads the sources through Vite, so that it needs no build.
import { writeSync } from 'node:fs';
import { runnerImport } from 'vite';

const source = new URL('../database/open-database.ts', import.meta.url).pathname;
/** @type {{ module: typeof import('../database/open-database.js') }} */
const { module } = await runnerImport(source, { configFile: false });

const { pool } = await module.openDatabase({ dataFolder: process.argv[2] ?? '' });
await pool.query('create table if not exists numbers (n int primary key)');
const { rows } = await pool.query('select coalesce(max(n), 0) as last from numbers');
for (let n = rows[0].last + 1; ; n++) {
  await pool.query('insert into numbers values ($1)', [n]);
  writeSync(1, `${String(n)}\n`);
}
