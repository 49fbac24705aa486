import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { installationSchema, type Installation } from '@segue/protocol';
import { backUp } from '@segue/storage';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { databaseOptions, openBlobStore } from '../app.module.js';
import { SyncMetrics } from '../metrics/sync-metrics.js';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import { announcement, deliver, FILM_START, writeCue } from '../testing/music-film.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

describe('the installation', () => {
  let server: TestServer;
  let filmId: string;
  let composer: ApiClient;
  let cueId: string;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm({ title: 'The Long Take' })).id;
    composer = await server.member(filmId, 'composer');
    cueId = await writeCue(server, filmId, composer, { number: '1m04', title: 'Dawn', in: FILM_START });
  });
  afterAll(() => server.close());

  /** Watches the film as a browser does, in the few words of socket.io's protocol that this takes. */
  async function watchFilm(person: ApiClient): Promise<WebSocket> {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie: person.cookie },
    });
    const hear = (start: string) =>
      vi.waitUntil(() => heard.some((message) => message.startsWith(start)), { timeout: 5000 });
    const heard: string[] = [];
    socket.on('message', (message: Buffer) => heard.push(message.toString()));
    await hear('0{');
    socket.send('40');
    await hear('40{');
    socket.send(`420["watch",${JSON.stringify({ filmId })}]`);
    await hear('430');
    return socket;
  }

  const read = async (): Promise<Installation> =>
    installationSchema.parse(await server.owner.json('GET', '/api/installation'));

  it('is shown to its owner and to nobody else', async () => {
    expect(await server.owner.outcome('GET', '/api/installation')).toBe(200);
    expect(await server.anonymous.outcome('GET', '/api/installation')).toBe('session.missing');
    for (const role of ['composer', 'producer', 'observer', 'guest'] as const) {
      const member = await server.member(filmId, role);
      expect(await member.outcome('GET', '/api/installation')).toBe('access.denied');
    }
  });

  it('says which node answers, and how it and what it stands on are', async () => {
    const { version, node, health } = await read();
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(node.hasOthers).toBe(false);
    expect(Date.parse(node.startedAt)).toBeLessThan(Date.now());
    expect(health.dependencies).toMatchObject([{ name: 'database', ok: true }]);
    expect(health.disk?.freeBytes).toBeGreaterThan(0);
    expect(health.memory.heapLimitBytes).toBeGreaterThan(health.memory.heapBytes);
    expect(health.commits).toBeNull();
    expect(health.readModels).toEqual({ documents: 0, oldestSeconds: 0 });
  });

  it('counts what is stored', async () => {
    const before = (await read()).storage;
    expect(before.database.kind).toBe('embedded');
    expect(before.database.bytes).toBeGreaterThan(0);
    const sound = wavBytes();
    await deliver(composer, announcement(cueId, sound), sound);
    const { music, movies, reading } = (await read()).storage;
    expect(music).toEqual({ files: before.music.files + 1, bytes: before.music.bytes + sound.length });
    expect(movies).toEqual({ files: 0, bytes: 0 });
    expect(reading).toBe(0);
  });

  it('says when the system was backed up last', async () => {
    expect((await read()).storage.lastBackup).toBeNull();
    const file = join(server.dataFolder, 'backup.tar');
    const config = server.app.get<Config>(CONFIG);
    const began = Date.now();
    await backUp(file, databaseOptions(config), openBlobStore(config));
    const { lastBackup } = (await read()).storage;
    expect(lastBackup).toEqual({ at: lastBackup?.at, bytes: (await stat(file)).size, whole: true });
    expect(Date.parse(lastBackup?.at ?? '')).toBeGreaterThanOrEqual(began);
    expect(Date.parse(lastBackup?.at ?? '')).toBeLessThanOrEqual(Date.now());
  });

  it('names the rooms that the engine has open, in the order of films and cues', async () => {
    const second = await writeCue(server, filmId, composer, {
      number: '1m10',
      title: 'Dusk',
      in: FILM_START,
    });
    const dora = { personId: server.owner.personId, name: server.owner.name };
    const carl = { personId: composer.personId, name: composer.name };
    server.app.get(SyncMetrics).watch({
      census: () => ({ documents: 3, connections: 5, people: 2, awake: 1, waiting: 4 }),
      openDocuments: () => [
        { document: `cue/${second}/team`, people: [carl], waiting: 0 },
        { document: `cue/${cueId}/notes`, people: [dora, carl, carl], waiting: 4 },
        { document: `film/${filmId}`, people: [dora], waiting: 0 },
        { document: 'cue/nobodyknowsit0/notes', people: [dora], waiting: 0 },
      ],
    });
    const { rooms, people, sync } = await read();
    expect(sync).toMatchObject({ people: 2, waiting: 4 });
    expect(rooms.map(({ kind, cue }) => [kind, cue?.number])).toEqual([
      ['spotting', undefined],
      ['notes', '1m04'],
      ['team', '1m10'],
    ]);
    expect(rooms[1]).toMatchObject({
      film: { id: filmId, title: 'The Long Take' },
      cue: { id: cueId, title: 'Dawn' },
      connections: 3,
      waiting: 4,
    });
    expect(rooms[1]?.people.map(({ name }) => name).sort()).toEqual(
      [composer.name, server.owner.name].sort(),
    );
    expect(people.map(({ name }) => name).sort()).toEqual([composer.name, server.owner.name].sort());
  });

  it('says who is here, and on which film', async () => {
    const socket = await watchFilm(composer);
    await vi.waitFor(async () => {
      expect((await read()).people).toContainEqual({
        id: composer.personId,
        name: composer.name,
        films: [{ id: filmId, title: 'The Long Take' }],
        windows: 1,
      });
    });
    socket.close();
    await vi.waitFor(async () => {
      expect((await read()).people.filter(({ windows }) => windows > 0)).toEqual([]);
    });
  });
});
