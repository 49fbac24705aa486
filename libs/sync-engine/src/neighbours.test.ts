import { describe, expect, it } from 'vitest';
import { memoryUpdateLog } from './memory-update-log.js';
import type { Bus, News } from './ports.js';
import { Client, engine, eventually, settled } from './testing/honest-client.js';

describe('two nodes', () => {
  function buses(): [Bus, Bus] {
    const listeners: ((news: News) => void)[] = [];
    const bus = (other: number): Bus => ({
      publish: (news) => {
        setImmediate(() => listeners[other]?.(news));
      },
      subscribe: (listener) => {
        listeners[1 - other] = listener;
      },
    });
    return [bus(1), bus(0)];
  }

  it('N1 people on different nodes see each other', async () => {
    const log = memoryUpdateLog();
    const [first, second] = buses();
    const one = engine({ log, bus: first });
    const two = engine({ log, bus: second });
    const ann = await new Client('ann').join(one);
    const ben = await new Client('ben').join(two);
    for (let i = 0; i < 20; i++) {
      ann.write(`a${String(i)}`, 'from one');
      ben.write(`b${String(i)}`, 'from two');
    }
    await settled(ann, ben);
    await eventually(() => {
      expect(Object.keys(ann.part('ben'))).toHaveLength(20);
      expect(Object.keys(ben.part('ann'))).toHaveLength(20);
    });
  });

  it('N1 news that come while a document is being read wait until it has been', async () => {
    const inner = memoryUpdateLog();
    const one = engine({ log: inner });
    const ann = await new Client('ann').join(one);
    ann.write('a1', 'in the snapshot');
    await settled(ann);
    const [first] = await inner.read('cue', 0);
    await inner.saveSnapshot('cue', 1, first?.bytes ?? new Uint8Array());
    ann.write('a2', 'since then');
    await settled(ann);
    let hear: (news: News) => void = () => undefined;
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const faults: unknown[] = [];
    const two = engine({
      log: {
        ...inner,
        load: async (document) => {
          const stored = await inner.load(document);
          await held;
          return stored;
        },
        // What the snapshot stands for is not in the log any more.
        read: async (document, after) =>
          (await inner.read(document, after)).filter(({ sequence }) => sequence > 1),
      },
      bus: { publish: () => undefined, subscribe: (listener) => (hear = listener) },
      observer: { fault: (_document, error) => faults.push(error) },
    });
    const joining = new Client('ben').join(two);
    ann.write('a3', 'while it is read');
    await settled(ann);
    hear({ type: 'appended', heads: [['cue', 3]] });
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
    const ben = await joining;
    await eventually(() => {
      expect(ben.part('ann')).toEqual({
        a1: 'in the snapshot',
        a2: 'since then',
        a3: 'while it is read',
      });
    });
    expect(faults).toEqual([]);
  });

  it('N2 an honest client may carry what the other node has not heard of', async () => {
    const log = memoryUpdateLog();
    const one = engine({ log });
    const deaf = engine({ log, bus: { publish: () => undefined, subscribe: () => undefined } });
    const listener = await new Client('cas').join(deaf);
    const ann = await new Client('ann').join(one);
    const ben = await new Client('ben').join(one);
    ann.write('a1', 'from one');
    await settled(ann, ben);
    ben.leave();
    ben.sent = 0;
    ben.heard.length = 0;
    ben.write('b1', 'written in between');
    await ben.join(deaf);
    await settled(ben);
    expect(ben.refusals).toEqual([]);
    expect(listener.part('ben')).toEqual({ b1: 'written in between' });
    expect(listener.part('ann')).toEqual({ a1: 'from one' });
  });
});
