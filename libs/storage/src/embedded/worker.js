// Plain JavaScript, because a worker thread is started by Node itself: the same file runs from the sources and from dist.
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

/** A folder whose files are synced when PostgreSQL asks for it. PGlite's own file system ignores the request. */
class SyncedFolder extends NodeFS {
  /**
   * @override
   * @type {NodeFS['init']}
   */
  async init(pg, options) {
    const { emscriptenOpts } = await super.init(pg, options);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [syncFiles, ...(emscriptenOpts.preRun ?? [])] } };
  }
}

/** @param {any} module The Emscripten module, whose file systems are not typed. */
function syncFiles(module) {
  const nodeFolder = module.FS.filesystems.NODEFS;
  /** @param {{ nfd?: number, node: object }} file */
  nodeFolder.stream_ops.fsync = (file) => {
    // Emscripten opens no descriptor for a folder, yet a renamed file is durable only once its folder is.
    if (file.nfd === undefined) syncPath(nodeFolder.realPath(file.node));
    else fsyncSync(file.nfd);
    return 0;
  };
}

/** @param {string} path A file or a folder. */
function syncPath(path) {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** @param {string} folder */
function startPglite(folder) {
  return PGlite.create({
    fs: new SyncedFolder(folder),
    startParams: [
      // `-F` turns fsync off.
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
      // The default, fdatasync, does not come through Emscripten.
      ...['-c', 'wal_sync_method=fsync'],
      // A quarter of the default: a review's rows are few, and the memory is taken at once.
      ...['-c', 'shared_buffers=32MB'],
      // How much of the log is kept for reuse, see housekeeping.ts. The defaults are 80 MB and 1 GB.
      ...['-c', 'min_wal_size=32MB', '-c', 'max_wal_size=64MB'],
    ],
  });
}

// What PGlite's main loop is left with when PostgreSQL itself jumps back to it after an ordinary error.
const JUMP_BACK = 100;

/**
 * Ends this thread when PostgreSQL ends (a PANIC because the log cannot be written, a FATAL error, a trap in the
 * WebAssembly). PGlite would go on with what is left of it, where the next query never returns.
 *
 * @param {PGlite} pglite
 */
function endWithPostgres(pglite) {
  const postgres = pglite.Module;
  const loopOnce = postgres._PostgresMainLoopOnce;
  postgres._PostgresMainLoopOnce = () => {
    try {
      loopOnce();
    } catch (error) {
      if (!(error instanceof Object && 'status' in error && error.status === JUMP_BACK)) process.exit(1);
      throw error;
    }
  };
}

/**
 * Makes the database under another name first: a process that is killed meanwhile leaves nothing that looks finished.
 *
 * @param {string} folder
 */
async function makeCluster(folder) {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const pglite = await startPglite(unfinished);
  await pglite.close();
  for (const name of readdirSync(unfinished, { recursive: true, encoding: 'utf8' }))
    syncPath(join(unfinished, name));
  renameSync(unfinished, folder);
  syncPath(dirname(folder));
}

/** @type {import('./embedded-database.js').WorkerData} */
const { clusterFolder, socketPath } = workerData;

if (!existsSync(clusterFolder)) await makeCluster(clusterFolder);
const pglite = await startPglite(clusterFolder);
endWithPostgres(pglite);
// More than the one connection that is used: a broken one may not be gone yet when the next is opened.
const server = new PGLiteSocketServer({ db: pglite, path: socketPath, maxConnections: 4 });
await server.start();

parentPort?.on('message', async (message) => {
  if (message === 'ping') {
    parentPort?.postMessage('here');
    return;
  }
  await server.stop();
  await pglite.close();
  process.exit();
});
parentPort?.postMessage('ready');
