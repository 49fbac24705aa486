import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { memoryUpdateLog } from './memory-update-log.js';
import { Client, craft, engine, settled } from './testing/honest-client.js';

describe('a shared document', () => {
  it('S1 is written by those who may, and read by the rest', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server, 'film');
    const ben = await new Client('ben', 'reads').join(server, 'film');
    ann.doc.getMap('sheet').set('1m01', 'Main title');
    await settled(ann, ben);
    expect(ben.doc.getMap('sheet').toJSON()).toEqual({ '1m01': 'Main title' });
    ben.doc.getMap('sheet').set('1m01', 'mine now');
    await settled(ben);
    expect(ben.refusals).toEqual(['update.role']);
    ann.doc.getMap('sheet').delete('1m01');
    await settled(ann);
    const cas = await new Client('cas').join(server, 'film');
    await settled(cas);
    expect(cas.doc.getMap('sheet').toJSON()).toEqual({});
  });

  it('S2 keeps its form', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server, 'film');
    ann.update(
      craft(ann, (doc) => {
        doc.getText('other').insert(0, 'x');
      }),
    );
    ann.doc.getMap('sheet').set('1m01', 'Main title');
    await settled(ann);
    expect(ann.refusals).toEqual(['update.schema']);
    const ben = await new Client('ben').join(server, 'film');
    await settled(ben);
    expect(ben.doc.getMap('sheet').toJSON()).toEqual({ '1m01': 'Main title' });
    expect(ben.doc.share.has('other')).toBe(false);
  });

  it('S3 whoever joins has all that was written until then, every time', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server, 'film');
    for (let i = 0; i < 4; i++) {
      ann.doc.getMap('sheet').set('1m01', i);
      await settled(ann);
      const late = await new Client('late').join(server, 'film');
      expect(late.doc.getMap('sheet').toJSON()).toEqual({ '1m01': i });
      late.leave();
    }
  });

  it('S3 several people write at once and converge', async () => {
    const server = engine();
    const people = await Promise.all(['a', 'b', 'c', 'd'].map((id) => new Client(id).join(server, 'film')));
    for (let i = 0; i < 40; i++) people[i % 4]?.doc.getMap('sheet').set(`key ${String(i % 7)}`, i);
    await settled(...people);
    const first = people[0]?.doc.getMap('sheet').toJSON();
    for (const client of people) expect(client.doc.getMap('sheet').toJSON()).toEqual(first);
  });

  it('S1 what is known already is no offence and no update, also before anybody has written', async () => {
    const log = memoryUpdateLog();
    const before = engine({ log });
    const ann = await new Client('ann').join(before, 'film');
    ann.doc.getMap('sheet').set('1m01', 'Main title');
    await settled(ann);
    const known = Y.encodeStateAsUpdate(ann.doc);
    await before.stop();

    const server = engine({ log });
    const ben = await new Client('ben', 'reads').join(server, 'film');
    ben.update(known);
    ben.update(Y.encodeStateAsUpdate(new Y.Doc()));
    await settled(ben);
    expect(ben.refusals).toEqual([]);
    const { updates } = await log.load('film');
    expect(updates).toHaveLength(1);
    ben.update(new Uint8Array([1, 1, 1]));
    await settled(ben);
    expect(ben.refusals).toEqual(['update.malformed']);
  });
});
