import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, rm, watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, schemaVersion } from '../database/migrate.js';
import { connectDatabase, openDatabase } from '../database/open-database.js';
import { stepMigrations } from '../testing/step-migrations.js';
import { makeEmptyDatabase } from '../testing/test-databases.js';

const script = (name: string): string => new URL(`../testing/${name}`, import.meta.url).pathname;

describe('the embedded database when its process is killed', () => {
  // One folder for all: making a database takes longer than the rest of a test.
  let parent: string;
  let folder: string;

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'segue-durability-'));
    // Too long for the name of a Unix socket, which has to be elsewhere then.
    folder = join(parent, 'a folder with a very long name'.repeat(4));
    await mkdir(folder);
  });
  afterAll(() => rm(parent, { recursive: true }));

  /** Runs a process that commits numbers, kills it after so many commits, and returns all it printed. */
  async function commitUntilKilled(commits: number): Promise<string[]> {
    const child = spawn(
      process.execPath,
      ['--import', script('report-fsync.js'), script('commit-numbers.js'), folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const exit = once(child, 'exit');
    const lines: string[] = [];
    let committed = 0;
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (line !== 'fsync') committed++;
      // What it printed before it died is still read.
      if (committed === commits) child.kill('SIGKILL');
    }
    expect(await exit).toEqual([null, 'SIGKILL']);
    return lines;
  }

  const numbersIn = (lines: readonly string[]): number[] =>
    lines.filter((line) => line !== 'fsync').map(Number);

  it('is made afresh when it was killed while it was made', async () => {
    const changes = watch(folder);
    const child = spawn(process.execPath, [script('commit-numbers.js'), folder], { stdio: 'inherit' });
    const exit = once(child, 'exit');
    for await (const { filename } of changes) if (filename === 'postgres.unfinished') break;
    child.kill('SIGKILL');
    await exit;
    const database = await openDatabase({ dataFolder: folder });
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('has every number that was printed as committed, over several lives', async () => {
    const printed: number[] = [];
    for (const commits of [1, 150, 40]) printed.push(...numbersIn(await commitUntilKilled(commits)));
    expect(printed.length).toBeGreaterThanOrEqual(191);

    const database = await openDatabase({ dataFolder: folder });
    const { rows } = await database.pool.query<{ n: number }>(
      'select n from numbers where n >= $1 order by n',
      [printed[0]],
    );
    const kept = rows.map(({ n }) => n);
    expect(printed.filter((n) => !kept.includes(n))).toEqual([]);
    // One more may have been committed without its number being printed, in each life; nothing else.
    expect(kept.length - printed.length).toBeLessThanOrEqual(3);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => i + (printed[0] ?? 0)));
    await database.close();
  });

  it('syncs to the disk before each commit returns', async () => {
    const lines = await commitUntilKilled(100);
    const inserts = lines.slice(lines.findIndex((line) => line !== 'fsync'));
    const unsynced = inserts.filter((line, i) => i > 0 && line !== 'fsync' && inserts[i - 1] !== 'fsync');
    expect(unsynced).toEqual([]);
  });

  it('is at one version or the next when it was killed while it was migrated', async () => {
    const steps = stepMigrations(() => undefined);
    const migrated = join(parent, 'migrated');
    await makeEmptyDatabase(migrated);
    for (const steppedTo of [1, 7, 60]) {
      const child = spawn(process.execPath, [script('migrate-killed.js'), migrated], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = once(child, 'exit');
      for await (const line of createInterface(child.stdout)) if (Number(line) >= steppedTo) break;
      child.kill('SIGKILL');
      expect(await exit).toEqual([null, 'SIGKILL']);

      const { db, pool, close } = await connectDatabase({ dataFolder: migrated });
      const version = (await schemaVersion(db)) ?? 0;
      expect(version).toBeGreaterThanOrEqual(steppedTo - 1);
      const { rows } = await pool.query(
        "select relname from pg_class where relname like 'step%' and relkind = 'r'",
      );
      expect(rows).toHaveLength(version);
      if (version > 0)
        expect((await pool.query(`select * from step_${String(version)}`)).rows).toEqual([{ id: 1 }]);
      if (steppedTo === 60) {
        await migrate(db, steps);
        expect(await schemaVersion(db)).toBe(steps.length);
      }
      await close();
    }
  });

  it('refuses a folder that a live process uses, and says what to do', async () => {
    const child = spawn(process.execPath, [script('commit-numbers.js'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await firstLine(child);
    await expect(openDatabase({ dataFolder: folder })).rejects.toThrow(
      `The data folder ${folder} is in use by process ${String(child.pid)}. Stop that process first, or use another data folder`,
    );
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;

    const database = await openDatabase({ dataFolder: folder });
    await expect(openDatabase({ dataFolder: folder })).rejects.toThrow(
      `is in use by process ${String(process.pid)}.`,
    );
    await database.close();
    await expect(access(join(folder, 'segue.lock'))).rejects.toThrow('ENOENT');
  });
});

async function firstLine({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('The process has no output to read.');
  await once(stdout, 'data');
}
