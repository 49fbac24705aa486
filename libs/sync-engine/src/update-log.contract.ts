import { expect, it } from 'vitest';
import type { Append, UpdateLog } from './ports.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const append = (document: string, author: string, text: string, clientIds: number[]): Append => ({
  document,
  author,
  bytes: bytes(text),
  clientIds,
});

/** What every update log promises. Call it inside a `describe`; `open` hands out a log that may be shared between tests. */
export function updateLogContract(open: () => Promise<UpdateLog>): void {
  it('L1 numbers the updates of each document from 1 without gaps', async () => {
    const log = await open();
    const results = await log.append([
      append('L1/a', 'ann', '1', [1]),
      append('L1/b', 'ann', '2', [1]),
      append('L1/a', 'ben', '3', [2]),
    ]);
    expect(results).toEqual([{ sequence: 1 }, { sequence: 1 }, { sequence: 2 }]);
    expect(await log.append([append('L1/a', 'ann', '4', [1])])).toEqual([{ sequence: 3 }]);
  });

  it('L2 reads what was written, in order, after a sequence', async () => {
    const log = await open();
    await log.append([append('L2', 'ann', 'one', [1]), append('L2', 'ben', 'two', [2])]);
    const read = await log.read('L2', 0);
    expect(
      read.map(({ sequence, author, bytes: b }) => [sequence, author, new TextDecoder().decode(b)]),
    ).toEqual([
      [1, 'ann', 'one'],
      [2, 'ben', 'two'],
    ]);
    expect((await log.read('L2', 1)).map(({ sequence }) => sequence)).toEqual([2]);
    expect(await log.read('L2/none', 0)).toEqual([]);
  });

  it("L3 refuses another person's client id, and only that element", async () => {
    const log = await open();
    await log.append([append('L3', 'ann', '1', [7])]);
    const results = await log.append([
      append('L3', 'ben', '2', [7]),
      append('L3', 'ben', '3', [8]),
      append('L3', 'ann', '4', [7]),
    ]);
    expect(results).toEqual([{ refused: 'foreign-client-id' }, { sequence: 2 }, { sequence: 3 }]);
    expect(await log.read('L3', 0)).toHaveLength(3);
  });

  it('L4 lets the first of a batch have an unbound client id', async () => {
    const log = await open();
    expect(await log.append([append('L4', 'ann', '1', [9]), append('L4', 'ben', '2', [9])])).toEqual([
      { sequence: 1 },
      { refused: 'foreign-client-id' },
    ]);
  });

  it('L5 binds client ids per document', async () => {
    const log = await open();
    expect(await log.append([append('L5/a', 'ann', '1', [3]), append('L5/b', 'ben', '2', [3])])).toEqual([
      { sequence: 1 },
      { sequence: 1 },
    ]);
  });

  it('L6 orders appends that are made at the same time', async () => {
    const log = await open();
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => log.append([append('L6', 'ann', String(i), [i])])),
    );
    expect((await log.read('L6', 0)).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });
}
