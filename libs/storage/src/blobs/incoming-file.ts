import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobMismatch, type Blob } from './blob-store.js';

/**
 * Writes the bytes to a new file in `folder` (made when missing), synced to the disk and verified.
 * The file is the caller's: to move, or to remove.
 *
 * @throws BlobMismatch; whatever the source throws. The file is gone then.
 */
export async function writeIncoming(
  folder: string,
  source: AsyncIterable<Uint8Array>,
  expected: Partial<Blob>,
): Promise<Blob & { readonly path: string }> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  try {
    const blob = await write(path, source, expected.size);
    const matches =
      (expected.sha256 ?? blob.sha256) === blob.sha256 && (expected.size ?? blob.size) === blob.size;
    if (!matches) throw new BlobMismatch(expected, blob);
    return { ...blob, path };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Stops after the first bytes beyond `enough`: who announced less must not fill the disk. */
async function write(path: string, source: AsyncIterable<Uint8Array>, enough = Infinity): Promise<Blob> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx');
  try {
    for await (const bytes of source) {
      hash.update(bytes);
      size += bytes.length;
      await file.writeFile(bytes);
      if (size > enough) break;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}

// Longer than any write takes, so that what another process is writing now is safe.
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Removes what killed processes left in `folder`. */
export async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info !== null && Date.now() - info.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}
