import { build } from '../workspace/build.mjs';
import { runTool } from '../workspace/process.mjs';

/** The checks beside the tests. Each counts as one test. All are exit codes of tools. */
const checks = [
  ['references follow the imports (nx sync)', () => runTool('nx', ['sync:check'])],
  ['build', build],
  // The build has compiled the libs, the server and the browser tests; what is left for tsc is the web app.
  ['types', () => runTool('typescript', ['--build'], { tool: 'tsc' })],
  ['lint', () => runTool('nx', ['run-many', '-t', 'lint', '--parallel=2', '--output-style=static'])],
  ['walls inside projects (dependency-cruiser)', () => runTool('dependency-cruiser', ['libs', 'apps'])],
  ['dead code (knip)', () => runTool('knip', ['--no-config-hints'])],
];

/** Runs every check, also after one has failed. Resolves to the count. */
export async function runChecks() {
  const total = { passed: 0, failed: 0 };
  for (const [name, check] of checks) {
    console.log(`\n── ${name}`);
    const begun = Date.now();
    const ok = (await check()) === 0;
    total[ok ? 'passed' : 'failed'] += 1;
    console.log(`── ${name}: ${ok ? 'passed' : 'FAILED'} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  }
  return total;
}
