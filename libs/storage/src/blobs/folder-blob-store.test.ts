import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobStoreContract } from './blob-store.contract.js';
import { folderBlobStore } from './folder-blob-store.js';

describe('a folder of blobs', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'segue-blobs-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  blobStoreContract(() =>
    Promise.resolve({
      store: folderBlobStore(folder),
      count: async () => {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true });
        return entries.filter((entry) => entry.isFile()).length;
      },
    }),
  );

  it('removes what a killed process left behind long ago, and nothing newer', async () => {
    const incoming = join(folder, 'incoming');
    await mkdir(incoming);
    await writeFile(join(incoming, 'old'), 'x');
    await writeFile(join(incoming, 'new'), 'x');
    const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(join(incoming, 'old'), longAgo, longAgo);
    await folderBlobStore(folder).put((async function* () {})());
    expect(await readdir(incoming)).toEqual(['new']);
  });
});
