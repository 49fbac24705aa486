import { closeSync, openSync, readFileSync } from 'node:fs';
import { runTool } from '../workspace/process.mjs';
import { reportPath } from './reports.mjs';

/** What the rule for the walls between projects says when it gives up, without an error. */
const UNGUARDED = 'No cached ProjectGraph is available';

/**
 * Lints everything in one process: nx would start one for each project, and each reads the types of the projects below
 * again. Needs the project graph that an nx command has left. Writes into a file, because other checks run beside it.
 * Resolves to the exit code and what there was to say.
 */
export async function lint() {
  const path = reportPath('lint.txt');
  const file = openSync(path, 'w');
  const code = await runTool('eslint', ['libs', 'apps'], { stdio: ['ignore', file, file] });
  closeSync(file);
  const said = readFileSync(path, 'utf8');
  return { code: said.includes(UNGUARDED) ? 1 : code, said };
}
