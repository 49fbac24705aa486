import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { mergeUpdates, updatesIn } from '@segue/sync-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openDatabase } from '../database/open-database.js';
import { postgresUpdateLog } from './postgres-update-log.js';

const KEEP_COMPACTING = new URL('../testing/keep-compacting.js', import.meta.url).pathname;
/** After so many commits in each life, at a moment nobody chose. */
const LIVES = [3, 20, 41, 33, 58];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-compaction-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The numbers that a process called durable before it was killed. */
async function commitUntilKilled(commits: number): Promise<number[]> {
  const child = spawn(process.execPath, [KEEP_COMPACTING, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const durable: number[] = [];
  for await (const line of createInterface(child.stdout)) {
    durable.push(Number(line));
    if (durable.length === commits) child.kill('SIGKILL');
  }
  expect(await exit).toEqual([null, 'SIGKILL']);
  return durable;
}

it('D5 a process killed while it makes snapshots and lets go of history loses nothing', async () => {
  const durable: number[] = [];
  for (const commits of LIVES) {
    durable.push(...(await commitUntilKilled(commits)));
    const database = await openDatabase({ dataFolder: folder });
    const stored = await postgresUpdateLog(database).load('numbers');
    await database.close();
    const document = new Y.Doc();
    Y.applyUpdate(document, mergeUpdates(updatesIn(stored)));
    const there = document.getMap('numbers');
    expect(durable.filter((n) => !there.has(String(n)))).toEqual([]);
    // One may have become durable without its number being printed.
    expect(there.size - Math.max(...durable)).toBeLessThanOrEqual(1);
    const { snapshot, updates } = stored;
    const first = (snapshot?.sequence ?? 0) + 1;
    expect(updates.map(({ sequence }) => sequence)).toEqual(updates.map((_, i) => first + i));
    expect(document.store.pendingStructs).toBeNull();
  }
}, 120_000);
