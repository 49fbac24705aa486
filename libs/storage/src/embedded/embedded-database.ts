import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockFolder } from './folder-lock.js';

/** What the worker is started with. */
export interface WorkerData {
  readonly clusterFolder: string;
  readonly socketPath: string;
}

/** A PostgreSQL inside this process, reached over a Unix socket. */
export interface EmbeddedDatabase {
  /** The folder of the socket: what PostgreSQL clients take as the host. */
  readonly host: string;
  /** Stops the database and gives the data folder free. */
  readonly close: () => Promise<void>;
}

// PostgreSQL clients make this name from the default port.
const SOCKET_NAME = '.s.PGSQL.5432';
// The kernel's limit is 108 bytes on Linux and 104 on macOS, with the closing zero.
const MAX_SOCKET_PATH_BYTES = 100;

/**
 * Starts the embedded database on a data folder, which is made when it is missing.
 *
 * @throws Error when another process uses the folder
 */
export async function startEmbeddedDatabase(dataFolder: string): Promise<EmbeddedDatabase> {
  const folder = resolve(dataFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder);
  try {
    const socketPath = await findSocketPath(folder);
    const worker = await startWorker({ clusterFolder: join(folder, 'postgres'), socketPath });
    return {
      host: dirname(socketPath),
      close: async () => {
        const exit = once(worker, 'exit');
        worker.postMessage('close');
        await exit;
        if (dirname(socketPath) !== folder) await rm(dirname(socketPath), { recursive: true, force: true });
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function findSocketPath(folder: string): Promise<string> {
  const path = join(folder, SOCKET_NAME);
  // A killed process leaves its socket behind, and nobody can listen there while it exists.
  await rm(path, { force: true });
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH_BYTES) return path;
  return join(await mkdtemp(join(tmpdir(), 'segue-')), SOCKET_NAME);
}

/** An error in the worker after it is ready has no listener on purpose: without its database this process must not go on. */
async function startWorker(workerData: WorkerData): Promise<Worker> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData });
  try {
    await once(worker, 'message');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The embedded database in ${workerData.clusterFolder} does not start: ${reason}. If it is damaged, restore the data folder from a backup.`,
      { cause },
    );
  }
  return worker;
}
