import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderWith, freePort, startProgram } from './own-program.js';

/** A Redis of one test's own, which may be killed. */
export interface OwnRedis {
  readonly url: string;
  kill9(): Promise<void>;
  /** Starts it again on the same port, unless it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts an empty Redis that keeps nothing.
 *
 * @throws Error when Redis is not installed
 */
export async function ownRedis(): Promise<OwnRedis> {
  const name = ['redis-server', 'valkey-server'].find((program) => folderWith(program) !== undefined);
  if (name === undefined) {
    throw new Error(
      'These tests kill a Redis of their own: install it (Debian: apt-get install redis-server).',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'segue-redis-'));
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
  const start = () =>
    startProgram({
      command: join(folderWith(name) ?? '', name),
      args: Object.entries(settings).flatMap(([setting, value]) => [`--${setting}`, String(value)]),
      folder,
      ready: /Ready to accept connections/,
    });
  let program = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill9: () => program.end('SIGKILL'),
    start: async () => {
      if (!program.running) program = await start();
    },
    stop: async () => {
      await program.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
