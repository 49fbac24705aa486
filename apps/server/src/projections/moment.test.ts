import { newId } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.js';
import { moveInPortions } from './moment.js';

describe('rows that move in portions', () => {
  let server: TestServer;
  let document: string;
  let written: string[];

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    document = newId();
    written = [];
  });

  const moment = async (): Promise<number | undefined> =>
    (
      await server.db
        .selectFrom('projections')
        .select('sequence')
        .where('document', '=', document)
        .executeTakeFirst()
    )?.sequence;
  const setMoment = (sequence: number) =>
    server.db
      .insertInto('projections')
      .values({ document, sequence })
      .onConflict((conflict) => conflict.column('document').doUpdateSet({ sequence }))
      .execute();
  /** Moves three portions; `meanwhile` happens after the first. */
  const move = (span: { from: number; to: number }, meanwhile?: () => Promise<unknown>) => {
    let transactions = 0;
    return moveInPortions(
      async (work) => {
        if (++transactions === 2) await meanwhile?.();
        return server.db.transaction().execute(work);
      },
      document,
      span,
      ['a', 'b', 'c'],
      (_: Transaction<Database>, portion) => {
        written.push(portion);
        return Promise.resolve();
      },
    );
  };

  it('are at their moment when the last portion is there, and not before', async () => {
    const between: unknown[] = [];
    await expect(move({ from: 0, to: 7 }, async () => between.push(await moment()))).resolves.toBe('ours');
    expect(between).toEqual([0]);
    expect(written).toEqual(['a', 'b', 'c']);
    expect(await moment()).toBe(7);
  });

  it('begin at the beginning of the span or within it', async () => {
    await setMoment(5);
    await expect(move({ from: 3, to: 7 })).resolves.toBe('ours');
    await expect(move({ from: 3, to: 7 })).resolves.toBe('later');
    await expect(move({ from: 9, to: 12 })).resolves.toBe('elsewhere');
    expect(written).toEqual(['a', 'b', 'c']);
  });

  it('are left to whoever moves them in between', async () => {
    await expect(move({ from: 0, to: 7 }, () => setMoment(4))).resolves.toBe('elsewhere');
    expect(written).toEqual(['a']);
    expect(await moment()).toBe(4);
  });
});
