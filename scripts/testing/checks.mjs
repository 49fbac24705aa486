import { build } from '../workspace/build.mjs';
import { runTool } from '../workspace/process.mjs';
import { lint } from './lint.mjs';

/** The checks beside the tests. Each counts as one test. All are exit codes of tools. */
const references = ['references follow the imports (nx sync)', () => runTool('nx', ['sync:check'])];
const besideLint = [
  // First, because it compiles all projects in one process: nx, which starts one for each, finds them compiled.
  ['types', () => runTool('typescript', ['--build'], { tool: 'tsc' })],
  ['build', build],
  ['walls inside projects (dependency-cruiser)', () => runTool('dependency-cruiser', ['libs', 'apps'])],
  ['dead code (knip)', () => runTool('knip', ['--no-config-hints'])],
];

/** Runs every check, also after one has failed. Resolves to the count. */
export async function runChecks() {
  const codes = [];
  const run = async (name, check) => {
    console.log(`\n── ${name}`);
    const begun = Date.now();
    const code = await check();
    codes.push(code);
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    console.log(`── ${name}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)`);
  };

  await run(...references);
  // One long process on one processor; the others together take about as long.
  const linting = lint();
  for (const check of besideLint) await run(...check);
  await run('lint', async () => {
    const { code, said } = await linting;
    process.stdout.write(said);
    return code;
  });
  const failed = codes.filter((code) => code !== 0).length;
  return { passed: codes.length - failed, failed };
}
