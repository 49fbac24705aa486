import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, runTool } from '../workspace/process.mjs';
import { reportPath } from './reports.mjs';

const generated = new Set(['node_modules', 'dist', 'out-tsc']);

/**
 * Runs the vitest tests that `selection` (command line arguments) picks, readable on the console.
 * Resolves to the count, of all and of each test file.
 */
export async function runVitest(name, selection, env) {
  const report = reportPath(`${name}.json`);
  rmSync(report, { force: true });
  const reporting = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runTool('vitest', ['run', ...reporting, ...selection], { env });
  if (!existsSync(report)) return { passed: 0, failed: 1, files: [] };
  const files = JSON.parse(readFileSync(report, 'utf8')).testResults.map(count);
  const failed = sum(files, 'failed');
  // An error outside of any test, such as a rejection that nobody handles, shows in the exit code only.
  return { passed: sum(files, 'passed'), failed: code !== 0 && failed === 0 ? 1 : failed, files };
}

/** Adds up a figure of counts. */
export function sum(counts, figure) {
  return counts.reduce((total, each) => total + each[figure], 0);
}

/** The test files of the workspace, relative to its folder. */
export function testFiles() {
  return ['libs', 'apps'].flatMap((folder) => testFilesBelow(join(root, folder)));
}

/** A test counts as passed only if it ran and held: one that is skipped, or a file that does not load, has failed. */
function count(file) {
  const path = relative(root, file.name);
  const bad = file.assertionResults.filter((test) => test.status !== 'passed');
  for (const test of bad.filter(({ status }) => status !== 'failed')) {
    console.error(`Not run (${test.status}): ${path}: ${test.fullName}`);
  }
  const passed = file.assertionResults.length - bad.length;
  return { path, passed, failed: file.status === 'failed' ? Math.max(1, bad.length) : bad.length };
}

function testFilesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (generated.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFilesBelow(path);
    return /\.test\.tsx?$/.test(entry.name) ? [relative(root, path)] : [];
  });
}
