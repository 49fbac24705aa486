import type { Append, UpdateLog } from '@segue/sync-engine';
import { updateLogContract } from '@segue/sync-engine/update-log.contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../database/open-database.js';
import { testDatabases, type TestDatabase } from '../testing/test-databases.js';
import { postgresUpdateLog } from './postgres-update-log.js';
import { holdDocument } from './stored-document.js';

describe.each(testDatabases)('the update log on %s', (_, open) => {
  let database: TestDatabase;
  let other: OpenDatabase | null = null;
  /** Two servers' logs where the database allows two, else the same one twice. */
  let logs: readonly [UpdateLog, UpdateLog];

  beforeAll(async () => {
    database = await open();
    other = (await database.again?.()) ?? null;
    logs = [postgresUpdateLog(database), postgresUpdateLog(other ?? database)];
  });
  afterAll(async () => {
    await other?.close();
    await database.close();
  });

  updateLogContract(() => Promise.resolve(logs[0]));

  const append = (document: string, sequence: number, personId = 'ann', clientId = 1): Append => {
    const writers = [{ clientId, personId }];
    return { document, sequence, bytes: Buffer.from(personId), writers, newcomers: [] };
  };

  it('has no gaps under four appenders on three documents', async () => {
    const documents = ['cue/y/notes', 'cue/z/notes', 'film/x'];
    const taken = new Map<string, number[]>(documents.map((document) => [document, []]));
    const appender = async (number: number): Promise<void> => {
      const log = number % 2 === 0 ? logs[0] : logs[1];
      for (let round = 0; round < 25; round++) {
        const heads = await log.heads(documents);
        const batch = documents.map((document) => append(document, (heads.get(document) ?? 0) + 1));
        const results = await log.append(batch);
        batch.forEach(({ document, sequence }, i) => {
          if (results[i] === true) taken.get(document)?.push(sequence);
        });
      }
    };
    await Promise.all([1, 2, 3, 4].map(appender));
    for (const document of documents) {
      const sequences = (await logs[1].read(document, 0)).map(({ sequence }) => sequence);
      expect(sequences).toEqual(Array.from({ length: sequences.length }, (__, i) => i + 1));
      expect(sequences.length).toBeGreaterThanOrEqual(25);
      expect(taken.get(document)?.sort((a, b) => a - b)).toEqual(sequences);
    }
  });

  it('never gives a client id to two persons', async () => {
    const first = append('bound', 1, 'ann', 5);
    await logs[0].append([{ ...first, newcomers: first.writers }]);
    const second = append('bound', 2, 'ben', 5);
    await expect(logs[1].append([{ ...second, newcomers: second.writers }])).rejects.toThrow('client_ids');
    expect(await logs[0].read('bound', 0)).toHaveLength(1);
  });

  it('writes nothing, and goes on, when the database refuses a batch', async () => {
    // PostgreSQL cannot hold a zero character in a text.
    const batch = [append('whole', 1), append('who\0le', 1)];
    await expect(logs[0].append(batch)).rejects.toThrow();
    expect(await logs[0].read('whole', 0)).toEqual([]);
    expect(await logs[0].append([append('whole', 1)])).toEqual([true]);
  });

  it('lets a document be held: who appends waits, and comes after', async () => {
    const events: string[] = [];
    let appending: Promise<unknown> = Promise.resolve();
    for (const head of [0, 1]) {
      await database.db.transaction().execute(async (trx) => {
        await holdDocument(trx, 'held');
        appending = logs[1].append([append('held', head + 1)]).then((appended) => {
          events.push(`appended ${String(appended)}`);
        });
        // Whether it waits can only be seen by giving it time; it is nothing but the order that is judged.
        await trx.selectFrom('people').select('id').execute();
        events.push('still held');
      });
      await appending;
    }
    expect(events).toEqual(['still held', 'appended true', 'still held', 'appended true']);
  });
});
