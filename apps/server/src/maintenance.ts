import { verifyAudit } from './audit/verify-audit.js';
import { openAdapters, type Adapters } from './app.module.js';
import { readConfig } from './platform/config.js';
import { rebuildProjections } from './projections/project-document.js';

/** What can be done to a stopped server's data, by the name it is called with. Each says in a line how it went. */
const COMMANDS: Readonly<Record<string, (adapters: Adapters) => Promise<{ ok: boolean; says: string }>>> = {
  'audit:verify': async ({ database }) => {
    const { entries, broken } = await verifyAudit(database.db);
    return broken === null
      ? { ok: true, says: `audit: ${entries} entries, chain intact` }
      : { ok: false, says: `audit: the chain is broken at entry ${broken}` };
  },
  'projections:rebuild': async ({ database }) => {
    const documents = await rebuildProjections(database.db);
    return { ok: true, says: `projections: rebuilt from ${documents} documents` };
  },
};

const command = COMMANDS[process.argv[2] ?? ''];
if (!command) {
  process.stderr.write(`Say what to do: ${Object.keys(COMMANDS).join(' or ')}\n`);
  process.exit(2);
}

try {
  const adapters = await openAdapters(readConfig(process.env));
  const { ok, says } = await command(adapters).finally(() => adapters.close());
  process.stdout.write(`${says}\n`);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
