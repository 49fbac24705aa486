import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderBlobStore } from '../blobs/folder-blob-store.js';
import { openDatabase, type OpenDatabase } from '../database/open-database.js';
import { borrowCopy } from '../embedded/database-copies.js';
import { readBlobs, readTables } from '../testing/contents.js';
import { makeEmptyDatabase } from '../testing/test-databases.js';
import { backUp } from './backup.js';
import { restore } from './restore.js';

let folder: string;
let server: OpenDatabase;
const source = (): { dataFolder: string; files: string } => ({
  dataFolder: join(folder, 'source/database'),
  files: join(folder, 'source/files'),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-killed-'));
  await makeEmptyDatabase(source().dataFolder);
  server = await openDatabase(source());
  await server.pool.query(
    `insert into people (id, name) select n::text, 'a person' from generate_series(1, 5000) n`,
  );
  const blobs = folderBlobStore(source().files);
  // Enough for a kill in the midst of them.
  for (let i = 0; i < 40; i++) await blobs.put(bytesOf(randomBytes(2_000_000)));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Runs a command in a process of its own and kills it as soon as a name of this ending appears in a folder. */
async function killWhen(watched: string, ending: string, args: readonly string[]): Promise<void> {
  const script = new URL('../testing/backup-process.js', import.meta.url).pathname;
  const changes = watch(watched);
  const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' });
  const exit = once(child, 'exit');
  for await (const { filename } of changes) if (filename?.endsWith(ending) === true) break;
  child.kill('SIGKILL');
  expect(await exit).toEqual([null, 'SIGKILL']);
}

it('a killed backup is no backup, leaves the one before it, and is in the way of none after it', async () => {
  const { dataFolder, files } = source();
  const place = join(folder, 'backups');
  await mkdir(place);
  const file = join(place, 'backup.tar');
  await killWhen(place, '.partial', ['backup', file, dataFolder, files]);
  expect(await readdir(place)).toEqual(['backup.tar.partial']);
  await expect(
    restore(`${file}.partial`, { dataFolder: join(folder, 'x') }, folderBlobStore(join(folder, 'y'))),
  ).rejects.toThrow('is not a whole backup');

  await backUp(file, { dataFolder }, folderBlobStore(files));
  expect(await readdir(place)).toEqual(['backup.tar']);
  await killWhen(place, '.partial', ['backup', file, dataFolder, files]);
  await restore(
    file,
    { dataFolder: join(folder, 'restored/database') },
    folderBlobStore(join(folder, 'restored/files')),
  );

  // The copies that the killed ones had borrowed are gone when the server stops at the latest.
  await server.close();
  expect(await readdir(join(dataFolder, 'copies'))).toEqual([]);
  server = await openDatabase({ dataFolder });
});

it('a killed restore is refused by every start, and by another restore, until the place is empty', async () => {
  const { dataFolder, files } = source();
  const file = join(folder, 'whole.tar');
  await backUp(file, { dataFolder }, folderBlobStore(files));
  const target = join(folder, 'target');
  await mkdir(target);
  const options = { dataFolder: join(target, 'database') };
  const targetFiles = join(target, 'files');
  await killWhen(target, 'files', ['restore', file, options.dataFolder, targetFiles]);

  const says = 'A restore into this database did not finish. Empty the database and the data folder';
  await expect(openDatabase(options)).rejects.toThrow(says);
  await expect(restore(file, options, folderBlobStore(join(folder, 'elsewhere')))).rejects.toThrow(says);
  await expect(backUp(join(folder, 'half.tar'), options, folderBlobStore(targetFiles))).rejects.toThrow(says);

  await rm(target, { recursive: true });
  await restore(file, options, folderBlobStore(targetFiles));
  const restored = await openDatabase(options);
  // What was restored was never backed up itself.
  expect(await readTables(restored.pool)).toEqual({ ...(await readTables(server.pool)), last_backup: [] });
  expect(await readBlobs(folderBlobStore(targetFiles))).toEqual(await readBlobs(folderBlobStore(files)));
  await restored.close();
});

it('writers wait while a backup copies the running database, and none fails', async () => {
  const { dataFolder, files } = source();
  const { pool } = server;
  await pool.query('create table written (n int)');
  let going = true;
  let written = 0;
  const writer = async (): Promise<void> => {
    while (going) {
      await pool.query('begin; insert into written values (1); insert into written values (1); commit');
      written++;
    }
  };
  const writers = [1, 2, 3, 4].map(writer);
  const file = join(folder, 'beside.tar');
  await backUp(file, { dataFolder }, folderBlobStore(files));
  going = false;
  await Promise.all(writers);

  const options = { dataFolder: join(folder, 'beside/database') };
  await makeEmptyDatabase(options.dataFolder);
  await restore(file, options, folderBlobStore(join(folder, 'beside/files')));
  const { rows } = await server.pool.query('select count(*) as n from written');
  expect(rows).toEqual([{ n: 2 * written }]);
});

it('a copy of a running database ends with the connection that asked for it', async () => {
  const { dataFolder } = source();
  const copies = join(dataFolder, 'copies');
  const copy = await borrowCopy(dataFolder);
  expect(await readdir(copy?.dataFolder ?? '')).toEqual(['postgres']);
  const changes = watch(copies);
  copy?.giveBack();
  for await (const change of changes) if (change.eventType === 'rename') break;
  expect(await readdir(copies)).toEqual([]);
});
