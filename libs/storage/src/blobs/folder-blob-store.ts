import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { syncFolder } from '../sync-folder.js';
import { blobPath, BlobMissing, type BlobStore } from './blob-store.js';
import { removeAbandoned, writeIncoming } from './incoming-file.js';

/** Keeps blobs in a folder of the local disk. */
export function folderBlobStore(folder: string): BlobStore {
  const incoming = join(folder, 'incoming');
  const cleaned = removeAbandoned(incoming);
  const pathOf = (sha256: string): string => join(folder, blobPath(sha256));

  async function size(sha256: string): Promise<number | null> {
    try {
      return (await stat(pathOf(sha256))).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  return {
    size,

    async put(source, expected = {}) {
      await cleaned;
      const { path, ...blob } = await writeIncoming(incoming, source, expected);
      if ((await size(blob.sha256)) === null) await move(path, pathOf(blob.sha256));
      else await rm(path);
      return blob;
    },

    async read(sha256, range) {
      const file = await open(pathOf(sha256)).catch((error: unknown) => {
        throw isMissing(error) ? new BlobMissing(sha256) : error;
      });
      if (range === undefined) return file.createReadStream();
      if (range.end > range.start) return file.createReadStream({ start: range.start, end: range.end - 1 });
      await file.close();
      return Readable.from([]);
    },

    async *list() {
      for (const outer of await namesIn(folder)) {
        if (!/^[0-9a-f]{2}$/.test(outer)) continue;
        for (const inner of await namesIn(join(folder, outer)))
          yield* await namesIn(join(folder, outer, inner));
      }
    },

    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

/** A file that was moved is durable when the folder that names it is, and each folder above that may be new. */
async function move(from: string, to: string): Promise<void> {
  const inner = dirname(to);
  await mkdir(inner, { recursive: true });
  await rename(from, to);
  for (const folder of [inner, dirname(inner), dirname(dirname(inner))]) await syncFolder(folder);
}

/** The names in a folder, in order; none when there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
