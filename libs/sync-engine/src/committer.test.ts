import { describe, expect, it } from 'vitest';
import { memoryUpdateLog } from './memory-update-log.js';
import type { UpdateLog } from './ports.js';
import { Client, engine, eventually, settled } from './testing/honest-client.js';

describe('durability', () => {
  /** A log that commits only when told to. */
  function heldLog(): { log: UpdateLog; isHolding: () => boolean; release: () => void; fail: () => void } {
    const inner = memoryUpdateLog();
    let gate: { open: () => void; shut: (reason: unknown) => void } | null = null;
    return {
      log: {
        ...inner,
        append: async (batch) => {
          await new Promise<void>((open, shut) => (gate = { open, shut }));
          return inner.append(batch);
        },
      },
      isHolding: () => gate !== null,
      release: () => gate?.open(),
      fail: () => gate?.shut(new Error('disk full')),
    };
  }

  it('D1 nobody sees or is told of an update before it is durable', async () => {
    const { log, isHolding, release } = heldLog();
    const server = engine({ log });
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    await settled(ann, ben);
    ann.write('a1', 'not yet');
    await eventually(() => {
      expect(isHolding()).toBe(true);
    });
    const late = await new Client('cas').join(server);
    await eventually(() => {
      expect(late.doc.share.size).toBe(0);
    });
    expect(ben.part('ann')).toEqual({});
    expect(ann.saved).toBeLessThan(ann.sent);
    release();
    await settled(ann);
    expect(ben.part('ann')).toEqual({ a1: 'not yet' });
    expect(late.part('ann')).toEqual({ a1: 'not yet' });
  });

  it('D2 what could not be saved is told to its author, stays in line, and goes through when storage is back', async () => {
    const faults: unknown[] = [];
    const { log, release, fail } = heldLog();
    const server = engine({ log, observer: { fault: (_document, error) => faults.push(error) } });
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    await settled(ann, ben);
    ann.write('a1', 'kept');
    await eventually(() => {
      fail();
      expect(ann.heard).toContainEqual({ type: 'not-saved' });
    });
    expect(ann.saved).toBeLessThan(ann.sent);
    expect(ben.part('ann')).toEqual({});
    expect(faults).not.toEqual([]);
    // Those who read are not disturbed.
    const cas = await new Client('cas', 'reads').join(server);
    await eventually(() => {
      release();
      expect(ann.saved).toBe(ann.sent);
    });
    expect([ann.closed, ben.closed, cas.closed]).toEqual([null, null, null]);
    expect(ben.part('ann')).toEqual({ a1: 'kept' });
    expect(cas.part('ann')).toEqual({ a1: 'kept' });
  });

  it('D3 a document that everybody left is read from the log again', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    ann.write('a1', 'stays');
    await settled(ann);
    ann.leave();
    await eventually(() => {
      expect(server.census()).toMatchObject({ documents: 0, connections: 0 });
    });
    const ben = await new Client('ben').join(server);
    await settled(ben);
    expect(ben.part('ann')).toEqual({ a1: 'stays' });
  });
});
