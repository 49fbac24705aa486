import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../database/open-database.js';
import { makeEmptyDatabase } from '../testing/test-databases.js';
import { lockFolder } from './folder-lock.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-supervision-'));
  await makeEmptyDatabase(folder);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the embedded database when its thread is killed or hangs', () => {
  it('refuses queries, is started again by itself, has all that was committed, and keeps the folder meanwhile', async () => {
    const reports: string[] = [];
    let worker: Worker | undefined;
    const startedAgain = new Promise<void>((resolve) => {
      process.on('worker', (started) => {
        if (worker !== undefined) resolve();
        worker ??= started;
      });
    });
    const database = await openDatabase({ dataFolder: folder, report: (line) => reports.push(line) });
    await database.pool.query('create table kept (n int)');
    await database.pool.query('insert into kept values (1)');
    const cutOff = expect(database.pool.query('select pg_sleep(30)')).rejects.toThrow();
    await worker?.terminate();
    await cutOff;
    await expect(database.pool.query('select 1')).rejects.toThrow();
    await expect(lockFolder(folder)).rejects.toThrow('in use by process');
    await startedAgain;
    await expect(lockFolder(folder)).rejects.toThrow('in use by process');
    await expect
      .poll(() => database.pool.query('select n from kept'), { timeout: 60_000 })
      .toMatchObject({
        rows: [{ n: 1 }],
      });
    expect(reports).toEqual(['The embedded database stopped (its thread ended) and is started again.']);
    process.removeAllListeners('worker');
    await database.close();
    await (await lockFolder(folder)).release();
  });

  it('and when it hangs: it is killed, started again, and has all that was committed', async () => {
    // It is asked every few seconds whether it is there, and given up after half a minute: a clock of the test's own.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const reports: string[] = [];
    const database = await openDatabase({ dataFolder: folder, report: (line) => reports.push(line) });
    await database.pool.query('create table before_it_hung (n int)');
    await database.pool.query('insert into before_it_hung values (1)');
    const { rows } = await database.pool.query<{ place: string }>(
      `select current_setting('data_directory') as place`,
    );
    const changes = watch(join(folder, 'postgres'));
    // One statement that never ends keeps the thread from everything else, and PostgreSQL's own timeouts with it.
    const cutOff = expect(
      database.pool.query(
        `copy (select 1) to '${rows[0]?.place ?? ''}/hangs'; do $$ begin loop end loop; end $$`,
      ),
    ).rejects.toThrow();
    for await (const { filename } of changes) if (filename === 'hangs') break;
    vi.advanceTimersByTime(40_000);
    await cutOff;
    await expect
      .poll(() => database.pool.query('select n from before_it_hung'), { timeout: 60_000 })
      .toMatchObject({ rows: [{ n: 1 }] });
    expect(reports).toEqual([
      'The embedded database stopped (it did not answer any more) and is started again.',
    ]);
    await database.close();
  });

  it('can be closed while it is down', async () => {
    const started = once(process, 'worker') as Promise<[Worker]>;
    const database = await openDatabase({ dataFolder: folder });
    const [worker] = await started;
    await worker.terminate();
    await database.close();
    await (await lockFolder(folder)).release();
  });
});

describe('the embedded database on a full disk', () => {
  /** Lets no file of a process be written beyond so many bytes: what a full disk does, without filling one. */
  const limitFiles = (pid: number, bytes: number | 'unlimited'): void => {
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${String(bytes)}:`]);
  };

  let child: ChildProcessByStdio<null, Readable, null>;
  let lines: AsyncIterator<string>;
  const seen: string[] = [];

  function start(bytesBeside: number): void {
    const script = new URL('../testing/keep-committing.js', import.meta.url).pathname;
    child = spawn(process.execPath, [script, folder, String(bytesBeside)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const reader: Interface = createInterface(child.stdout);
    lines = reader[Symbol.asyncIterator]();
  }

  async function readUntil(wanted: (line: string) => boolean): Promise<void> {
    for (;;) {
      const next = await lines.next();
      if (next.done === true) throw new Error('The process ended.');
      seen.push(next.value);
      if (wanted(next.value)) return;
    }
  }
  const isNumber = (line: string): boolean => /^\d+$/.test(line);

  /** Kills the process and compares what it said with what is there. */
  async function killAndCompare(): Promise<void> {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    const { pool, close } = await openDatabase({ dataFolder: folder });
    const { rows } = await pool.query<{ n: number }>('select n from numbers order by n');
    const kept = rows.map(({ n }) => n);
    expect(
      seen
        .filter(isNumber)
        .map(Number)
        .filter((n) => !kept.includes(n)),
    ).toEqual([]);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => i + 1));
    await close();
  }

  // A test that failed leaves its process, which would keep the folder from the next.
  afterEach(() => child.kill('SIGKILL'));

  it('fails the writes that find no room, goes on to answer, and writes again when there is room', async () => {
    start(200_000);
    // Until the table needs more than the limit leaves.
    await readUntil((line) => line === '100');
    limitFiles(child.pid ?? 0, 16 * 1024 * 1024);
    await readUntil((line) => line === 'failed');
    await readUntil((line) => line === 'failed');
    limitFiles(child.pid ?? 0, 'unlimited');
    await readUntil(isNumber);
    expect(seen).not.toContain('stopped');
    await killAndCompare();
  });

  it('stops when its log cannot be written, and is there again with everything when there is room', async () => {
    start(0);
    await readUntil(isNumber);
    limitFiles(child.pid ?? 0, 8192);
    await readUntil((line) => line === 'stopped');
    // Once by what killed it, and then because it does not start either.
    await readUntil((line) => line === 'stopped');
    limitFiles(child.pid ?? 0, 'unlimited');
    await readUntil(isNumber);
    await readUntil(isNumber);
    await killAndCompare();
  });
});
