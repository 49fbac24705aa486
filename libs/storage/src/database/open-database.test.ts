import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, testDatabases, type TestDatabase } from '../testing/test-databases.js';
import { migrate } from './migrate.js';
import { openDatabase } from './open-database.js';

describe.each(testDatabases)('%s', (_, open) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('reads bigint and numeric as numbers, timestamptz as Date, bytea as bytes', async () => {
    const { rows } = await database.pool.query(
      `select 9007199254740991::bigint as big, 1.5::numeric as numeric, '2026-01-02T03:04:05Z'::timestamptz as at,
        '\\x00ff'::bytea as bytes, null::bigint as nothing`,
    );
    expect(rows).toEqual([
      {
        big: Number.MAX_SAFE_INTEGER,
        numeric: 1.5,
        at: new Date('2026-01-02T03:04:05Z'),
        bytes: Buffer.from([0, 255]),
        nothing: null,
      },
    ]);
  });

  it('keeps counters right under 50 concurrent transactions that lock their row', async () => {
    const { db } = database;
    await sql`create table counters (id int primary key, value int not null)`.execute(db);
    await sql`insert into counters values (1, 0), (2, 0)`.execute(db);
    const increment = (id: number): Promise<void> =>
      db.transaction().execute(async (transaction) => {
        const { rows } = await sql<{
          value: number;
        }>`select value from counters where id = ${id} for update`.execute(transaction);
        await sql`update counters set value = ${(rows[0]?.value ?? 0) + 1} where id = ${id}`.execute(
          transaction,
        );
      });
    // Nothing of these may stay, and nobody else may notice.
    const fail = (id: number): Promise<void> =>
      db.transaction().execute(async (transaction) => {
        await sql`update counters set value = value + 1000 where id = ${id}`.execute(transaction);
        await sql`select 1 / 0`.execute(transaction);
      });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) => (i % 6 === 5 ? fail(1) : increment((i % 2) + 1))),
    );
    const failures = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [String(outcome.reason)] : [],
    );
    expect(failures).toEqual(Array.from({ length: 10 }, () => 'error: division by zero'));
    const { rows } = await sql`select * from counters order by id`.execute(db);
    expect(rows).toEqual([
      { id: 1, value: 30 },
      { id: 2, value: 20 },
    ]);
  });

  it('gives each of many concurrent queries its own answer, with failing ones among them', async () => {
    const ask = async (i: number): Promise<unknown> => {
      const { rows } = await database.pool.query<{ answer: number }>(
        'select 100 / $1::int + $2::int as answer',
        [i % 10, i],
      );
      return rows[0]?.answer;
    };
    const numbers = Array.from({ length: 200 }, (_, i) => i);
    const answers = await Promise.allSettled(numbers.map(ask));
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'failed'))).toEqual(
      numbers.map((i) => (i % 10 === 0 ? 'failed' : Math.trunc(100 / (i % 10)) + i)),
    );
  });

  it('answers again after a connection is lost', async () => {
    const client = await database.pool.connect();
    await client.query('begin');
    client.release(true);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('refuses a schema newer than it knows', async () => {
    await sql`insert into schema_migrations (version) values (99)`.execute(database.db);
    await expect(migrate(database.db)).rejects.toThrow(
      /The database has schema 99, .* up to \d+\. Start the newer Segue/,
    );
    await sql`delete from schema_migrations where version = 99`.execute(database.db);
  });

  it('migrates forward, in order, and leaves nothing of a migration that fails', async () => {
    const steps: string[] = [];
    const { rows } = await sql<{
      version: number;
    }>`select max(version) as version from schema_migrations`.execute(database.db);
    const done = Array.from(
      { length: rows[0]?.version ?? 0 },
      () => () => Promise.reject(new Error('Was applied already.')),
    );
    const add = (name: string) => async (db: Kysely<unknown>) => {
      steps.push(name);
      await sql.raw(`create table ${name} (id int)`).execute(db);
    };
    const fail = async (db: Kysely<unknown>): Promise<void> => {
      await add('half_done')(db);
      throw new Error('This migration fails.');
    };
    await expect(migrate(database.db, [...done, add('first'), add('second'), fail])).rejects.toThrow(
      'This migration fails.',
    );
    await migrate(database.db, [...done, add('first'), add('second')]);
    expect(steps).toEqual(['first', 'second', 'half_done']);
    const tables = await sql<{ name: string | null }>`select to_regclass('half_done')::text as name`.execute(
      database.db,
    );
    expect(tables.rows).toEqual([{ name: null }]);
  });
});

describe('an empty PostgreSQL', () => {
  it('is migrated once when several servers start on it at the same time', async () => {
    const { url, drop } = await createDatabase();
    const servers = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ url })));
    const { rows } = await sql`select count(*) as rows from installation`.execute(
      servers[0]?.db as Kysely<unknown>,
    );
    expect(rows).toEqual([{ rows: 1 }]);
    await Promise.all(servers.map((server) => server.close()));
    await drop();
  });
});
