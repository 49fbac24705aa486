import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { BlobMismatch, BlobMissing, type BlobStore } from './blob-store.js';

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function* chunks(bytes: Uint8Array, length = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length)
    yield await Promise.resolve(bytes.subarray(at, at + length));
}

/** A store to test, and how many files or objects it holds in all, half-written ones included. */
export interface OpenBlobStore {
  readonly store: BlobStore;
  readonly count: () => Promise<number>;
}

/** What every blob store promises. Call it inside a `describe`; `open` hands out a store that may be shared between tests. */
export function blobStoreContract(open: () => Promise<OpenBlobStore>): void {
  it('B1 gives back what was put, under its hash', async () => {
    const { store } = await open();
    const bytes = randomBytes(300_000);
    expect(await store.put(chunks(bytes))).toEqual({ sha256: sha256Of(bytes), size: 300_000 });
    expect(await store.size(sha256Of(bytes))).toBe(300_000);
    expect((await buffer(await store.read(sha256Of(bytes)))).equals(bytes)).toBe(true);
  });

  it('B2 stores the same bytes once', async () => {
    const { store, count } = await open();
    const bytes = randomBytes(1000);
    await store.put(chunks(bytes));
    const before = await count();
    await Promise.all([store.put(chunks(bytes)), store.put(chunks(bytes, 10))]);
    expect(await count()).toBe(before);
  });

  it('B3 accepts what was expected', async () => {
    const { store } = await open();
    const bytes = randomBytes(1000);
    const blob = { sha256: sha256Of(bytes), size: 1000 };
    expect(await store.put(chunks(bytes), blob)).toEqual(blob);
  });

  it.each([
    ['another hash', { sha256: 'a'.repeat(64) }],
    ['fewer bytes', { size: 999_999 }],
    ['more bytes', { size: 1_000_001 }],
  ])('B4 refuses bytes when %s was expected, and leaves nothing behind', async (_, expected) => {
    const { store, count } = await open();
    const before = await count();
    const bytes = randomBytes(1_000_000);
    await expect(store.put(chunks(bytes), expected)).rejects.toThrow(BlobMismatch);
    expect(await store.size(sha256Of(bytes))).toBeNull();
    expect(await count()).toBe(before);
  });

  it('B5 leaves nothing behind when the source breaks', async () => {
    const { store, count } = await open();
    const before = await count();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* chunks(randomBytes(100_000));
      throw new Error('The line went dead.');
    }
    await expect(store.put(broken())).rejects.toThrow('The line went dead.');
    expect(await count()).toBe(before);
  });

  it('B6 reads ranges, cut off at the end', async () => {
    const { store } = await open();
    const bytes = randomBytes(100_000);
    const { sha256 } = await store.put(chunks(bytes));
    const ranges = [
      [0, 2],
      [0, 100_000],
      [10, 20],
      [99_999, 100_000],
      [50_000, 200_000],
      [7, 7],
    ] as const;
    for (const [start, end] of ranges) {
      const read = await buffer(await store.read(sha256, { start, end }));
      expect({ start, end, matches: read.equals(bytes.subarray(start, end)) }).toEqual({
        start,
        end,
        matches: true,
      });
    }
  });

  it('B7 keeps the empty blob', async () => {
    const { store } = await open();
    const { sha256, size } = await store.put(chunks(new Uint8Array()));
    expect(size).toBe(0);
    expect(await buffer(await store.read(sha256))).toHaveLength(0);
  });

  it('B8 knows what it does not have', async () => {
    const { store } = await open();
    const unknown = 'f'.repeat(64);
    expect(await store.size(unknown)).toBeNull();
    await expect(store.read(unknown)).rejects.toThrow(BlobMissing);
    await expect(store.read(unknown, { start: 0, end: 1 })).rejects.toThrow(BlobMissing);
    await store.remove(unknown);
  });

  it('B9 removes', async () => {
    const { store } = await open();
    const { sha256 } = await store.put(chunks(randomBytes(1000)));
    await store.remove(sha256);
    expect(await store.size(sha256)).toBeNull();
    await expect(store.read(sha256)).rejects.toThrow(BlobMissing);
  });

  it('B10 keeps a large blob', async () => {
    const { store } = await open();
    // More than two parts of a multipart upload.
    const bytes = randomBytes(20 * 1024 * 1024);
    const { sha256 } = await store.put(chunks(bytes, 1024 * 1024));
    expect((await buffer(await store.read(sha256))).equals(bytes)).toBe(true);
    const range = { start: 8 * 1024 * 1024 - 5, end: 8 * 1024 * 1024 + 5 };
    expect(
      (await buffer(await store.read(sha256, range))).equals(bytes.subarray(range.start, range.end)),
    ).toBe(true);
  });

  it('B11 lists each blob once', async () => {
    const { store } = await open();
    const listAll = async (): Promise<string[]> => {
      const listed: string[] = [];
      for await (const sha256 of store.list()) listed.push(sha256);
      return listed.sort();
    };
    const before = await listAll();
    const added: string[] = [];
    for (const bytes of [randomBytes(10), randomBytes(20)])
      added.push((await store.put(chunks(bytes))).sha256);
    expect(await listAll()).toEqual([...before, ...added].sort());
  });
}
