import type { Readable } from 'node:stream';

/** What a blob is: the SHA-256 of its bytes (hexadecimal), and how many bytes. */
export interface Blob {
  readonly sha256: string;
  readonly size: number;
}

/** Bytes `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Files under the SHA-256 of their bytes: written once, never changed. Implementations pass `blob-store.contract.ts`.
 */
export interface BlobStore {
  /**
   * Keeps the bytes; they are durable when the promise resolves. Bytes that are here already are not stored twice.
   *
   * @throws BlobMismatch when they are not what was expected; also whatever the source throws. Nothing is left behind.
   */
  put(source: AsyncIterable<Uint8Array>, expected?: Partial<Blob>): Promise<Blob>;
  /**
   * The bytes, or a range of them that starts inside the blob; beyond its end it is cut off.
   *
   * @throws BlobMissing before anything is read
   */
  read(sha256: string, range?: ByteRange): Promise<Readable>;
  /** How many bytes it has; null when it is not here. */
  size(sha256: string): Promise<number | null>;
  /** The hashes of all blobs that are here when the listing starts; one that is put meanwhile may be among them. */
  list(): AsyncIterable<string>;
  /** Removes it, if it is here. */
  remove(sha256: string): Promise<void>;
}

/** The bytes that came are not the bytes that were announced. */
export class BlobMismatch extends Error {
  override readonly name = 'BlobMismatch';

  constructor(expected: Partial<Blob>, actual: Blob) {
    super(`Expected ${describe(expected)}, received ${describe(actual)}.`);
  }
}

/** No blob with this hash is in the store. */
export class BlobMissing extends Error {
  override readonly name = 'BlobMissing';

  constructor(sha256: string) {
    super(`No blob ${sha256} is in the store.`);
  }
}

/** Where a store keeps a blob: `ab/cd/abcd…`, so that no folder grows too long to list. */
export function blobPath(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

function describe({ sha256, size }: Partial<Blob>): string {
  const parts = [
    size === undefined ? [] : `${String(size)} bytes`,
    sha256 === undefined ? [] : `SHA-256 ${sha256}`,
  ];
  return parts.flat().join(' with ');
}
