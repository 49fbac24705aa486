/** Large enough to keep the hash busy, small enough that the page stays alive between two of them. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * The SHA-256 of a file, read piece by piece: also files larger than memory. `onProgress` hears the share done, 0 to 1.
 * Throws what the browser throws when the file cannot be read, and the signal's reason when it is aborted.
 */
export async function hashFile(
  file: Blob,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const { createSHA256 } = await import('hash-wasm');
  const hash = await createSHA256();
  for (let start = 0; start < file.size; start += CHUNK_BYTES) {
    const piece = await file.slice(start, start + CHUNK_BYTES).arrayBuffer();
    signal.throwIfAborted();
    hash.update(new Uint8Array(piece));
    onProgress(Math.min(1, (start + piece.byteLength) / file.size));
  }
  return hash.digest('hex');
}
