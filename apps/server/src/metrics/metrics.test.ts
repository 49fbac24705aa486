import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { routesOf } from '../testing/routes.js';
import { startTestServer, type TestServer } from '../testing/test-server.js';
import { SyncMetrics } from './sync-metrics.js';

const TOKEN = 'a token that nobody guesses'.replaceAll(' ', '-');

describe('the metrics of a server that has a token for them', () => {
  let server: TestServer;
  let metrics: SyncMetrics;

  beforeAll(async () => {
    server = await startTestServer({ metricsToken: TOKEN });
    metrics = server.app.get(SyncMetrics);
  });
  afterAll(() => server.close());

  const scrape = (authorization?: string) =>
    server.anonymous.send('GET', '/metrics', {
      headers: authorization === undefined ? {} : { authorization },
    });
  /** The samples of one scrape: name with labels, as written, to value. */
  async function samples(): Promise<Map<string, number>> {
    const text = await (await scrape(`Bearer ${TOKEN}`)).text();
    return new Map(
      text
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
    );
  }

  it('are closed to everybody without it, the owner too', async () => {
    for (const sent of [
      undefined,
      'Bearer',
      `Bearer ${TOKEN}x`,
      `Basic ${TOKEN}`,
      `Bearer ${TOKEN.slice(1)}`,
    ]) {
      const response = await scrape(sent);
      expect([sent, response.status]).toEqual([sent, 401]);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.text()).not.toContain('segue_');
    }
    expect((await server.owner.send('GET', '/metrics')).status).toBe(401);
  });

  it('are in the text format, and include those of the process', async () => {
    const response = await scrape(`Bearer ${TOKEN}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const read = await samples();
    for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']) {
      expect(read.get(name)).toBeGreaterThan(0);
    }
    expect([...read.keys()].some((name) => name.startsWith('segue_build_info{version="'))).toBe(true);
  });

  it('count what the engine tells', async () => {
    metrics.committed({ documents: ['a', 'b', 'c'], updates: 40, bytes: 5000, milliseconds: 4 });
    metrics.committed({ documents: ['a'], updates: 1, bytes: 20, milliseconds: 300 });
    metrics.refused('update.role');
    metrics.refused('update.role');
    metrics.refused('update.schema');
    metrics.fault();
    metrics.repaired();
    metrics.cutOff();
    metrics.watch({
      census: () => ({ documents: 5, connections: 9, people: 4, awake: 2, waiting: 11 }),
      openDocuments: () => [],
    });
    expect(Object.fromEntries(await samples())).toMatchObject({
      segue_sync_commit_duration_seconds_count: 2,
      'segue_sync_commit_duration_seconds_bucket{le="0.005"}': 1,
      segue_sync_commit_documents_sum: 4,
      segue_sync_commit_updates_sum: 41,
      segue_sync_committed_bytes_total: 5020,
      'segue_sync_updates_refused_total{code="update.role"}': 2,
      'segue_sync_updates_refused_total{code="update.schema"}': 1,
      segue_sync_storage_faults_total: 1,
      segue_sync_documents_repaired_total: 1,
      segue_sync_slow_readers_cut_off_total: 1,
      segue_sync_rooms: 5,
      segue_sync_connections: 9,
      segue_sync_people: 4,
      segue_sync_rooms_awake: 2,
      segue_sync_updates_waiting: 11,
    });
    const recent = metrics.recentCommits();
    expect(recent?.p99Seconds).toBeCloseTo(0.3);
    expect(await metrics.troubles()).toEqual({ refusedUpdates: 3, storageFaults: 1, cutOff: 1 });
  });

  it('measure requests by the template of their route', async () => {
    const film = await server.createFilm();
    await server.owner.json('GET', `/api/films/${film.id}`);
    await server.anonymous.send('GET', `/api/films/${film.id}`);
    await server.anonymous.send('GET', '/api/nothing/here');
    const requests = [...(await samples()).keys()].filter((name) =>
      name.startsWith('segue_http_request_duration_seconds_count'),
    );
    const labelled = (route: string, status: string) =>
      `segue_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`;
    expect(requests).toContain(labelled('/api/films/:filmId', '2xx'));
    expect(requests).toContain(labelled('/api/films/:filmId', '4xx'));
    expect(requests).toContain(labelled('none', '4xx'));
    expect(requests.filter((name) => name.includes(film.id))).toEqual([]);
  });

  it('look up the database, the disk, the read models and the deliveries', async () => {
    const db = server.db;
    await db.insertInto('projections').values({ document: 'film/lagging', sequence: 1 }).execute();
    await db
      .insertInto('document_updates')
      .values(
        [1, 2].map((sequence) => ({
          document: 'film/lagging',
          sequence,
          bytes: Buffer.of(0, 0),
          client_ids: [],
          person_ids: [],
        })),
      )
      .execute();
    const behind = await samples();
    expect(behind.get('segue_read_models_behind_documents')).toBe(1);
    expect(behind.get('segue_read_models_behind_seconds')).toBeGreaterThan(0);
    await db.updateTable('projections').set({ sequence: 2 }).where('document', '=', 'film/lagging').execute();

    const now = await samples();
    expect(now.get('segue_read_models_behind_documents')).toBe(0);
    expect(now.get('segue_read_models_behind_seconds')).toBe(0);
    expect(now.get('segue_dependency_up{dependency="database"}')).toBe(1);
    expect(now.get('segue_data_folder_free_bytes')).toBeGreaterThan(0);
    expect(now.get('segue_deliveries{state="reading"}')).toBe(0);
  });

  it('count the bytes that WebSockets were sent, also of those that are gone', async () => {
    const name = 'segue_websocket_sent_bytes_total{endpoint="sync"}';
    const before = (await samples()).get(name) ?? 0;
    const film = await server.createFilm();
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/film/${film.id}`, {
      headers: { cookie: server.owner.cookie },
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('message', resolve));
    const open = (await samples()).get(name) ?? 0;
    expect(open).toBeGreaterThan(before);
    socket.close();
    await closed;
    expect((await samples()).get(name)).toBeGreaterThanOrEqual(open);
  });
});

describe('the metrics of a server without a token', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('are not there', async () => {
    expect(routesOf(server).map(({ path }) => path)).not.toContain('/metrics');
    expect((await server.owner.send('GET', '/metrics')).status).toBe(404);
    const guessed = { headers: { authorization: 'Bearer null' } };
    expect((await server.anonymous.send('GET', '/metrics', guessed)).status).toBe(404);
  });
});
