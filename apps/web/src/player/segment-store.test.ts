import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SoundSource } from './arrangement';
import { SegmentStore, type LoadSegment, type Wish } from './segment-store';

/** Mono, ten samples a segment: 40 bytes each, and the last one shorter. */
function source(key: string): SoundSource {
  const facts = {
    sampleRate: 48_000,
    channels: 1,
    samples: 995,
    segmentSamples: 10,
    segments: 100,
    layout: null,
  };
  return { ...facts, key, pathOf: (index) => `${key}/${String(index)}` };
}

const music = source('music');
const wishes = (...indices: number[]): Wish[] => indices.map((index) => ({ source: music, index }));

/** A server that answers when it is told to. */
class Server {
  readonly asked: string[] = [];
  readonly open = new Map<string, { readonly answer: () => void; readonly fail: () => void }>();

  readonly load: LoadSegment = (path, signal) => {
    this.asked.push(path);
    return new Promise((resolve, reject) => {
      const end = (act: () => void) => () => {
        this.open.delete(path);
        act();
      };
      const answer = end(() => {
        resolve(new TextEncoder().encode(path));
      });
      const fail = end(() => {
        reject(new Error('no connection'));
      });
      this.open.set(path, { answer, fail });
      signal.addEventListener('abort', fail);
    });
  };
}

function open(maxBytes = 4000) {
  const server = new Server();
  const decode = (bytes: Uint8Array) => {
    const index = Number(new TextDecoder().decode(bytes).split('/')[1]);
    return Promise.resolve([new Float32Array(index === 99 ? 5 : 10).fill(index)]);
  };
  return { server, store: new SegmentStore({ load: server.load, decode, maxBytes }) };
}

async function passed(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

async function answer(server: Server, ...paths: string[]): Promise<void> {
  for (const path of paths) server.open.get(path)?.answer();
  await passed();
}

describe('the store of segments', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('fetches three at a time, the most urgent first, and tells of each arrival', async () => {
    const { server, store } = open();
    let arrived = 0;
    store.onArrival(() => arrived++);
    store.want(wishes(4, 5, 6, 7));
    expect(server.asked).toEqual(['music/4', 'music/5', 'music/6']);
    expect(store.peek(music, 4)).toBe(null);
    await answer(server, 'music/4');
    expect(arrived).toBe(1);
    expect(store.peek(music, 4)?.[0]?.[0]).toBe(4);
    expect(server.asked.at(-1)).toBe('music/7');
  });

  it('breaks off what is no longer wished for, and is not told that it failed', async () => {
    const { server, store } = open();
    let failed = 0;
    store.onFailure(() => failed++);
    store.want(wishes(1, 2, 3));
    store.want(wishes(3, 50));
    await passed();
    expect([...server.open.keys()]).toEqual(['music/3', 'music/50']);
    expect(failed).toBe(0);
  });

  it('fetches again what was broken off a moment before it was wished for again', async () => {
    const { server, store } = open();
    store.want(wishes(1));
    store.want([]);
    store.want(wishes(1));
    await passed();
    await answer(server, 'music/1');
    expect(store.peek(music, 1)).not.toBe(null);
  });

  it('tries again after a while what failed, as long as it is wished for', async () => {
    const { server, store } = open();
    let failed = 0;
    store.onFailure(() => failed++);
    store.want(wishes(1));
    server.open.get('music/1')?.fail();
    await passed();
    store.want(wishes(1));
    expect(failed).toBe(1);
    expect(server.asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.asked).toHaveLength(2);
    server.open.get('music/1')?.fail();
    store.want([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.asked).toHaveLength(2);
  });

  it('takes nothing that is not as long as it should be', async () => {
    const { server, store } = open();
    let failed = 0;
    store.onFailure(() => failed++);
    const longer = {
      ...music,
      key: 'longer',
      samples: 1000,
      pathOf: (index: number) => `music/${String(index)}`,
    };
    store.want([{ source: longer, index: 99 }]);
    await answer(server, 'music/99');
    expect(failed).toBe(1);
    expect(store.peek(longer, 99)).toBe(null);
  });

  it('asks for no more than fits', () => {
    const { server, store } = open(80);
    store.want(wishes(1, 2, 3));
    expect(server.asked).toEqual(['music/1', 'music/2']);
  });

  it('holds together what is needed at the same time, whatever it takes, and no longer than that', async () => {
    const { server, store } = open(80);
    store.want(wishes(1, 2, 3, 4), 3);
    await answer(server, 'music/1', 'music/2', 'music/3');
    expect(server.asked).toEqual(['music/1', 'music/2', 'music/3']);
    expect([1, 2, 3].every((index) => store.peek(music, index) !== null)).toBe(true);
    store.want(wishes(3, 4));
    expect(store.bytes).toBe(80);
  });

  it('keeps what is wished for, never holds more than it may, and asks for nothing twice that it has', async () => {
    const lists = fc.array(fc.uniqueArray(fc.nat(98), { maxLength: 8 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(lists, async (turns) => {
        const { server, store } = open(200);
        for (const indices of turns) {
          store.want(wishes(...indices));
          while (server.open.size > 0) {
            await answer(server, ...server.open.keys());
            expect(store.bytes).toBeLessThanOrEqual(200);
          }
          const fitting = indices.slice(0, 5);
          for (const index of fitting) expect(store.peek(music, index)?.[0]?.[0]).toBe(index);
          const asked = server.asked.length;
          store.want(wishes(...indices));
          expect(server.asked).toHaveLength(asked);
        }
      }),
      { numRuns: 50 },
    );
  });
});
