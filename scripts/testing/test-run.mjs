import { availableParallelism } from 'node:os';
import { ensureInstalled } from '../workspace/install.mjs';
import { Advice } from '../workspace/process.mjs';
import { runChecks } from './checks.mjs';
import { withServices } from './services.mjs';
import { runVitest, testFiles } from './vitest.mjs';

const browserTests = '@segue/e2e';
/** Their folder with tests that need no browser. */
const endurance = 'src/endurance';

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
    parts.push(await runVitest('browser', ['--project', browserTests, ...others], env));
    parts.push(forgotten(parts.flatMap((part) => part.files ?? [])));
  }
  return {
    passed: parts.reduce((sum, part) => sum + part.passed, 0),
    failed: parts.reduce((sum, part) => sum + part.failed, 0),
  };
}

/** A test file that no project of vitest.config.ts picks up would be skipped in silence. */
function forgotten(ran) {
  const files = testFiles().filter((file) => !ran.includes(file));
  for (const file of files) console.error(`Not run, no vitest project includes it: ${file}`);
  return { passed: 0, failed: files.length };
}
