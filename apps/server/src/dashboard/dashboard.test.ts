import type { Dashboard } from '@segue/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announcement, deliver, note, signOff, writeCue, writeEntry } from '../testing/music-film.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

describe('the dashboard', () => {
  let server: TestServer;
  let filmId: string;
  let composer: ApiClient;
  let director: ApiClient;
  let producer: ApiClient;
  let stranger: ApiClient;
  let cueId: string;
  let versionId: string;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
    producer = await server.member(filmId, 'producer');
    stranger = await server.member((await server.createFilm()).id, 'director');
    cueId = await writeCue(server, filmId, composer, { number: '1m01', title: 'Dawn' });
    await writeCue(server, filmId, composer, { number: '1m02' });
    const mix = wavBytes({ pitch: 220 });
    versionId = String((await deliver(composer, announcement(cueId, mix), mix)).versionId);
  });
  afterAll(() => server.close());

  const read = async (person: ApiClient) => (await person.json('GET', '/api/dashboard')) as Dashboard;
  const waitsFor = async (person: ApiClient) =>
    (await read(person)).waiting.map((each) => [each.for, each.cueNumber, ...each.senses]);

  it('shows each person what waits for them, and nothing of films that are not theirs', async () => {
    expect(await waitsFor(director)).toEqual([['sign', '1m01', 'creative']]);
    expect(await waitsFor(producer)).toEqual([['sign', '1m01', 'final']]);
    expect(await waitsFor(composer)).toEqual([]);
    expect((await read(stranger)).films.map((film) => film.filmId)).not.toContain(filmId);
    expect(await waitsFor(stranger)).toEqual([]);
  });

  it('moves a note to the composer, and a sign-off off the list', async () => {
    await writeEntry(server, cueId, director, note(versionId, 'must'));
    expect((await read(composer)).waiting).toMatchObject([
      { for: 'answer notes', cueId, versionId, versionNumber: 1, openNotes: 1, mustNotes: 1 },
    ]);
    expect((await signOff(director, versionId, 'creative', 'declined')).status).toBe(201);
    expect(await waitsFor(director)).toEqual([]);
    expect(await waitsFor(composer)).toEqual([
      ['answer declined', '1m01', 'creative'],
      ['answer notes', '1m01'],
    ]);
  });

  it('asks for signatures anew with a new version, and counts what is unsigned', async () => {
    const mix = wavBytes({ pitch: 230 });
    await deliver(composer, announcement(cueId, mix), mix);
    expect(await waitsFor(director)).toEqual([['sign', '1m01', 'creative']]);
    expect((await read(director)).films).toEqual([{ filmId, unsigned: 1, stale: 0, online: [] }]);
  });
});
