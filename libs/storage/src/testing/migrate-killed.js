// A process for the durability tests: applies migrations that each make a table, and prints the number of each inside its
// transaction.
import { writeSync } from 'node:fs';
import { runnerImport } from 'vite';

/** @param {string} name */
const load = (name) =>
  runnerImport(new URL(`../${name}`, import.meta.url).pathname, { configFile: false }).then(
    ({ module }) => module,
  );
/** @type {typeof import('../database/open-database.js')} */
const { connectDatabase } = await load('database/open-database.ts');
/** @type {typeof import('../database/migrate.js')} */
const { migrate } = await load('database/migrate.ts');
/** @type {typeof import('./step-migrations.js')} */
const { stepMigrations } = await load('testing/step-migrations.ts');

const { db } = await connectDatabase({ dataFolder: process.argv[2] ?? '' });
await migrate(
  db,
  stepMigrations((step) => writeSync(1, `${String(step)}\n`)),
);
process.exit();
