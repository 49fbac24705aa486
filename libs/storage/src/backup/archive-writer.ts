import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pack, type Pack } from 'tar-stream';
import { syncFolder } from '../sync-folder.js';
import { CHECKSUMS } from './archive.js';

/** An archive under way. Entries are added one after the other. */
export interface ArchiveWriter {
  /**
   * Adds an entry of so many bytes and returns their SHA-256.
   *
   * @throws Error when the source has more or fewer; whatever the source throws. The archive is lost then.
   */
  add(name: string, size: number, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string>;
}

/**
 * Writes a tar of what `fill` adds, with the checksums of all entries last. It is called `<path>.partial` until it is
 * complete and synced to the disk; a file at `path` is replaced then, and stays if anything fails.
 */
export async function writeArchive(
  path: string,
  fill: (archive: ArchiveWriter) => Promise<void>,
): Promise<void> {
  const partial = `${path}.partial`;
  await rm(partial, { force: true });
  // It holds all there is to know, the hashes of passwords included.
  const file = await open(partial, 'wx', 0o600);
  try {
    await writeTar(file, fill);
    // Somebody who backs up to the same file at the same time has removed ours.
    if ((await stat(partial)).ino !== (await file.stat()).ino) {
      throw new Error(`Another backup is being written to ${path}.`);
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

async function writeTar(file: FileHandle, fill: (archive: ArchiveWriter) => Promise<void>): Promise<void> {
  const tar = pack();
  const written = drain(tar, file);
  // It is awaited below, but may fail before.
  written.catch(() => undefined);
  const sums: string[] = [];
  const add: ArchiveWriter['add'] = async (name, size, source) => {
    const sum = await addEntry(tar, name, size, source);
    sums.push(`${sum}  ${name}\n`);
    return sum;
  };
  try {
    await fill({ add });
    const checksums = Buffer.from(sums.join(''));
    await addEntry(tar, CHECKSUMS, checksums.length, [checksums]);
    tar.finalize();
    await written;
  } catch (error) {
    tar.destroy(error instanceof Error ? error : new Error(String(error)));
    // When it is the disk that failed, this throws the disk's reason.
    await written;
    throw error;
  }
}

async function drain(tar: Pack, file: FileHandle): Promise<void> {
  for await (const bytes of tar as AsyncIterable<Uint8Array>) await file.writeFile(bytes);
  await file.sync();
}

async function addEntry(
  tar: Pack,
  name: string,
  size: number,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<string> {
  const hash = createHash('sha256');
  const entry = tar.entry({ name, size, mode: 0o600 });
  const finished = once(entry, 'close');
  // It is awaited below, but may fail before.
  finished.catch(() => undefined);
  for await (const bytes of source) {
    hash.update(bytes);
    // A write that nobody takes any more ends by the failure of the entry.
    if (!entry.write(bytes)) await Promise.race([once(entry, 'drain'), finished]);
  }
  entry.end(null);
  await finished;
  return hash.digest('hex');
}
