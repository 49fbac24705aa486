import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the workspace, whatever the folder a script was called from. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** An expected failure whose message tells the reader what to do; shown without a stack. */
export class Advice extends Error {}

const running = new Set();

/** Runs a command with its output unbuffered on ours. Resolves to its exit code, 1 when a signal ended it. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    running.add(child);
    child.once('error', reject);
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
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
  heedSignals();
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Advice)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/**
 * Passes SIGINT and SIGTERM on to what `run` has started, and sees to it that one sent to npm arrives at all: npm
 * hands it to the shell between itself and us, and that shell dies of it without a word, which leaves us orphaned.
 */
function heedSignals() {
  let told = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      told = true;
      for (const child of running) child.kill(signal);
      // With nobody else to listen, the signal does what it does without us.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
  if (process.env.npm_lifecycle_event === undefined) return;

  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (!told) process.kill(process.pid, 'SIGTERM');
  }, 250).unref();
}
