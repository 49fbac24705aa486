import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { BlobMissing, type BlobStore } from '@segue/storage';

/**
 * Copies a stored file to the local disk, where a worker can read it in any order. One request for the whole costs an object
 * store less than a thousand for its parts.
 *
 * @returns false when the store does not have it
 * @throws the signal's reason when it was stopped
 */
export async function copyFromStore(
  blobs: BlobStore,
  sha256: string,
  path: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await pipeline(await blobs.read(sha256), createWriteStream(path), { signal });
    return true;
  } catch (error) {
    if (error instanceof BlobMissing) return false;
    throw error;
  }
}
