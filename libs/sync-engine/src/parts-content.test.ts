import { SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE, syncMessage } from '@segue/protocol';
import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { memoryUpdateLog } from './memory-update-log.js';
import { Client, craft, engine, settled } from './testing/honest-client.js';

describe('a document of parts', () => {
  it('P1 shows every part to everybody, and says what is saved', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    ann.write('a1', 'too loud');
    ben.write('b1', 'agreed');
    await settled(ann, ben);
    expect(ann.part('ben')).toEqual({ b1: 'agreed' });
    expect(ben.part('ann')).toEqual({ a1: 'too loud' });
    const cas = await new Client('cas').join(server);
    await settled(cas);
    expect(cas.part('ann')).toEqual({ a1: 'too loud' });
  });

  const attacks: [string, (honest: Client, hostile: Client) => Uint8Array][] = [
    [
      "P2 another's entry cannot be overwritten",
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:ann').set('a1', 'forged')),
    ],
    [
      "P3 another's entry cannot be deleted",
      (_, hostile) =>
        craft(hostile, (doc) => {
          doc.getMap('part:ann').delete('a1');
        }),
    ],
    [
      "P4 nothing can be added to another's part",
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:ann').set('a2', 'forged')),
    ],
    [
      'P5 no root can be invented',
      (_, hostile) =>
        craft(hostile, (doc) => {
          doc.getText('other').insert(0, 'x');
        }),
    ],
    [
      "P6 another's client id cannot be used",
      (honest, hostile) =>
        craft(hostile, (doc) => doc.getMap('part:eve').set('e1', 'forged'), honest.doc.clientID),
    ],
    [
      'P7 nested types are no entries',
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:eve').set('e1', new Y.Map())),
    ],
    [
      'P8 sub-documents are no entries',
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:eve').set('e1', new Y.Doc())),
    ],
    [
      'P9 the judge decides about values',
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:eve').set('e1', 'bad')),
    ],
    [
      "P10 one's own entries are never overwritten either",
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:eve').set('e0', 'changed')),
    ],
    [
      "P11 one's own entries are never deleted either",
      (_, hostile) =>
        craft(hostile, (doc) => {
          doc.getMap('part:eve').delete('e0');
        }),
    ],
    ['P12 bytes that are no update are refused', () => new Uint8Array([1, 255, 255, 255, 255, 15, 1, 0])],
    [
      'P13 a delete range over everything does nothing',
      () => new Uint8Array([0, 1, 9, 1, 0, 255, 255, 255, 255, 15]),
    ],
    [
      "P14 an item whose left origin is another's value changes nothing",
      (honest) => {
        const encoder = encoding.createEncoder();
        for (const number of [1, 1, 4242, 0]) encoding.writeVarUint(encoder, number);
        encoding.writeUint8(encoder, 8 | 128);
        encoding.writeVarUint(encoder, honest.doc.clientID);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarUint(encoder, 1);
        encoding.writeAny(encoder, 'forged');
        encoding.writeVarUint(encoder, 0);
        return encoding.toUint8Array(encoder);
      },
    ],
  ];
  it.each(attacks)('%s', async (_, attack) => {
    const log = memoryUpdateLog();
    const server = engine({ log });
    const ann = await new Client('ann').join(server);
    const eve = await new Client('eve').join(server);
    ann.write('a1', 'too loud');
    eve.write('e0', 'mine');
    await settled(ann, eve);
    const before = Y.encodeStateAsUpdate(ann.doc);
    eve.update(attack(ann, eve));
    // The honest client's next entry comes through: the room has dealt with the attack by then.
    const next = await new Client('ben').join(server);
    next.write('b1', 'still here');
    await settled(next);
    expect(ann.part('ben')).toEqual({ b1: 'still here' });
    expect(ann.part('ann')).toEqual({ a1: 'too loud' });
    expect(ann.part('eve')).toEqual({ e0: 'mine' });
    expect([...ann.doc.share.keys()].sort()).toEqual(['part:ann', 'part:ben', 'part:eve']);
    // Not a byte of the attack is in the log.
    const logged = new Y.Doc();
    for (const { bytes } of await log.read('cue', 0)) Y.applyUpdate(logged, bytes);
    Y.applyUpdate(logged, before);
    expect(Y.encodeStateAsUpdate(logged).length).toBe(Y.encodeStateAsUpdate(next.doc).length);
  });

  it('P14 is said to its author, who would wait for ever otherwise', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const eve = await new Client('eve').join(server);
    ann.write('a1', 'too loud');
    await settled(ann, eve);
    eve.update(craft(eve, (doc) => doc.getMap('part:ann').set('a1', 'forged')));
    await settled(eve);
    expect(eve.refusals).toEqual(['update.foreign-root']);
  });

  it('P15 tells the author what was refused, with the text', async () => {
    const server = engine();
    const ann = await new Client('ann', 'reads').join(server);
    ann.write('a1', 'please keep this');
    await settled(ann);
    expect(ann.heard).toContainEqual({
      type: 'refused',
      code: 'update.role',
      detail: 'reads only',
      entries: ['please keep this'],
    });
  });

  it('P16 keeps work that was written offline, in order', async () => {
    const server = engine();
    const ann = new Client('ann');
    for (let i = 0; i < 50; i++) ann.write(`a${String(i)}`, `note ${String(i)}`);
    await ann.join(server);
    await settled(ann);
    const ben = await new Client('ben').join(server);
    await settled(ben);
    expect(Object.keys(ben.part('ann'))).toHaveLength(50);
  });

  it('P17 asks again when something in between is missing, and does not call it saved before', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    await settled(ann);
    const updates: Uint8Array[] = [];
    ann.doc.on('update', (update: Uint8Array) => updates.push(update));
    const send = vi.spyOn(ann, 'update').mockImplementationOnce(() => undefined);
    ann.write('a1', 'lost on the way');
    expect(send).toHaveBeenCalledTimes(1);
    ann.write('a2', 'depends on it');
    await settled(ann);
    const ben = await new Client('ben').join(server);
    await settled(ben);
    expect(ben.part('ann')).toEqual({ a1: 'lost on the way', a2: 'depends on it' });
  });

  it('P18 an update that makes the judge fail costs only its sender', async () => {
    const faults: unknown[] = [];
    const server = engine({ observer: { fault: (_document, error) => faults.push(error) } });
    const ann = await new Client('ann').join(server);
    const eve = await new Client('eve').join(server);
    const ben = await new Client('ben').join(server);
    await settled(ann, eve, ben);
    // All three wait together.
    ann.write('a1', 'before');
    eve.write('e1', 'trap');
    ben.write('b1', 'after');
    await settled(ann, ben);
    expect(eve.closed).toBe(1007);
    expect(faults).toHaveLength(1);
    expect([ann.part('ben'), ben.part('ann')]).toEqual([{ b1: 'after' }, { a1: 'before' }]);
    expect(ann.part('eve')).toEqual({});
  });

  it('P18 random bytes never harm a room', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom(SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE),
        async (bytes, step) => {
          const server = engine();
          const ann = await new Client('ann').join(server);
          const eve = await new Client('eve').join(server);
          eve.raw(syncMessage(step, bytes));
          ann.write('a1', 'here');
          await settled(ann);
          expect(ann.part('ann')).toEqual({ a1: 'here' });
        },
      ),
      { numRuns: 200 },
    );
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});
