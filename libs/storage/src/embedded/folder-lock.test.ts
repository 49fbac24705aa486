import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.js';

let folder: string;
const lockPath = (): string => join(folder, 'segue.lock');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('holds the folder until it is released', async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${String(process.pid)}.`);
  await lock.release();
  await (await lockFolder(folder)).release();
  expect(await readdir(folder)).toEqual([]);
});

// The largest pid Linux gives is 2^22.
it.each(['4194305', 'nonsense', ''])('takes over the lock of a process that is gone: %j', async (left) => {
  await writeFile(lockPath(), left);
  await lockFolder(folder);
  expect(await readFile(lockPath(), 'utf8')).toMatch(new RegExp(`^${String(process.pid)}\\b`));
  expect(await readdir(folder)).toEqual(['segue.lock']);
});

it('takes over when the pid belongs to another process by now', async () => {
  await writeFile(lockPath(), `${String(process.pid)} another-boot 1`);
  await lockFolder(folder);
  expect(await readFile(lockPath(), 'utf8')).not.toContain('another-boot');
});

it('lets one of many win, over a stale lock too', async () => {
  for (let round = 0; round < 50; round++) {
    await writeFile(lockPath(), '4194305');
    const attempts = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(folder)));
    const locks = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    expect(locks).toHaveLength(1);
    await locks[0]?.release();
  }
});
