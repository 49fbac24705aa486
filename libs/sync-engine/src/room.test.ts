import { SYNC_STEP_1, syncMessage } from '@segue/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { memoryUpdateLog } from './memory-update-log.js';
import type { News, UpdateLog } from './ports.js';
import { Client, engine, eventually, settled } from './testing/honest-client.js';

describe('D6 a room in which nobody writes', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const sleeping = (server: ReturnType<typeof engine>): void => {
    vi.advanceTimersByTime(10_000);
    expect(server.census()).toMatchObject({ documents: 1, awake: 0 });
  };

  for (const document of ['cue', 'film']) {
    const write = (client: Client, key: string, value: string): void => {
      if (document === 'cue') client.write(key, value);
      else client.doc.getMap('sheet').set(key, value);
    };
    const seen = (client: Client): unknown =>
      client.doc.getMap(document === 'cue' ? 'part:ann' : 'sheet').toJSON();

    it(`falls asleep, and is there again for who writes, joins or asks: ${document}`, async () => {
      const server = engine();
      const ann = await new Client('ann').join(server, document);
      const ben = await new Client('ben').join(server, document);
      write(ann, 'a1', 'before');
      await settled(ann, ben);
      sleeping(server);
      write(ann, 'a2', 'wakes it');
      await settled(ann);
      expect(server.census().awake).toBe(1);
      expect(seen(ben)).toEqual({ a1: 'before', a2: 'wakes it' });
      sleeping(server);
      const cas = await new Client('cas').join(server, document);
      await settled(cas);
      expect(seen(cas)).toEqual({ a1: 'before', a2: 'wakes it' });
      sleeping(server);
      // The stock client may ask again at any time.
      const dee = new Client('dee');
      await dee.join(server, document);
      await settled(dee);
      sleeping(server);
      const before = dee.updates;
      dee.raw(syncMessage(SYNC_STEP_1, Y.encodeStateVector(new Y.Doc())));
      await eventually(() => {
        expect(dee.updates).toBeGreaterThan(before);
      });
    });
  }

  it('knows whose client ids are whose when it wakes', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    ann.write('a1', 'mine');
    await settled(ann, ben);
    sleeping(server);
    ben.doc.clientID = ann.doc.clientID;
    ben.write('b1', 'under her id');
    await settled(ben);
    expect(ben.refusals).toEqual(['update.foreign-client-id']);
    expect(ann.part('ben')).toEqual({});
  });

  it('passes on what other nodes write, and has it when it wakes', async () => {
    const log = memoryUpdateLog();
    const elsewhere = await new Client('cas').join(engine({ log }));
    let hear: (news: News) => void = () => undefined;
    const server = engine({
      log,
      bus: { publish: () => undefined, subscribe: (listener) => (hear = listener) },
    });
    const ann = await new Client('ann').join(server);
    await settled(ann);
    sleeping(server);
    elsewhere.write('c1', 'heard of');
    await settled(elsewhere);
    hear({ type: 'appended', heads: [['cue', 1]] });
    await eventually(() => {
      expect(ann.part('cas')).toEqual({ c1: 'heard of' });
    });
    expect(server.census().awake).toBe(0);
    elsewhere.write('c2', 'not heard of');
    await settled(elsewhere);
    ann.write('a1', 'wakes it');
    await settled(ann);
    expect(ann.part('cas')).toEqual({ c1: 'heard of', c2: 'not heard of' });
    expect(ann.refusals).toEqual([]);
  });

  it('tells writers that they are not saved while it cannot be read, and takes their work afterwards', async () => {
    const inner = memoryUpdateLog();
    let broken = false;
    const log: UpdateLog = {
      ...inner,
      load: (name) => (broken ? Promise.reject(new Error('no database')) : inner.load(name)),
    };
    const server = engine({ log });
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    await settled(ann, ben);
    sleeping(server);
    broken = true;
    ann.write('a1', 'kept');
    await eventually(() => {
      expect(ann.heard).toContainEqual({ type: 'not-saved' });
    });
    await expect(new Client('cas').join(server)).rejects.toThrow('no database');
    expect(server.census()).toMatchObject({ documents: 1, connections: 2 });
    broken = false;
    await settled(ann);
    expect(ben.part('ann')).toEqual({ a1: 'kept' });
  });
});
