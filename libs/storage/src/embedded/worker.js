// Plain JavaScript, because a worker thread is started by Node itself: the same file runs from the sources and from dist.
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

/** @typedef {{ nfd?: number, node: object }} OpenFile */

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
  /** @param {OpenFile} file */
  nodeFolder.stream_ops.fsync = (file) => {
    if (file.nfd === undefined) syncFolder(nodeFolder.realPath(file.node));
    else fsyncSync(file.nfd);
    return 0;
  };
}

/**
 * Emscripten opens no descriptor for a folder, yet a file that was renamed is durable only once its folder is.
 * @param {string} path
 */
function syncFolder(path) {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** @type {import('./embedded-database.js').WorkerData} */
const { clusterFolder, socketPath } = workerData;

const pglite = await PGlite.create({
  fs: new SyncedFolder(clusterFolder),
  // `-F` turns fsync off. PostgreSQL's default here, fdatasync, is not among what Emscripten passes on.
  startParams: [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync'],
});
// More than the one connection that is used: a broken one may not be gone yet when the next is opened.
const server = new PGLiteSocketServer({ db: pglite, path: socketPath, maxConnections: 4 });
await server.start();

parentPort?.once('message', async () => {
  await server.stop();
  await pglite.close();
  process.exit();
});
parentPort?.postMessage('ready');
