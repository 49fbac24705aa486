import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderBlobStore } from '../blobs/folder-blob-store.js';
import { blobPath, type BlobStore } from '../blobs/blob-store.js';
import { applyMigrations } from '../database/migrate.js';
import { connectDatabase, openDatabase, type DatabaseOptions } from '../database/open-database.js';
import { readBlobs, readTables } from '../testing/contents.js';
import { emptyBucket } from '../testing/s3-server.js';
import { createDatabase, makeEmptyDatabase } from '../testing/test-databases.js';
import { readArchive, verifyArchive } from './archive-reader.js';
import { writeArchive } from './archive-writer.js';
import { CHECKSUMS, DESCRIPTION, FORMAT } from './archive.js';
import { backUp } from './backup.js';
import { noteBackup } from './last-backup.js';
import { restore } from './restore.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-backup-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A place for a database and files, and what removes it. */
interface Place {
  readonly options: DatabaseOptions;
  readonly blobs: BlobStore;
  readonly remove: () => Promise<void>;
}

async function emptyFolder(): Promise<Place> {
  const place = await mkdtemp(join(folder, 'data-'));
  const dataFolder = join(place, 'database');
  await makeEmptyDatabase(dataFolder);
  return {
    options: { dataFolder },
    blobs: folderBlobStore(join(place, 'files')),
    remove: () => Promise.resolve(),
  };
}

async function emptyServer(): Promise<Place> {
  const { url, drop } = await createDatabase();
  const { blobs, remove } = await emptyBucket();
  return {
    options: { url },
    blobs,
    remove: async () => {
      await remove();
      await drop();
    },
  };
}

const places = [
  ['a data folder', emptyFolder],
  ['PostgreSQL and a bucket', emptyServer],
] as const;

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Rows of every type the schema has, with what is hard about each, and some that are larger than a part. */
async function writeSomething(pool: pg.Pool, blobs: BlobStore): Promise<void> {
  const { sha256 } = await blobs.put(bytesOf(randomBytes(3_000_000)));
  await blobs.put(bytesOf(new Uint8Array()));
  await pool.query(
    `insert into people (id, name, email, created_at) values
       ('ann', E'Ann\\t"tab", \\n line \\\\N back\\\\slash \\r', null, '0044-03-15 12:00:00.123456+00 BC'),
       ('ben', '', '\\N', 'infinity'), ('zoë', '🎻 {a,b} NULL', 'null', '2026-11-23 10:00:00.000001+05:30')`,
  );
  await pool.query(
    `insert into films (id, title, rate, drop_frame, start_flicks, created_by)
     values ('film', 'Film', '24', true, 9007199254740993, 'ann')`,
  );
  await pool.query(
    `insert into cuts (id, film_id, ordinal, name, date, start_flicks, movie_sha256, movie_facts)
     values ('cut', 'film', 1, 'First', '', -1, $1, '{"b":[1.10,null,"\\u00e9\\\\"],"a":{"x":1e400}}')`,
    [sha256],
  );
  await pool.query(
    `insert into document_updates (document, sequence, client_ids, person_ids, bytes)
     select 'film/film', n, array[n, 4294967295], array['ann', '{"b",\\N}'],
       (select coalesce(string_agg(decode(md5((n * 1000 + m)::text), 'hex'), ''), '') from generate_series(1, (n % 50) * 8) m)
     from generate_series(1, 1000) n`,
  );
  await pool.query('insert into document_updates (document, sequence, bytes) values ($1, 1, $2)', [
    'cue/x/notes',
    randomBytes(4_000_000),
  ]);
  // Gaps in the file of the table, and rows that moved.
  await pool.query('delete from document_updates where sequence % 7 = 3');
  await pool.query(`update document_updates set person_ids = '{longer than before}' where sequence % 11 = 3`);
  await pool.query(
    `insert into audit (sequence, at, actor_id, actor_name, act, subject, previous_hash, hash)
     select n, now(), 'ann', 'Ann', 'test', jsonb_build_object('n', n), '', n::text from generate_series(1, 100) n`,
  );
}

describe.each(places)('a backup of %s', (_name, openPlace) => {
  let source: Place;
  let file: string;
  let tables: Record<string, string[]>;
  let files: Record<string, string>;

  beforeAll(async () => {
    source = await openPlace();
    file = join(await mkdtemp(join(folder, 'backup-')), 'backup.tar');
    const { pool, close } = await openDatabase(source.options);
    await writeSomething(pool, source.blobs);
    tables = await readTables(pool);
    files = await readBlobs(source.blobs);
    const report = await backUp(file, source.options, source.blobs);
    expect(report).toMatchObject({ files: 2, damaged: [], missing: [], noted: true });
    await close();
  });
  afterAll(() => source.remove());

  const remembered = async (options: DatabaseOptions): Promise<unknown> => {
    const { pool, close } = await openDatabase(options);
    const { rows } = await pool.query('select at, bytes, whole from last_backup');
    await close();
    return rows;
  };
  const toBeRemembered = async (path: string): Promise<unknown> => ({
    at: new Date((await verifyArchive(path)).at),
    bytes: (await stat(path)).size,
    whole: true,
  });

  it('is remembered by what it is a backup of, until the next, and by nothing that is restored from it', async () => {
    expect(await remembered(source.options)).toEqual([await toBeRemembered(file)]);
    const next = join(folder, 'next.tar');
    expect(await backUp(next, source.options, source.blobs)).toMatchObject({ noted: true });
    expect(await remembered(source.options)).toEqual([await toBeRemembered(next)]);

    const target = await openPlace();
    await restore(next, target.options, target.blobs);
    expect(await remembered(target.options)).toEqual([]);
    await target.remove();
  });

  it.each(places)('becomes the same again on %s', async (_place, openTarget) => {
    const target = await openTarget();
    const report = await restore(file, target.options, target.blobs);
    expect(report).toMatchObject({ files: 2, damaged: [], foreignTables: [] });
    expect(report.rows).toBe(Object.values(tables).flat().length);
    const { pool, close } = await openDatabase(target.options);
    expect(await readTables(pool)).toEqual(tables);
    expect(await readBlobs(target.blobs)).toEqual(files);
    // The rules that were suspended hold again.
    await expect(pool.query('delete from audit')).rejects.toThrow('append-only');
    await expect(
      pool.query(`insert into members (film_id, person_id, role) values ('film', 'nobody', 'composer')`),
    ).rejects.toThrow('foreign key');
    await close();
    await target.remove();
  });

  it('is not restored over something else', async () => {
    await expect(restore(file, source.options, source.blobs)).rejects.toThrow(
      'There are files where the backup',
    );
    const noFiles = folderBlobStore(join(folder, 'no files'));
    await expect(restore(file, source.options, noFiles)).rejects.toThrow(
      /The database is not empty \(it has the table \w+\). Restore into a new database/,
    );
  });

  it('is the same when the server is stopped, and for its owner alone', async () => {
    const again = join(folder, 'again.tar');
    await backUp(again, source.options, source.blobs);
    const sums = async (path: string): Promise<string[]> => {
      for await (const { name, content } of readArchive(path)) {
        if (name === CHECKSUMS)
          return (await text(content)).split('\n').filter((line) => !line.endsWith(DESCRIPTION));
      }
      throw new Error('The archive has no checksums.');
    };
    expect(await sums(again)).toEqual(await sums(file));
    expect((await stat(again)).mode & 0o777).toBe(0o600);
  });
});

describe('a backup that is not whole', () => {
  let whole: Buffer;
  const path = (): string => join(folder, 'not-whole.tar');
  const target = { dataFolder: '', blobs: folderBlobStore('') };

  beforeAll(async () => {
    const source = await emptyServer();
    const { pool, close } = await openDatabase(source.options);
    await source.blobs.put(bytesOf(randomBytes(20_000)));
    await pool.query(
      `insert into people (id, name) select n::text, 'a person' from generate_series(1, 100) n`,
    );
    await backUp(path(), source.options, source.blobs);
    whole = await readFile(path());
    await close();
    await source.remove();
    target.dataFolder = join(folder, 'untouched/database');
    target.blobs = folderBlobStore(join(folder, 'untouched/files'));
  });

  async function refuse(bytes: Uint8Array): Promise<void> {
    await writeFile(path(), bytes);
    await expect(restore(path(), target, target.blobs)).rejects.toThrow(
      'is not a whole backup, and nothing was restored',
    );
    await expect(stat(join(folder, 'untouched'))).rejects.toThrow('ENOENT');
  }

  it('is refused when it was cut short, anywhere', async () => {
    // Behind this are the zeros that end every tar.
    const end = whole.length - 1024;
    for (let length = 0; length < end; length += 997) await refuse(whole.subarray(0, length));
    await refuse(whole.subarray(0, end - 512));
  });

  it('is refused when a byte of it was altered, or holds the same all the same', async () => {
    await writeFile(path(), whole);
    const description = await verifyArchive(path());
    let refused = 0;
    let unharmed = 0;
    for (let at = 0; at < whole.length; at += 251) {
      const altered = Buffer.from(whole);
      altered.writeUInt8(altered.readUInt8(at) ^ (1 << (at % 8)), at);
      await writeFile(path(), altered);
      const outcome = await verifyArchive(path()).catch((error: unknown) => error);
      if (outcome instanceof Error) refused++;
      // What fills a block up is read by nobody.
      else if (altered.readUInt8(at) === 1 << (at % 8)) unharmed++;
      else throw new Error(`Byte ${String(at)} was altered, and nobody noticed.`);
      if (!(outcome instanceof Error)) expect(outcome).toEqual(description);
    }
    expect(refused).toBeGreaterThan(unharmed);
  });

  it('is refused when it is something else', async () => {
    await refuse(randomBytes(10_000));
    await refuse(Buffer.alloc(10_240));
    await expect(restore(join(folder, 'nowhere.tar'), target, target.blobs)).rejects.toThrow('ENOENT');
  });
});

describe('schemas', () => {
  it('a backup of an older one is brought up to date', async () => {
    const [source, target] = [await emptyServer(), await emptyServer()];
    const older = await connectDatabase(source.options);
    await older.db.transaction().execute((transaction) => applyMigrations(transaction, 0, 1));
    await older.pool.query(
      `insert into document_updates (document, sequence, author, bytes) values ('film/old', 1, 'ann', '\\x00ff')`,
    );
    const file = join(folder, 'older.tar');
    expect(await backUp(file, source.options, source.blobs)).toMatchObject({ noted: false });
    await older.close();
    await restore(file, target.options, target.blobs);
    const { pool, close } = await openDatabase(target.options);
    const { rows } = await pool.query('select document, bytes, person_ids from document_updates');
    expect(rows).toEqual([{ document: 'film/old', bytes: Buffer.from([0, 255]), person_ids: [] }]);
    await close();
    await Promise.all([source.remove(), target.remove()]);
  });

  it('a newer one is refused, in the database and in the backup', async () => {
    const source = await emptyServer();
    const { pool, close } = await openDatabase(source.options);
    await pool.query('insert into schema_migrations (version) values (99)');
    const file = join(folder, 'newer.tar');
    const says = (what: string): RegExp =>
      new RegExp(`^${what} has schema 99, and this version of Segue knows schemas up to`);
    await expect(backUp(file, source.options, source.blobs)).rejects.toThrow(says('The database'));
    expect(await readdir(folder)).not.toContain('newer.tar.partial');
    const description = Buffer.from(
      JSON.stringify({ format: FORMAT, schema: 99, at: '', tables: {}, sequences: {} }),
    );
    await writeArchive(file, async (archive) => {
      await archive.add(DESCRIPTION, description.length, [description]);
    });
    const target = await emptyFolder();
    await expect(restore(file, target.options, target.blobs)).rejects.toThrow(says('The backup'));
    await close();
    await source.remove();
  });
});

describe('a store of files with losses', () => {
  it('is backed up as far as it is there, and says what is not', async () => {
    const source = await emptyServer();
    const place = await mkdtemp(join(folder, 'losses-'));
    const blobs = folderBlobStore(place);
    const [good, bad] = [
      await blobs.put(bytesOf(randomBytes(1000))),
      await blobs.put(bytesOf(randomBytes(2000))),
    ];
    const { pool, close } = await openDatabase(source.options);
    await pool.query(`insert into people (id, name) values ('ann', 'Ann')`);
    await pool.query(
      `insert into films (id, title, rate, drop_frame, start_flicks, created_by) values ('f', '', '24', false, 0, 'ann')`,
    );
    const missing = 'a'.repeat(64);
    await pool.query(
      `insert into cuts (id, film_id, ordinal, name, date, start_flicks, movie_sha256)
       values ('1', 'f', 1, '', '', 0, $1), ('2', 'f', 2, '', '', 0, $2), ('3', 'f', 3, '', '', 0, $3)`,
      [good.sha256, bad.sha256, missing],
    );
    await writeFile(join(place, blobPath(bad.sha256)), 'something else');
    const file = join(folder, 'losses.tar');
    expect(await backUp(file, source.options, blobs)).toMatchObject({
      damaged: [bad.sha256],
      missing: [missing],
    });
    const { rows } = await pool.query('select whole from last_backup');
    expect(rows).toEqual([{ whole: false }]);
    await close();

    const target = await emptyServer();
    expect(await restore(file, target.options, target.blobs)).toMatchObject({
      files: 1,
      damaged: [bad.sha256],
    });
    expect(await readBlobs(target.blobs)).toEqual({ [good.sha256]: good.sha256 });
    await Promise.all([source.remove(), target.remove()]);
  });
});

it('the last backup is the one of the latest moment, in whichever order they end', async () => {
  const { options, remove } = await emptyServer();
  const { pool, close } = await openDatabase(options);
  const hour = (n: number): string => `2026-11-23T${String(n)}:00:00.000Z`;
  for (const n of [10, 12, 11]) await noteBackup(pool, { at: hour(n), bytes: n, whole: true });
  const { rows } = await pool.query('select at, bytes from last_backup');
  expect(rows).toEqual([{ at: new Date(hour(12)), bytes: 12 }]);
  await close();
  await remove();
});

it('is of one moment, although others commit while it is read', async () => {
  const { options, blobs, remove } = await emptyServer();
  const { pool, close } = await openDatabase(options);
  const file = join(folder, 'one-moment.tar');
  // It reads table by table, by name, and waits here.
  const holder = await pool.connect();
  await holder.query('begin; lock table films in access exclusive mode');
  const backup = backUp(file, options, blobs);
  await expect
    .poll(() => pool.query(`select 1 from pg_locks where relation = 'films'::regclass and not granted`))
    .toMatchObject({ rowCount: 1 });
  await pool.query(
    `with log as (insert into document_updates (document, sequence, bytes) values ('cue/late/notes', 1, ''))
     insert into people (id, name) values ('late', 'Late')`,
  );
  await holder.query('commit');
  holder.release();
  await backup;
  await close();

  const target = await emptyServer();
  await restore(file, target.options, target.blobs);
  const restored = await openDatabase(target.options);
  const { document_updates: updates, people } = await readTables(restored.pool);
  expect({ updates, people }).toEqual({ updates: [], people: [] });
  await restored.close();
  await Promise.all([remove(), target.remove()]);
});
