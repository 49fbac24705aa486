import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ENTRY = join(import.meta.dirname, '../../../server/dist/main.js');
const START_WITHIN_MS = 60_000;

/** The built server as a process. */
export interface ServerProcess {
  readonly id: number;
  readonly url: string;
  /** All it has written so far. */
  output(): string;
  readonly running: boolean;
  /** Calls `listener` when it ends; returns what takes that back. */
  onEnd(listener: () => void): () => void;
  /** Sends the signal and resolves when the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Starts the built server and waits until it can serve.
 *
 * @param env more environment, such as `SEGUE_DATA`
 * @throws Error with the server's own output when it does not start.
 */
export async function launch(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  if (!existsSync(ENTRY)) throw new Error('The server is not built. Run: npm run build');
  const child = spawn(process.execPath, [ENTRY], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (reason: string): void => {
      reject(new Error(`The server ${reason}:\n${output}`));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('did not start in time');
    }, START_WITHIN_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      fail('ended at its start');
    });
    child.stdout.on('data', () => {
      const address = /running at (http\S+)\n/.exec(output)?.[1];
      // The set-up link is written together with the address, or not at all.
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
  const ready = await fetch(`${url}/health/ready`);
  if (!ready.ok) throw new Error(`The server is not ready: ${await ready.text()}`);
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    id: child.pid ?? 0,
    url,
    output: () => output,
    get running() {
      return isRunning();
    },
    onEnd: (listener) => {
      child.once('exit', listener);
      return () => child.off('exit', listener);
    },
    end: async (signal) => {
      if (!isRunning()) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}
