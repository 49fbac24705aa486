// A process for the supervision tests: commits 1, 2, 3 … with so many bytes beside each, prints each number once it is
// committed, "failed" for each attempt that failed, and "stopped" whenever the database did. It never ends by itself.
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { runnerImport } from 'vite';

const source = new URL('../database/open-database.ts', import.meta.url).pathname;
/** @type {{ module: typeof import('../database/open-database.js') }} */
const { module } = await runnerImport(source, { configFile: false });
const [, , dataFolder = '', bytes = '0'] = process.argv;
/** @param {string} line */
const print = (line) => writeSync(1, `${line}\n`);

const report = () => print('stopped');
const { pool } = await module.openDatabase({ dataFolder, report });
await pool.query('create table if not exists numbers (n int primary key, beside bytea)');
const { rows } = await pool.query('select coalesce(max(n), 0) as last from numbers');
for (let n = rows[0].last + 1; ;) {
  try {
    // What was not answered may have been committed all the same.
    await pool.query('insert into numbers values ($1, $2) on conflict do nothing', [
      n,
      randomBytes(Number(bytes)),
    ]);
    print(String(n++));
  } catch {
    print('failed');
    await setTimeout(20);
  }
}
