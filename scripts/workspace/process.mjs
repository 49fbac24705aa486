import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the workspace, whatever the folder a script was called from. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** An expected failure whose message tells the reader what to do; shown without a stack. */
export class Advice extends Error {}

/** Runs a command with its output unbuffered on ours. Resolves to its exit code, 1 when a signal ended it. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The script behind a tool of node_modules: node runs it directly, without a shell, on every platform. */
export function toolPath(packageName, tool = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[tool]);
}

/** Runs a tool of node_modules. Resolves to its exit code. */
export function runTool(packageName, args, { tool, env, ...options } = {}) {
  // Without its daemon nx leaves no process behind; the rest keeps it from asking and from redrawing the screen.
  const quietNx = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' };
  return run(process.execPath, [toolPath(packageName, tool), ...args], {
    ...options,
    env: { ...process.env, ...quietNx, ...env },
  });
}

/** Runs a script's main function; an Advice becomes one line and exit code 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Advice)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
