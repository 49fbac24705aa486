import { asciiAt, readUpTo, viewOf, type ByteSource } from './byte-source.js';

/** One chunk of a RIFF (little endian) or IFF (big endian) file. */
export interface Chunk {
  readonly id: string;
  /** Where its contents begin in the file. */
  readonly offset: number;
  /** Length of its contents as the header states it; not checked against the file. */
  readonly size: number;
}

// Real files have a few dozen; the limit keeps a hostile one from being walked forever.
const MAX_CHUNKS = 2000;

/** Visits the chunks from `start` on. `sizeOf` may replace a stated size before it is used to find the next chunk. */
export async function* iffChunks(
  source: ByteSource,
  start: number,
  littleEndian: boolean,
  sizeOf: (id: string, stated: number, offset: number) => number = (_id, stated) => stated,
): AsyncGenerator<Chunk, void> {
  let at = start;
  for (let count = 0; count < MAX_CHUNKS && at + 8 <= source.size; count += 1) {
    const header = await readUpTo(source, at, 8);
    if (header.length < 8) return;
    const id = asciiAt(header, 0, 4);
    const offset = at + 8;
    const size = sizeOf(id, viewOf(header).getUint32(4, littleEndian), offset);
    yield { id, offset, size };
    at = offset + size + (size % 2);
  }
}
