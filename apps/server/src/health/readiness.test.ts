import type { Worker } from 'node:worker_threads';
import type { Film } from '@segue/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.js';
import { WeakNetwork } from '../testing/weak-network.js';

const REDIS_URL = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** What a balancer or a person reads at `/health/ready`. */
async function ask(server: TestServer): Promise<{ status: number; body: unknown }> {
  const answer = await server.anonymous.send('GET', '/health/ready');
  return { status: answer.status, body: await answer.json() };
}

const ready = { status: 200, body: { status: 'ok' } };

function untilReady(server: TestServer): Promise<void> {
  return untilAnswered(server, ready);
}

function untilAnswered(server: TestServer, answer: unknown): Promise<void> {
  return vi.waitFor(
    async () => {
      expect(await ask(server)).toEqual(answer);
    },
    { timeout: 25_000, interval: 20 },
  );
}

describe('readiness', () => {
  const cleanUps: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });

  async function start(config: Parameters<typeof startTestServer>[0] = {}): Promise<TestServer> {
    const server = await startTestServer(config);
    cleanUps.push(() => server.close());
    return server;
  }

  it('ends while the embedded database is down, and comes back with it', async () => {
    let isDown = false;
    let worker: Worker | undefined;
    const follow = (started: Worker): void => {
      worker = started;
      // As when what killed the first kills all that follow, a full disk for one: it stays down for as long as is wanted.
      if (isDown) void started.terminate();
    };
    process.on('worker', follow);
    cleanUps.push(() => process.off('worker', follow));
    const server = await start();
    const film = await server.createFilm();
    expect(await ask(server)).toEqual(ready);

    isDown = true;
    await worker?.terminate();
    const down = {
      status: 503,
      body: { code: 'storage.unavailable', status: 503, extra: { without: ['database'] } },
    };
    expect(await ask(server)).toMatchObject(down);
    expect(await ask(server)).toMatchObject(down);
    expect(await server.anonymous.json('GET', '/health/live')).toEqual({ status: 'ok' });
    // Whoever asks for anything else hears the same, and not of a mistake of ours.
    const refused = await server.owner.send('GET', '/api/films');
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      503,
      'storage.unavailable',
    ]);

    isDown = false;
    await untilReady(server);
    const films = (await server.owner.json('GET', '/api/films')) as Film[];
    expect(films.map(({ id }) => id)).toEqual([film.id]);
  });

  it('stays while Redis is away, and says that it is', async () => {
    const network = await WeakNetwork.to(REDIS_URL, '');
    cleanUps.push(() => {
      network.close();
    });
    const server = await start({ redisUrl: network.url.replace('ws:', 'redis:') });
    expect(await ask(server)).toEqual(ready);

    network.cut();
    const degraded = { status: 200, body: { status: 'degraded', without: ['redis'] } };
    await untilAnswered(server, degraded);
    // And rightly so.
    const film = await server.createFilm();
    const composer = await server.member(film.id, 'composer');
    expect(await composer.outcome('GET', `/api/films/${film.id}/cues`)).toBe(200);

    network.mend();
    await untilReady(server);
  });
});
