import type { AppendResult, UpdateLog } from '@segue/sync-engine';
import { updateLogContract } from '@segue/sync-engine/update-log.contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../database/open-database.js';
import { testDatabases, type TestDatabase } from '../testing/test-databases.js';
import { postgresUpdateLog } from './postgres-update-log.js';

describe.each(testDatabases)('the update log on %s', (_, open) => {
  let database: TestDatabase;
  let other: OpenDatabase | null = null;
  /** Two servers' logs where the database allows two, else the same one twice. */
  let logs: readonly [UpdateLog, UpdateLog];

  beforeAll(async () => {
    database = await open();
    other = (await database.again?.()) ?? null;
    logs = [postgresUpdateLog(database.pool), postgresUpdateLog((other ?? database).pool)];
  });
  afterAll(async () => {
    await other?.close();
    await database.close();
  });

  updateLogContract(() => Promise.resolve(logs[0]));

  it('has no gaps under four appenders on three documents', async () => {
    const documents = ['film/x', 'cue/y/notes', 'cue/z/notes'];
    const given = new Map<string, number[]>(documents.map((document) => [document, []]));
    const appender = async (number: number): Promise<void> => {
      const author = `person ${String(number)}`;
      const log = number % 2 === 0 ? logs[0] : logs[1];
      for (let round = 0; round < 25; round++) {
        // Every appender names the documents in another order, and some batches hold an update that is refused.
        const batch = [0, 1, 2, 3].map((i) => ({
          document: documents[(number + i + round) % 3] ?? '',
          author,
          bytes: Buffer.from(`${String(number)} ${String(round)} ${String(i)}`),
          clientIds: i === 3 && round % 5 === 0 ? [1000] : [number],
        }));
        const results = await log.append(batch);
        results.forEach((result, i) => {
          if ('sequence' in result) given.get(batch[i]?.document ?? '')?.push(result.sequence);
        });
      }
    };
    // Client id 1000 belongs to none of the four.
    await logs[0].append(
      documents.map((document) => ({ document, author: 'nobody', bytes: Buffer.of(0), clientIds: [1000] })),
    );
    await Promise.all([1, 2, 3, 4].map(appender));

    for (const document of documents) {
      const read = await logs[1].read(document, 1);
      const sequences = read.map(({ sequence }) => sequence);
      expect(sequences).toEqual(Array.from({ length: sequences.length }, (_, i) => i + 2));
      expect(given.get(document)?.sort((a, b) => a - b)).toEqual(sequences);
    }
    const total = [...given.values()].flat().length;
    expect(total).toBe(4 * 25 * 4 - 4 * 5);
    const { rows } = await database.pool.query('select name, sequence from documents where name = any($1)', [
      documents,
    ]);
    expect(rows).toHaveLength(3);
    for (const { name, sequence } of rows as { name: string; sequence: number }[]) {
      expect(sequence).toBe(1 + (given.get(name)?.length ?? 0));
    }
  });

  it('lets exactly one of two persons have a client id both claim at the same time', async () => {
    for (let round = 0; round < 20; round++) {
      const document = `race/${String(round)}`;
      const claim = (log: UpdateLog, author: string): Promise<readonly AppendResult[]> =>
        log.append([{ document, author, bytes: Buffer.from(author), clientIds: [5] }]);
      const results = (await Promise.all([claim(logs[0], 'ann'), claim(logs[1], 'ben')])).flat();
      expect(results).toContainEqual({ sequence: 1 });
      expect(results).toContainEqual({ refused: 'foreign-client-id' });
      expect(await logs[0].read(document, 0)).toHaveLength(1);
    }
  });

  it('binds nothing for an update that is refused', async () => {
    await logs[0].append([{ document: 'part', author: 'ann', bytes: Buffer.of(1), clientIds: [1] }]);
    expect(
      await logs[0].append([{ document: 'part', author: 'ben', bytes: Buffer.of(2), clientIds: [2, 1] }]),
    ).toEqual([{ refused: 'foreign-client-id' }]);
    expect(
      await logs[1].append([{ document: 'part', author: 'cleo', bytes: Buffer.of(3), clientIds: [2] }]),
    ).toEqual([{ sequence: 2 }]);
  });

  it('writes nothing, and goes on, when the database refuses a batch', async () => {
    const good = { document: 'whole', author: 'ann', bytes: Buffer.of(1), clientIds: [1] };
    // PostgreSQL cannot hold a zero character in a text.
    await expect(logs[0].append([good, { ...good, author: 'a\0b', clientIds: [2] }])).rejects.toThrow();
    expect(await logs[0].read('whole', 0)).toEqual([]);
    expect(await logs[0].append([good])).toEqual([{ sequence: 1 }]);
  });
});
