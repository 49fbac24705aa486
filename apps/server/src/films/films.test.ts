import type { Film } from '@segue/protocol';
import { frameToFlicks } from '@segue/timecode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

describe('films', () => {
  let server: TestServer;
  let film: Film;
  let composer: ApiClient;
  let observer: ApiClient;
  let outsider: ApiClient;
  beforeAll(async () => {
    server = await startTestServer();
    film = await server.createFilm({ title: 'Nightfall', role: 'producer' });
    composer = await server.member(film.id, 'composer');
    observer = await server.member(film.id, 'observer');
    outsider = await server.member((await server.createFilm()).id, 'director');
  });
  afterAll(() => server.close());

  const body = (fields: object) => ({
    title: 'New',
    rate: '25',
    dropFrame: false,
    role: 'director',
    ...fields,
  });

  it('are made by the owner', async () => {
    expect(film).toMatchObject({
      title: 'Nightfall',
      rate: '24',
      dropFrame: false,
      startFlicks: frameToFlicks(86_400, '24'),
      role: 'producer',
      counts: { cues: 0, openNotes: 0, mustNotes: 0, people: 1 },
    });
    expect(await server.anonymous.outcome('POST', '/api/films', body({}))).toBe('session.missing');
    expect(await composer.outcome('POST', '/api/films', body({}))).toBe('access.denied');
  });

  it('count in drop frame only where that exists, from the start that was given', async () => {
    const create = (fields: object) => server.owner.json('POST', '/api/films', body(fields)) as Promise<Film>;
    const refused = (fields: object) => server.owner.outcome('POST', '/api/films', body(fields));
    expect((await create({ rate: '29.97', dropFrame: true })).startFlicks).toBe(
      frameToFlicks(107_892, '29.97'),
    );
    expect((await create({ start: '00:59:50:12' })).startFlicks).toBe(frameToFlicks(89_762, '25'));
    expect(await refused({ dropFrame: true })).toBe('film.drop-frame');
    expect(await refused({ start: '01:00:00:25' })).toBe('request.invalid');
    expect(await refused({ start: 'one' })).toBe('request.invalid');
    expect(await refused({ rate: '23.98' })).toBe('request.invalid');
    expect(await refused({ title: '  ' })).toBe('request.invalid');
    expect(await refused({ title: 'a\0b' })).toBe('request.invalid');
    expect(await refused({ title: 'a\ud800b' })).toBe('request.invalid');
    expect(await refused({ more: 1 })).toBe('request.invalid');
  });

  it('are seen by those who are on them, and by the owner', async () => {
    const titles = async (client: ApiClient) =>
      ((await client.json('GET', '/api/films')) as Film[]).map(({ title }) => title);
    expect(await titles(composer)).toEqual(['Nightfall']);
    expect(await titles(server.owner)).toContain('Nightfall');
    expect(await server.anonymous.outcome('GET', '/api/films')).toBe('session.missing');
    const path = `/api/films/${film.id}`;
    expect(await composer.json('GET', path)).toMatchObject({
      id: film.id,
      role: 'composer',
      counts: { people: 3 },
    });
    expect(await outsider.outcome('GET', path)).toBe('not-found');
    expect(await server.anonymous.outcome('GET', path)).toBe('session.missing');
    expect(await server.owner.outcome('GET', `/api/films/${'z'.repeat(14)}`)).toBe('not-found');
  });

  it('are changed by those who manage them', async () => {
    const path = `/api/films/${film.id}`;
    expect(await server.anonymous.outcome('PATCH', path, { title: 'Dusk' })).toBe('session.missing');
    expect(await outsider.outcome('PATCH', path, { title: 'Dusk' })).toBe('not-found');
    expect(await observer.outcome('PATCH', path, { title: 'Dusk' })).toBe('access.denied');
    expect(await composer.json('PATCH', path, { title: 'Dusk', start: '10:00:00:00' })).toMatchObject({
      title: 'Dusk',
      startFlicks: frameToFlicks(864_000, '24'),
    });
    expect(await composer.json('PATCH', path, {})).toMatchObject({ title: 'Dusk' });
    const asked = { sampleRate: 48_000, bitDepth: 24, loudness: null, truePeakMax: -1 };
    expect(await composer.json('PATCH', path, { deliverySpec: asked })).toMatchObject({
      deliverySpec: { ...asked, naming: null, coversCue: false, overhangMax: null },
    });
    const more = { ...asked, naming: 'cue and version', coversCue: true, overhangMax: 48 };
    await composer.json('PATCH', path, { deliverySpec: more });
    expect(await composer.json('GET', path)).toMatchObject({ deliverySpec: more });
    const wrong = { ...more, overhangMax: 1.5 };
    expect(await composer.outcome('PATCH', path, { deliverySpec: wrong })).toBe('request.invalid');
  });
});
