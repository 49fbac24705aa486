import { encodeSegueMessage, SYNC_STEP_1, syncMessage } from '@segue/protocol';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { awareness, Client, engine, eventually, settled } from './testing/honest-client.js';

describe('connections', () => {
  it('C1 a person whose rights changed is sent away at once', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    server.dismiss('ann');
    expect(ann.closed).toBe(4401);
    expect(ben.closed).toBeNull();
  });

  it('C2 a client that does not read is cut off, the others are not', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    await settled(ann, ben);
    ben.bufferedAmount = 100 * 1024 * 1024;
    ann.write('a1', 'on we go');
    await settled(ann);
    expect(ben.closed).toBe(1006);
    expect(ann.closed).toBeNull();
  });

  it('C2 a document larger than what may pile up is given to who joins all the same', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    for (const id of ['a1', 'a2', 'a3']) ann.write(id, id.repeat(1_700_000));
    await settled(ann);
    const slow = new Client('slow');
    slow.stalled = true;
    await slow.join(server);
    await eventually(() => {
      expect(slow.bufferedAmount).toBeGreaterThan(10_000_000);
    });
    expect(slow.closed).toBeNull();
    for (const id of ['a4', 'a5', 'a6']) ann.write(id, id.repeat(1_700_000));
    await settled(ann);
    expect(slow.closed).toBe(1006);
  });

  it('C6 large answers leave one in a turn, and what others write is not held up by them', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    ann.write('a1', 'large'.repeat(100_000));
    await settled(ann);
    const crowd = Array.from({ length: 20 }, (_, i) => new Client(`person ${i}`));
    await Promise.all(crowd.map((client) => client.join(server)));
    const ben = await new Client('ben').join(server, 'elsewhere');
    ben.write('b1', 'small');
    await settled(ben);
    expect(crowd.some(({ doc }) => doc.getMap('part:ann').size === 0)).toBe(true);
    await eventually(() => {
      for (const { doc } of crowd) expect(doc.getMap('part:ann').size).toBe(1);
    });
  });

  it('C6 who asks again before the answer has one place in the line, and one answer', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    ann.write('a1', 'large'.repeat(100_000));
    await settled(ann);
    const greedy = await new Client('greedy').join(server);
    for (let times = 0; times < 1000; times++)
      greedy.raw(syncMessage(SYNC_STEP_1, Y.encodeStateVector(new Y.Doc())));
    const ben = await new Client('ben').join(server);
    await eventually(() => {
      expect(ben.doc.getMap('part:ann').size).toBe(1);
    });
    expect(greedy.updates).toBe(1);
  });

  it('C3 unknown messages close only the connection they came over', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const eve = await new Client('eve').join(server);
    eve.raw(new Uint8Array([99, 1, 2]));
    await eventually(() => {
      expect(eve.closed).toBe(1007);
    });
    const fan = await new Client('fan').join(server);
    fan.raw(encodeSegueMessage({ type: 'saved', messages: 1 }));
    await eventually(() => {
      expect(fan.closed).toBe(1007);
    });
    expect(ann.closed).toBeNull();
  });

  it('C4 presence carries the identity that the server knows', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const eve = await new Client('eve').join(server);
    ann.raw(awareness(ann.doc.clientID, 1, { playhead: 5 }));
    eve.raw(awareness(ann.doc.clientID, 9, { playhead: 0, user: { id: 'ann', name: 'ann' } }));
    eve.raw(awareness(eve.doc.clientID, 1, { user: { id: 'ann', name: 'ann' } }));
    await eventually(() => {
      expect(ann.presence).toContainEqual({
        clientId: eve.doc.clientID,
        state: { user: { id: 'eve', name: 'eve' } },
      });
    });
    expect(ann.presence.filter(({ clientId }) => clientId === ann.doc.clientID)).toEqual([
      { clientId: ann.doc.clientID, state: { playhead: 5, user: { id: 'ann', name: 'ann' } } },
    ]);
    ann.leave();
    await eventually(() => {
      expect(eve.presence.at(-1)).toEqual({ clientId: ann.doc.clientID, state: null });
    });
  });
});
