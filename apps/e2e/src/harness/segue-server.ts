import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { launch } from './server-process.js';

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
 * Starts the built server, on a free port unless the environment names one, and waits until it can serve.
 *
 * @param env more environment, such as `DATABASE_URL`; without it everything is embedded.
 * @throws Error with the server's own output when it does not start.
 */
export async function startSegue(env: Readonly<Record<string, string>> = {}): Promise<SegueServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'segue-e2e-'));
  if (env['DATABASE_URL'] === undefined)
    await cp(inject('newDatabase'), join(dataFolder, 'database'), { recursive: true });
  const start = (port: string) => launch({ ...env, PORT: port, SEGUE_DATA: dataFolder });

  let running = await start(env['PORT'] ?? '0');
  const { url } = running;
  const setUpLink = /http\S+\/setup#\S+/.exec(running.output())?.[0] ?? '';
  return {
    url,
    setUpLink,
    get processId() {
      return running.id;
    },
    whileAlive: (work) => {
      const watched = running;
      const died = (): Error => new Error(`The server has ended:\n${watched.output().slice(-4000)}`);
      if (!watched.running) return Promise.reject(died());
      let unwatch = (): void => undefined;
      const ended = new Promise<never>((_resolve, reject) => {
        unwatch = watched.onEnd(() => {
          reject(died());
        });
      });
      return Promise.race([work, ended]).finally(() => {
        unwatch();
      });
    },
    kill9: () => running.end('SIGKILL'),
    restart: async () => {
      await running.end('SIGTERM');
      running = await start(new URL(url).port);
    },
    stop: async () => {
      await running.end('SIGTERM');
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
