import { newId } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { createDatabase } from '@segue/storage/test-databases';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.js';
import { Arrivals } from './arrivals.js';
import { IngestQueue } from './ingest-queue.js';
import { ReadingLine } from './reading-line.js';

/** The server's own queue is stopped: here the test takes from the line. */
const databases = [
  ['the embedded database', () => Promise.resolve(null)],
  [
    'PostgreSQL',
    async () => {
      const { url, drop } = await createDatabase();
      drops.push(drop);
      return url;
    },
  ],
] as const;
const drops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const drop of drops) await drop();
});

describe.each(databases)('the line of files to be read, on %s', (_, emptyDatabase) => {
  let server: TestServer;
  let db: Kysely<Database>;
  let line: ReadingLine;
  let filmId: string;

  beforeAll(async () => {
    server = await startTestServer({ databaseUrl: await emptyDatabase() });
    await server.app.get(Arrivals).beforeApplicationShutdown();
    await server.app.get(IngestQueue).beforeApplicationShutdown();
    ({ db } = server);
    line = server.app.get(ReadingLine);
    filmId = (await server.createFilm()).id;
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    await db.deleteFrom('readings').execute();
    await db.deleteFrom('deliveries').execute();
  });

  const arrive = async (): Promise<string> => {
    const id = newId();
    const file = {
      film_id: filmId,
      purpose: 'movie',
      file_name: 'a.mov',
      size: 1,
      sha256: '',
      request: '{}',
    };
    await db
      .insertInto('deliveries')
      .values({
        id,
        ...file,
        cue_id: null,
        cut_id: null,
        person_id: server.owner.personId,
        state: 'reading',
        refusal: null,
        version_id: null,
        updated_at: new Date(),
      })
      .execute();
    await db.transaction().execute((trx) => line.add(trx, id));
    return id;
  };
  /** As if that much time had gone by for all who wait, and for all who read. */
  const letPass = (seconds: number): Promise<unknown> =>
    sql`update readings set next_try = next_try - ${seconds} * interval '1 second',
      leased_until = leased_until - ${seconds} * interval '1 second'`.execute(db);
  const stored = (id: string) =>
    db.selectFrom('readings').selectAll().where('id', '=', id).executeTakeFirst();

  it('gives every file to one reader, however many ask at once', async () => {
    const ids = new Set<string>();
    for (let n = 0; n < 20; n += 1) ids.add(await arrive());
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_none, n) => line.take(`reader ${String(n)}`)),
    );
    const got = taken.flatMap((reading) => (reading ? [reading.id] : []));
    // Who finds a row locked by another passes on to the next one; who comes last finds nothing.
    for (let rest = await line.take('last'); rest; rest = await line.take('last')) got.push(rest.id);
    expect(got.sort()).toEqual([...ids].sort());
  });

  it('gives them in the order they came in, and sounds that are read again last', async () => {
    await db
      .insertInto('sounds')
      .values({ sha256: 'f'.repeat(64), facts: '{}' })
      .execute();
    await db
      .insertInto('readings')
      .values({ id: 'f'.repeat(64), sha256: 'f'.repeat(64) })
      .execute();
    const ids = [await arrive(), await arrive()];
    const taken = [await line.take('a'), await line.take('a'), await line.take('a'), await line.take('a')];
    expect(taken.map((reading) => reading?.id)).toEqual([...ids, 'f'.repeat(64), undefined]);
    expect(taken[0]).toEqual({ id: ids[0], deliveryId: ids[0], sha256: null, filmId, tries: 1, reader: 'a' });
    expect(taken[2]).toMatchObject({ deliveryId: null, sha256: 'f'.repeat(64), filmId: null });
    await db.deleteFrom('readings').execute();
    await db.deleteFrom('sounds').execute();
  });

  it('keeps a file for its reader as long as that one goes on', async () => {
    const id = await arrive();
    const reading = await line.take('a');
    if (!reading) throw new Error('nothing to take');
    for (let second = 0; second < 40; second += 1) {
      await letPass(1);
      expect(await line.take('b')).toBeNull();
      expect(await line.renew(reading, second / 40)).toBe(true);
    }
    expect((await stored(id))?.progress).toBeCloseTo(39 / 40);
    await line.finish(reading);
    expect(await stored(id)).toBeUndefined();
  });

  it('gives it to the next one when the reader was killed, and the late one has lost it', async () => {
    const id = await arrive();
    const killed = await line.take('killed');
    await letPass(20);
    const taken = await line.take('next');
    expect(taken).toMatchObject({ id, tries: 2, reader: 'next' });
    if (!killed || !taken) throw new Error('nothing to take');
    expect(await line.renew(killed, 0.9)).toBe(false);
    const isHeld = (reading: typeof taken) => db.transaction().execute((trx) => line.isHeld(trx, reading));
    expect(await isHeld(killed)).toBe(false);
    await line.finish(killed);
    await line.putOff(killed, 'too late');
    expect(await stored(id)).toMatchObject({ reader: 'next', troubles: [] });
    expect(await isHeld(taken)).toBe(true);
  });

  it('lets a file wait that failed, and keeps every reason', async () => {
    const id = await arrive();
    for (const trouble of ['the disk is full', 'the store does not answer "now"']) {
      const reading = await line.take('a');
      if (!reading) throw new Error('nothing to take');
      await line.putOff(reading, trouble);
      expect(await line.take('a')).toBeNull();
      await letPass(31);
    }
    const third = await line.take('a');
    expect(third).toMatchObject({ id, tries: 3 });
    if (third) await line.giveUp(third, 'the disk is full');
    await letPass(1000);
    expect(await line.take('a')).toBeNull();
    expect((await stored(id))?.troubles).toEqual([
      'the disk is full',
      'the store does not answer "now"',
      'the disk is full',
    ]);
    await line.retryGivenUp();
    expect(await line.take('a')).toMatchObject({ id, tries: 1 });
  });

  it('takes a delivery again that failed, when somebody asks for it or the server starts', async () => {
    for (const ask of [(id: string) => line.addAgain(id), () => line.retryGivenUp()]) {
      const id = await arrive();
      expect(await line.addAgain(id)).toBe(false);
      const reading = await line.take('a');
      if (reading) await line.giveUp(reading, 'the disk is full');
      const found = db.selectFrom('deliveries').select(['state', 'refusal']).where('id', '=', id);
      await db.updateTable('deliveries').set({ state: 'failed', refusal: 'It failed.' }).execute();
      await ask(id);
      expect(await found.execute()).toEqual([{ state: 'reading', refusal: null }]);
      const again = await line.take('a');
      expect(again).toMatchObject({ id, tries: 1 });
      if (again) await line.finish(again);
    }
  });

  it('takes a file back as it was from a reader that stops', async () => {
    const id = await arrive();
    const reading = await line.take('a');
    if (reading) await line.handBack(reading);
    expect(await line.take('b')).toMatchObject({ id, tries: 1 });
  });

  it('forgets a file whose delivery is called back', async () => {
    await arrive();
    const reading = await line.take('a');
    await db.deleteFrom('deliveries').execute();
    expect(reading && (await line.renew(reading, 0.5))).toBe(false);
  });
});
