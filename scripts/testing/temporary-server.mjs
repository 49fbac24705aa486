import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A folder of its own for a server that lives as long as the tests. */
export function temporaryFolder(name) {
  return mkdtempSync(join(tmpdir(), `segue-${name}-`));
}

/**
 * Starts a server that keeps everything in `folder` and waits until `answers()` resolves to true.
 * Resolves to a function that stops it with `stopSignal` and removes the folder.
 */
export async function startTemporaryServer({ command, args, folder, owner, answers, stopSignal }) {
  let output = '';
  const child = spawn(command, args, { cwd: folder, ...owner, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-4000)));
  }
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', (error) => resolve((output += error.message)));
  });
  const stop = async () => {
    child.kill(stopSignal);
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await answers()) return stop;
    await pause(100);
  }
  await stop();
  throw new Error(`${command} did not start:\n${output}`);
}
