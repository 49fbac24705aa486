import { UnreadableAudio } from './unreadable-audio.js';

/** Where the bytes of a file come from: a disk, an object store, a browser's `File`. */
export interface ByteSource {
  /** Length of the file in bytes. */
  readonly size: number;
  /**
   * Bytes from `offset`; fewer than `length` only where the file ends.
   * @param into memory for `length` bytes that the source may put them in, and need not
   */
  read(offset: number, length: number, into?: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

// Large enough that a read from an object store pays, small enough that what compressed audio becomes of it fits into memory.
const CHUNK_BYTES = 128 * 1024;

/** Reads `length` bytes, or what there is of them before the end of the file; `into` memory that is there, if the source does. */
export async function readUpTo(
  source: ByteSource,
  offset: number,
  length: number,
  into?: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const wanted = Math.max(0, Math.min(length, source.size - offset));
  if (wanted === 0) return new Uint8Array(0);
  let bytes = await source.read(offset, wanted, into?.subarray(0, wanted));
  while (bytes.length < wanted) {
    const more = await source.read(offset + bytes.length, wanted - bytes.length);
    if (more.length === 0) break;
    bytes = joinBytes(bytes, more);
  }
  return bytes;
}

/**
 * Reads [start, end) in pieces of about `chunkBytes`, each piece but the last a multiple of `unit` bytes long. While a piece
 * is worked on, the next one is on its way. Each is there until the next one is asked for.
 * @throws {UnreadableAudio} `truncated` if the source ends before `end`
 */
export async function* readChunks(
  source: ByteSource,
  start: number,
  end: number,
  { unit = 1, chunkBytes = CHUNK_BYTES } = {},
): AsyncGenerator<Uint8Array, void> {
  const length = Math.max(unit, chunkBytes - (chunkBytes % unit));
  // Two take turns: new memory for every piece costs more than reading from a disk that is quick.
  let free = new Uint8Array(Math.min(length, Math.max(0, end - start)));
  let taken = new Uint8Array(Math.min(length, Math.max(0, end - start - length)));
  const read = (at: number): Promise<Uint8Array> => {
    const chunk = readUpTo(source, at, Math.min(length, end - at), free);
    [free, taken] = [taken, free];
    // A failure is met when the piece is asked for; until then, or if nobody asks, it is no unhandled one.
    chunk.catch(() => undefined);
    return chunk;
  };
  let next = start < end ? read(start) : null;
  for (let at = start; next !== null; at += length) {
    const chunk = await next;
    if (chunk.length < Math.min(length, end - at)) {
      throw new UnreadableAudio(
        'truncated',
        'The file became shorter while it was being read. Upload it again.',
      );
    }
    next = at + length < end ? read(at + length) : null;
    yield chunk;
  }
}

/** The bytes of `a` followed by those of `b`. */
export function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** A view for numbers, over the same bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Four-character codes and other marks in file headers; empty past the end. */
export function asciiAt(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
