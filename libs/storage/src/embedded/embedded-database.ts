import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockFolder } from './folder-lock.js';
import { superviseWorker, type SupervisedWorker } from './supervised-worker.js';

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

/** The folder of PostgreSQL's own files in the data folder. */
export const CLUSTER = 'postgres';
// PostgreSQL clients make this name from the default port.
const SOCKET_NAME = '.s.PGSQL.5432';
// The kernel's limit is 108 bytes on Linux and 104 on macOS, with the closing zero.
const MAX_SOCKET_PATH_BYTES = 100;

/**
 * Starts the embedded database on a data folder, which is made when it is missing. When the database ends by itself,
 * because its log could not be written or its thread was killed, it is started again and recovers all that was committed;
 * until then connections are refused. `report` hears of it, in a sentence.
 *
 * @throws Error when another process uses the folder, or the database does not start
 */
export async function startEmbeddedDatabase(
  dataFolder: string,
  report: (trouble: string) => void,
): Promise<EmbeddedDatabase> {
  const folder = resolve(dataFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder);
  try {
    const socketPath = await findSocketPath(folder);
    const clusterFolder = join(folder, CLUSTER);
    const worker = await startWorker({ clusterFolder, socketPath }, report);
    return {
      host: dirname(socketPath),
      close: async () => {
        await worker.stop();
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
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH_BYTES) return path;
  return join(await mkdtemp(join(tmpdir(), 'segue-')), SOCKET_NAME);
}

async function startWorker(
  workerData: WorkerData,
  report: (trouble: string) => void,
): Promise<SupervisedWorker> {
  const create = (): Worker => {
    // A thread that was killed leaves its socket behind, and nobody can listen there while it exists.
    rmSync(workerData.socketPath, { force: true });
    return new Worker(new URL('./worker.js', import.meta.url), { workerData });
  };
  try {
    return await superviseWorker(create, (reason) => {
      report(`The embedded database stopped (${reason}) and is started again.`);
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The embedded database in ${workerData.clusterFolder} does not start: ${reason}. If it is damaged, restore the data folder from a backup.`,
      { cause },
    );
  }
}
