import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Bus, News } from '@segue/sync-engine';
import { afterEach, expect, it } from 'vitest';
import { redisBus } from './redis-bus.js';

const REDIS_URL = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

const open: { close(): Promise<void> }[] = [];

async function openBus(url = REDIS_URL): Promise<Bus> {
  const bus = await redisBus(url);
  open.push(bus);
  return bus;
}

afterEach(async () => {
  for (const bus of open.splice(0)) await bus.close();
});

/** News about a document of the test's own: other tests may use the same Redis. */
function newsOf(document: string, sequence: number): News {
  return { type: 'appended', heads: [[document, sequence]] };
}

/** All news about the document up to and with the one of this sequence. */
function hear(bus: Bus, document: string, last: number): Promise<News[]> {
  const heard: News[] = [];
  return new Promise((resolve) => {
    bus.subscribe((news) => {
      if (news.type !== 'appended' || news.heads[0]?.[0] !== document) return;
      heard.push(news);
      if (news.heads[0][1] === last) resolve(heard);
    });
  });
}

it('tells every other node, in order, and not the one that spoke', async () => {
  const document = crypto.randomUUID();
  const [a, b, c] = [await openBus(), await openBus(), await openBus()];
  const atA = hear(a, document, 4);
  const atB = hear(b, document, 3);
  const atC = hear(c, document, 3);
  for (const sequence of [1, 2, 3]) a.publish(newsOf(document, sequence));
  const spoken = [1, 2, 3].map((sequence) => newsOf(document, sequence));
  expect(await atB).toEqual(spoken);
  expect(await atC).toEqual(spoken);
  b.publish(newsOf(document, 4));
  expect(await atA).toEqual([newsOf(document, 4)]);
});

it('carries every kind of news unchanged', async () => {
  const [a, b] = [await openBus(), await openBus()];
  const document = crypto.randomUUID();
  const all: News[] = [
    { type: 'awareness', document, update: 'AQID' },
    { type: 'opened', document },
    { type: 'authority', personId: document },
    newsOf(document, 1),
  ];
  const heard: News[] = [];
  const done = new Promise<void>((resolve) => {
    b.subscribe((news) => {
      heard.push(news);
      if (news.type === 'appended' && news.heads[0]?.[0] === document) resolve();
    });
  });
  for (const news of all) a.publish(news);
  await done;
  expect(heard.filter((news) => JSON.stringify(news).includes(document))).toEqual(all);
});

it('connects again by itself, and goes on hearing', async () => {
  const line = await openLine(REDIS_URL);
  const document = crypto.randomUUID();
  const cut = await openBus(line.url);
  const other = await openBus();
  const heard = hear(cut, document, 1);
  const answered = hear(other, document, 2);

  await line.cut();
  // Nothing fails while it is away.
  cut.publish(newsOf(document, 0));
  await line.mend();

  await repeatUntil(heard, () => {
    other.publish(newsOf(document, 1));
  });
  await repeatUntil(answered, () => {
    cut.publish(newsOf(document, 2));
  });
  await line.close();
});

it('says what is wrong when there is no Redis', async () => {
  const line = await openLine(REDIS_URL);
  await line.cut();
  await expect(redisBus(line.url)).rejects.toThrow(/cannot be reached\. Check REDIS_URL/);
  await line.close();
});

/** Repeats until the promise is settled: when a lost connection stands again is for the library to know. */
async function repeatUntil(settled: Promise<unknown>, act: () => void): Promise<void> {
  act();
  const timer = setInterval(act, 20);
  await settled;
  clearInterval(timer);
}

/** A line to Redis that a test can cut and mend. */
async function openLine(
  target: string,
): Promise<{ url: string; cut(): Promise<void>; mend(): Promise<void>; close(): Promise<void> }> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let ownPort = 0;

  async function mend(): Promise<void> {
    server = createServer((near) => {
      const far = connect(Number(port || 6379), hostname);
      for (const [socket, peer] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          sockets.delete(socket);
          peer.destroy();
        });
        socket.pipe(peer);
      }
    });
    server.listen(ownPort, '127.0.0.1');
    await once(server, 'listening');
    ownPort = (server.address() as AddressInfo).port;
  }

  async function cut(): Promise<void> {
    if (server === null) return;
    const closed = once(server, 'close');
    server.close();
    server = null;
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await mend();
  return { url: `redis://127.0.0.1:${String(ownPort)}`, cut, mend, close: cut };
}
