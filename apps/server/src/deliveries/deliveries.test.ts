import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newId, type Delivery } from '@segue/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  announcement,
  appendUpload,
  createUpload,
  deliver,
  eraseCue,
  settled,
  writeCue,
} from '../testing/music-film.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { UploadFolder } from './upload-folder.js';

describe('deliveries', () => {
  let server: TestServer;
  let filmId: string;
  let cueId: string;
  let composer: ApiClient;
  let mixer: ApiClient;
  let director: ApiClient;
  let stranger: ApiClient;
  const mix = wavBytes({ samples: 4800 });

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    mixer = await server.member(filmId, 'mixer');
    director = await server.member(filmId, 'director');
    stranger = await server.member((await server.createFilm()).id, 'composer');
    cueId = await writeCue(server, filmId, composer, { number: '1m04' });
  });
  afterAll(() => server.close());

  const announce = (client: ApiClient, fields: object = {}): Promise<number | string> =>
    client.outcome('POST', '/api/deliveries', { ...announcement(cueId, mix), ...fields });
  const announced = async (client: ApiClient, bytes: Uint8Array): Promise<Delivery> =>
    (await client.json('POST', '/api/deliveries', announcement(cueId, bytes))) as Delivery;

  it('are announced by those who upload versions', async () => {
    expect(await announce(server.anonymous)).toBe('session.missing');
    expect(await announce(stranger)).toBe('not-found');
    expect(await announce(director)).toBe('access.denied');
    expect(await announced(composer, mix)).toMatchObject({
      filmId,
      purpose: 'version',
      cueId,
      cutId: null,
      state: 'uploading',
      progress: 0,
      refusal: null,
      versionId: null,
      personId: composer.personId,
    });
  });

  it('are refused for cues and cuts that are not there, and beyond 20 GB', async () => {
    expect(await announce(composer, { cueId: newId() })).toBe('not-found');
    expect(await announce(composer, { writtenToCutId: newId() })).toBe('not-found');
    expect(await announce(composer, { size: 20_000_000_001 })).toBe('delivery.too-large');
    expect(await announce(composer, { size: 0 })).toBe('request.invalid');
    expect(await announce(composer, { sha256: 'abc' })).toBe('request.invalid');
    const erased = await writeCue(server, filmId, composer, { number: '9m01' });
    await eraseCue(server, filmId, composer, erased);
    expect(await announce(composer, { cueId: erased })).toBe('not-found');
  });

  it('of a movie are announced by those who upload cuts', async () => {
    const cut = (await composer.json('POST', `/api/films/${filmId}/cuts`, {
      name: 'Locked',
      date: '2026-01-02',
    })) as {
      id: string;
    };
    const { fileName, size, sha256 } = announcement(cueId, mix);
    const movie = { purpose: 'movie', cutId: cut.id, fileName, size, sha256 };
    expect(await server.anonymous.outcome('POST', '/api/deliveries', movie)).toBe('session.missing');
    expect(await stranger.outcome('POST', '/api/deliveries', movie)).toBe('not-found');
    expect(await mixer.outcome('POST', '/api/deliveries', movie)).toBe('access.denied');
    expect(await composer.json('POST', '/api/deliveries', movie)).toMatchObject({
      purpose: 'movie',
      cutId: cut.id,
    });
  });

  it('are shown to their sender only, newest first, until they are ready', async () => {
    const first = await announced(mixer, wavBytes({ pitch: 100 }));
    const second = await announced(mixer, wavBytes({ pitch: 101 }));
    const list = async (client: ApiClient) =>
      (await client.json('GET', `/api/films/${filmId}/deliveries`)) as Delivery[];
    expect((await list(mixer)).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await list(director)).toEqual([]);
    for (const path of [`/api/films/${filmId}/deliveries`, `/api/deliveries/${first.id}`]) {
      expect(await server.anonymous.outcome('GET', path)).toBe('session.missing');
      expect(await stranger.outcome('GET', path)).toBe('not-found');
    }
    expect(await director.outcome('GET', `/api/deliveries/${first.id}`)).toBe('not-found');
    expect(await mixer.json('GET', `/api/deliveries/${first.id}`)).toEqual(first);
  });

  it('are called off by their sender, and nothing stays behind', async () => {
    const { id, size } = await announced(composer, mix);
    await createUpload(composer, id, size);
    await appendUpload(composer, id, 0, mix.subarray(0, 1000));
    const file = join(server.dataFolder, 'uploads', id);
    expect(existsSync(file)).toBe(true);

    expect(await server.anonymous.outcome('DELETE', `/api/deliveries/${id}`)).toBe('session.missing');
    expect(await director.outcome('DELETE', `/api/deliveries/${id}`)).toBe('not-found');
    expect(await composer.outcome('DELETE', `/api/deliveries/${id}`)).toBe(204);
    expect(existsSync(file)).toBe(false);
    expect(existsSync(`${file}.json`)).toBe(false);
    expect(await composer.outcome('GET', `/api/deliveries/${id}`)).toBe('not-found');
  });

  it('cannot be called back once they are a version', async () => {
    const bytes = wavBytes({ pitch: 300 });
    const { id } = await deliver(composer, announcement(cueId, bytes), bytes);
    expect(await composer.outcome('DELETE', `/api/deliveries/${id}`)).toBe('delivery.closed');
  });

  it('that were refused stay until their sender puts them away', async () => {
    const bytes = Buffer.from('a letter, not music');
    const refused = await deliver(composer, announcement(cueId, bytes), bytes);
    expect(refused).toMatchObject({ state: 'refused', versionId: null });
    const list = (await composer.json('GET', `/api/films/${filmId}/deliveries`)) as Delivery[];
    expect(list.map(({ id }) => id)).toContain(refused.id);
    expect(await composer.outcome('DELETE', `/api/deliveries/${refused.id}`)).toBe(204);
    expect(await composer.outcome('GET', `/api/deliveries/${refused.id}`)).toBe('not-found');
  });

  it('are given up after a week without a byte', async () => {
    const left = await announced(composer, mix);
    await createUpload(composer, left.id, left.size);
    const fresh = await announced(composer, mix);
    await createUpload(composer, fresh.id, fresh.size);
    const eightDaysAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);
    await server.db
      .updateTable('deliveries')
      .set({ updated_at: eightDaysAgo })
      .where('id', '=', left.id)
      .execute();

    await server.app.get(UploadFolder).sweep();
    expect(await composer.outcome('GET', `/api/deliveries/${left.id}`)).toBe('not-found');
    expect(existsSync(join(server.dataFolder, 'uploads', left.id))).toBe(false);
    await appendUpload(composer, fresh.id, 0, mix);
    expect(await settled(composer, fresh.id)).toMatchObject({ state: 'ready' });
  });
});
