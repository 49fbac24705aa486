import { expect, it } from 'vitest';
import type { Append, UpdateLog } from './ports.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (read: Uint8Array): string => new TextDecoder().decode(read);
const writer = (clientId: number, personId = 'ann') => ({ clientId, personId });

/** An element of a batch: all its writers are new to the document unless it is said otherwise. */
function append(document: string, sequence: number, content: string, writers = [writer(1)]): Append {
  return { document, sequence, bytes: bytes(content), writers, newcomers: sequence === 1 ? writers : [] };
}

/** What every update log promises. Call it inside a `describe`; `open` hands out a log that may be shared between tests. */
export function updateLogContract(open: () => Promise<UpdateLog>): void {
  it('L1 takes the updates of each document in the order of their sequences', async () => {
    const log = await open();
    expect(await log.append([append('L1/a', 1, 'one'), append('L1/b', 1, 'two')])).toEqual([true, true]);
    expect(await log.append([append('L1/a', 2, 'three')])).toEqual([true]);
    expect((await log.read('L1/a', 0)).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('L2 reads what was written, in order, after a sequence', async () => {
    const log = await open();
    const ben = writer(2, 'ben');
    await log.append([append('L2', 1, 'one')]);
    await log.append([{ ...append('L2', 2, 'two', [writer(1), ben]), newcomers: [ben] }]);
    expect((await log.read('L2', 0)).map((update) => ({ ...update, bytes: text(update.bytes) }))).toEqual([
      { sequence: 1, bytes: 'one', writers: [writer(1)] },
      { sequence: 2, bytes: 'two', writers: [writer(1), ben] },
    ]);
    expect((await log.read('L2', 1)).map(({ sequence }) => sequence)).toEqual([2]);
    expect(await log.read('L2/none', 0)).toEqual([]);
  });

  it('L3 refuses a sequence that is taken, and only that element', async () => {
    const log = await open();
    await log.append([append('L3/a', 1, 'first')]);
    const late = append('L3/a', 1, 'too late', [writer(7, 'ben')]);
    expect(await log.append([late, append('L3/b', 1, 'other')])).toEqual([false, true]);
    expect((await log.read('L3/a', 0)).map((update) => text(update.bytes))).toEqual(['first']);
    expect(await log.read('L3/b', 0)).toHaveLength(1);
    // Nor does the client id of what was refused belong to anybody.
    expect((await log.load('L3/a')).writers).toEqual([writer(1)]);
  });

  it('L4 lets exactly one of several that append at the same time have a sequence', async () => {
    const log = await open();
    const attempts = await Promise.all(
      Array.from({ length: 20 }, (_, i) => log.append([append('L4', 1, String(i), [writer(i)])])),
    );
    expect(attempts.flat().filter(Boolean)).toHaveLength(1);
    expect(await log.read('L4', 0)).toHaveLength(1);
    expect((await log.load('L4')).writers).toHaveLength(1);
  });

  it('L5 loads a document with whose every client id is', async () => {
    const log = await open();
    expect(await log.load('L5/none')).toEqual({ snapshot: null, updates: [], writers: [] });
    await log.append([append('L5', 1, 'one', [writer(1), writer(4_294_967_295, 'ben')])]);
    const stored = await log.load('L5');
    expect(stored.snapshot).toBeNull();
    expect(stored.updates.map((update) => text(update.bytes))).toEqual(['one']);
    expect([...stored.writers].sort((a, b) => a.clientId - b.clientId)).toEqual([
      writer(1),
      writer(4_294_967_295, 'ben'),
    ]);
    expect(stored.updates[0]?.writers).toEqual([writer(1), writer(4_294_967_295, 'ben')]);
  });

  it('L6 loads from the latest snapshot, and keeps what came before it', async () => {
    const log = await open();
    for (let sequence = 1; sequence <= 5; sequence++)
      await log.append([append('L6', sequence, String(sequence))]);
    await log.saveSnapshot('L6', 2, bytes('up to two'));
    await log.saveSnapshot('L6', 4, bytes('up to four'));
    const stored = await log.load('L6');
    expect(stored.snapshot?.sequence).toBe(4);
    expect(text(stored.snapshot?.bytes ?? bytes(''))).toBe('up to four');
    expect(stored.updates.map(({ sequence }) => sequence)).toEqual([5]);
    expect(stored.writers).toEqual([writer(1)]);
    expect(await log.read('L6', 0)).toHaveLength(5);
  });

  it('L7 tells how far documents have come', async () => {
    const log = await open();
    for (let sequence = 1; sequence <= 3; sequence++) await log.append([append('L7', sequence, 'x')]);
    expect(await log.heads(['L7', 'L7/none'])).toEqual(new Map([['L7', 3]]));
  });
}
