import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, runTool } from '../workspace/process.mjs';
import { reportPath } from './reports.mjs';

const generated = new Set(['node_modules', 'dist', 'out-tsc']);

/**
 * Runs the vitest tests that `selection` (command line arguments) picks, readable on the console.
 * Resolves to the count, and to the test files that were run.
 */
export async function runVitest(name, selection, env) {
  const report = reportPath(`${name}.json`);
  rmSync(report, { force: true });
  const reporting = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runTool('vitest', ['run', ...reporting, ...selection], { env });
  if (!existsSync(report)) return { passed: 0, failed: 1, files: [] };
  return count(JSON.parse(readFileSync(report, 'utf8')), code);
}

/** The test files of the workspace, relative to its folder. */
export function testFiles() {
  return ['libs', 'apps'].flatMap((folder) => testFilesBelow(join(root, folder)));
}

/** A test counts as passed only if it ran and held: one that is skipped, or a file that does not load, has failed. */
function count(report, exitCode) {
  let passed = 0;
  let failed = 0;
  for (const file of report.testResults) {
    const bad = file.assertionResults.filter((test) => test.status !== 'passed');
    passed += file.assertionResults.length - bad.length;
    failed += bad.length;
    for (const test of bad.filter(({ status }) => status !== 'failed')) {
      console.error(`Not run (${test.status}): ${relative(root, file.name)}: ${test.fullName}`);
    }
    if (file.status === 'failed' && bad.length === 0) failed += 1;
  }
  // An error outside of any test, such as a rejection that nobody handles, shows in the exit code only.
  if (exitCode !== 0 && failed === 0) failed = 1;
  return { passed, failed, files: report.testResults.map((file) => relative(root, file.name)) };
}

function testFilesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (generated.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFilesBelow(path);
    return /\.test\.tsx?$/.test(entry.name) ? [relative(root, path)] : [];
  });
}
