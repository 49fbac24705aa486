import { availableParallelism } from 'node:os';
import { ensureInstalled } from '../workspace/install.mjs';
import { Advice } from '../workspace/process.mjs';
import { runChecks } from './checks.mjs';
import { withServices } from './services.mjs';
import { runVitest, sum, testFiles } from './vitest.mjs';

const browserTests = '@segue/e2e';
/** Their folder with tests that need no browser. */
const endurance = 'src/endurance';
/** With more files than this that fail, something is broken and not only late. */
const FEW = 3;

/**
 * Installs what is missing, runs the checks and the tests, and ends with the line `N passed, N failed`.
 * The exit code says whether all passed.
 */
export async function testRun({ browser }) {
  let total = { passed: 0, failed: 0 };
  try {
    await ensureInstalled();
    total = await withServices({ browser }, (env) => everything({ browser }, env));
  } catch (error) {
    console.error(error instanceof Advice ? error.message : error);
    total = { ...total, failed: total.failed + 1 };
  }
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

async function everything({ browser }, env) {
  // Vitest would leave one processor to itself, and there may be only two.
  const workers = `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`;
  const parts = [await runChecks()];
  console.log('\n── tests of libraries and server');
  parts.push(await runVitest('units', ['--project', `!${browserTests}`, workers], env));
  if (browser) {
    // They wait for processes that end and start more than they work, so two share the processors.
    console.log('\n── tests of servers that are killed');
    const atOnce = ['--fileParallelism', '--maxWorkers=2'];
    parts.push(await runVitest('endurance', ['--project', browserTests, endurance, ...atOnce], env));
    // Apart from the others, so that the browsers have the processors to themselves.
    console.log('\n── tests in the browser');
    const others = ['--exclude', `**/${endurance}/**`];
    parts.push(await onceMore(await runVitest('browser', ['--project', browserTests, ...others], env), env));
    parts.push(forgotten(parts.flatMap((part) => part.files ?? [])));
  }
  return { passed: sum(parts, 'passed'), failed: sum(parts, 'failed') };
}

/**
 * Whether a browser is in time depends on all else that the machine does. A few files that failed are run a second time, whole
 * and alone, and what fails then has failed. What passes only then is said: it is a mistake of the test or of the product that
 * waits to be found.
 */
async function onceMore(first, env) {
  const late = first.files.filter(({ failed }) => failed > 0).map(({ path }) => path);
  if (late.length === 0 || late.length > FEW) return first;
  console.log('\n── what failed in the browser, once more');
  const second = await runVitest('browser-once-more', ['--project', browserTests, ...late], env);
  if (second.failed === 0) console.warn(`\nPassed the second time only: ${late.join(', ')}`);
  const inTime = first.files.filter(({ path }) => !late.includes(path));
  return {
    passed: sum(inTime, 'passed') + second.passed,
    failed: second.failed,
    files: first.files,
  };
}

/** A test file that no project of vitest.config.ts picks up would be skipped in silence. */
function forgotten(ran) {
  const run = new Set(ran.map(({ path }) => path));
  const files = testFiles().filter((file) => !run.has(file));
  for (const file of files) console.error(`Not run, no vitest project includes it: ${file}`);
  return { passed: 0, failed: files.length };
}
