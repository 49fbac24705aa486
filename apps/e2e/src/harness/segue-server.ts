import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const ENTRY = join(import.meta.dirname, '../../../server/dist/main.js');
const START_WITHIN_MS = 60_000;

type ServerProcess = ChildProcessByStdio<null, Readable, Readable>;

/** A built server in a process of its own, on a data folder that lives as long as the test. */
export interface SegueServer {
  /** The address under which it is reached; stays the same over restarts. */
  readonly url: string;
  /** The link that makes the owner. */
  readonly setUpLink: string;
  /** Ends the process without any warning, as a power cut of the process would. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and the same data. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
  /** Comes out like `work`. @throws Error with the server's last words when its process ends meanwhile. */
  whileAlive<T>(work: Promise<T>): Promise<T>;
  readonly processId: number;
}

/**
 * Starts the built server on a free port and waits until it can serve.
 *
 * @param env more environment, such as `DATABASE_URL`; without it everything is embedded.
 * @throws Error with the server's own output when it does not start.
 */
export async function startSegue(env: Readonly<Record<string, string>> = {}): Promise<SegueServer> {
  if (!existsSync(ENTRY)) throw new Error('The server is not built. Run: npm run build');
  const dataFolder = await mkdtemp(join(tmpdir(), 'segue-e2e-'));
  const launch = (port: string) => start({ LOG_LEVEL: 'warn', ...env, PORT: port, SEGUE_DATA: dataFolder });

  let running = await launch('0');
  const { url, output } = running;
  const setUpLink = /http\S+\/setup#\S+/.exec(output())?.[0] ?? '';
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (running.process.exitCode !== null || running.process.signalCode !== null) return;
    const ended = once(running.process, 'exit');
    running.process.kill(signal);
    await ended;
  };
  return {
    url,
    setUpLink,
    get processId() {
      return running.process.pid ?? 0;
    },
    whileAlive: (work) => {
      const { process, output } = running;
      const died = (): Error => new Error(`The server has ended:\n${output().slice(-4000)}`);
      if (process.exitCode !== null || process.signalCode !== null) return Promise.reject(died());
      let fail = (): void => undefined;
      const ended = new Promise<never>((_resolve, reject) => {
        fail = () => {
          reject(died());
        };
        process.once('exit', fail);
      });
      return Promise.race([work, ended]).finally(() => process.off('exit', fail));
    },
    kill9: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      running = await launch(new URL(url).port);
    },
    stop: async () => {
      await end('SIGTERM');
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function start(env: Readonly<Record<string, string>>): Promise<{
  process: ServerProcess;
  url: string;
  output: () => string;
}> {
  const child = spawn(process.execPath, [ENTRY], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
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
  return { process: child, url, output: () => output };
}
