import { resolve } from 'node:path';
import { backUp, restore } from '@segue/storage';
import { verifyAudit } from './audit/verify-audit.js';
import { databaseOptions, openAdapters, openBlobStore, type Adapters } from './app.module.js';
import { readConfig, type Config } from './platform/config.js';
import { rebuildProjections } from './projections/project-document.js';

/** How a command went, in a few lines. */
interface Outcome {
  readonly ok: boolean;
  readonly says: string;
}

/** What can be done to a server's data, by the name it is called with. Only a backup can be made while the server runs. */
const COMMANDS: Readonly<Record<string, (config: Config, file: string | undefined) => Promise<Outcome>>> = {
  'audit:verify': onAdapters(async ({ database }) => {
    const { entries, broken } = await verifyAudit(database.db);
    return broken === null
      ? { ok: true, says: `audit: ${entries} entries, chain intact` }
      : { ok: false, says: `audit: the chain is broken at entry ${broken}` };
  }),
  'projections:rebuild': onAdapters(async ({ database, updateLog }) => {
    const documents = await rebuildProjections(database.db, updateLog);
    return { ok: true, says: `projections: rebuilt from ${documents} documents` };
  }),
  backup: async (config, file) => {
    const path = named(file);
    const { rows, files, missing, damaged, noted } = await backUp(
      path,
      databaseOptions(config),
      openBlobStore(config),
    );
    const lines = [
      `backup: ${rows} rows and ${files} files in ${path}`,
      ...missing.map((sha256) => `missing from the store, and so not in the backup: ${sha256}`),
      ...damaged.map((sha256) => `damaged in the store, and so not restorable: ${sha256}`),
      ...(noted ? [] : ["the server could not note it: its owner's page will not show this backup"]),
    ];
    return { ok: missing.length + damaged.length === 0, says: lines.join('\n') };
  },
  restore: async (config, file) => {
    const report = await restore(named(file), databaseOptions(config), openBlobStore(config));
    const lines = [
      `restore: ${report.rows} rows and ${report.files} files, as of ${report.at}`,
      ...report.damaged.map((sha256) => `was damaged when it was backed up, and is left out: ${sha256}`),
      ...report.foreignTables.map((name) => `is no table of Segue, and is left out: ${name}`),
    ];
    return { ok: report.damaged.length === 0, says: lines.join('\n') };
  },
};

function onAdapters(work: (adapters: Adapters) => Promise<Outcome>): (config: Config) => Promise<Outcome> {
  return async (config) => {
    const adapters = await openAdapters(config);
    return work(adapters).finally(() => adapters.close());
  };
}

/** npm changes into the folder of the workspace; a relative name means the folder it was called from. */
function named(file: string | undefined): string {
  if (file === undefined) throw new Error('Name the file of the backup, as in: npm run backup -- FILE');
  return resolve(process.env['INIT_CWD'] ?? '.', file);
}

const [name = '', file] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  process.stderr.write(`Say what to do: ${Object.keys(COMMANDS).join(' or ')}\n`);
  process.exit(2);
}

try {
  const { ok, says } = await command(readConfig(process.env), file);
  process.stdout.write(`${says}\n`);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
