import type { CueSummary } from '@segue/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  announcement,
  deliver,
  eraseCue,
  FILM_START,
  note,
  signOff,
  writeCue,
  writeEntry,
} from '../testing/music-film.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';
import { wavBytes } from '../testing/sound-bytes.js';

describe('cues', () => {
  let server: TestServer;
  let filmId: string;
  let composer: ApiClient;
  let director: ApiClient;
  let stranger: ApiClient;
  let cueId: string;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
    stranger = await server.member((await server.createFilm()).id, 'producer');
    cueId = await writeCue(server, filmId, composer, { number: '1m10', title: 'Dawn', in: FILM_START + 10 });
  });
  afterAll(() => server.close());

  it('are shown to the people of the film only', async () => {
    for (const path of [`/api/films/${filmId}/cues`, `/api/cues/${cueId}`]) {
      expect(await server.anonymous.outcome('GET', path)).toBe('session.missing');
      expect(await stranger.outcome('GET', path)).toBe('not-found');
    }
    expect(await director.outcome('GET', '/api/cues/00000000000000')).toBe('not-found');
    expect(await director.outcome('GET', '/api/cues/1m01')).toBe('request.invalid');
  });

  it('come in film order, with what has been delivered, noted and signed', async () => {
    await writeCue(server, filmId, composer, { number: '2m10' });
    await writeCue(server, filmId, composer, { number: '2m2' });
    const first = await writeCue(server, filmId, composer, { number: '1m01', in: FILM_START });
    const erased = await writeCue(server, filmId, composer, { number: '9m99', in: FILM_START });
    await eraseCue(server, filmId, composer, erased);

    const mix = wavBytes({ pitch: 220 });
    const { versionId } = await deliver(composer, announcement(first, mix), mix);
    const temp = wavBytes({ pitch: 230 });
    await deliver(composer, announcement(first, temp, 'temp'), temp);
    await writeEntry(server, first, director, note(String(versionId), 'taste'));
    expect((await signOff(director, String(versionId), 'creative', 'declined')).status).toBe(201);
    expect((await signOff(director, String(versionId), 'creative', 'approved')).status).toBe(201);
    await writeEntry(server, first, director, note(String(versionId), 'must', 2));

    const cues = (await director.json('GET', `/api/films/${filmId}/cues`)) as CueSummary[];
    expect(cues.map(({ number }) => number)).toEqual(['1m01', '1m10', '2m2', '2m10']);
    expect(cues[0]).toEqual({
      id: first,
      filmId,
      number: '1m01',
      title: '',
      kind: 'score',
      inFlicks: FILM_START,
      outFlicks: null,
      cutId: null,
      sessionStartFlicks: null,
      staleSenses: [],
      versions: 2,
      newest: { versionId, number: 1, writtenToCutId: null },
      openNotes: 2,
      mustNotes: 1,
      signOffs: { creative: 'approved' },
    });
    expect(cues[1]).toMatchObject({
      id: cueId,
      versions: 0,
      newest: null,
      openNotes: 0,
      mustNotes: 0,
      signOffs: {},
    });
  });

  it('are asked for one by one, as far as they are on the sheet of this film', async () => {
    const [one, erased] = [
      await writeCue(server, filmId, composer, { number: '3m10' }),
      await writeCue(server, filmId, composer, { number: '3m11' }),
    ];
    await eraseCue(server, filmId, composer, erased);
    const elsewhere = (await server.createFilm()).id;
    const other = await writeCue(server, elsewhere, await server.member(elsewhere, 'composer'), {
      number: '3m12',
    });
    const only = (ids: readonly string[]) => `/api/films/${filmId}/cues?only=${ids.join(',')}`;
    const cues = (await director.json('GET', only([one, erased, other]))) as CueSummary[];
    expect(cues.map(({ id }) => id)).toEqual([one]);
    expect(await director.outcome('GET', only(['3m10']))).toBe('request.invalid');
    expect(await stranger.outcome('GET', only([one]))).toBe('not-found');
  });

  it('are still there by their address when they were taken off the sheet', async () => {
    const erased = await writeCue(server, filmId, composer, { number: '3m01' });
    await eraseCue(server, filmId, composer, erased);
    expect(await director.json('GET', `/api/cues/${erased}`)).toMatchObject({ number: '3m01' });
  });

  it('want new sign-offs with a new version', async () => {
    const cue = await writeCue(server, filmId, composer, { number: '4m01' });
    const one = wavBytes({ pitch: 240 });
    const { versionId } = await deliver(composer, announcement(cue, one), one);
    await signOff(director, String(versionId), 'creative', 'approved');
    expect(await director.json('GET', `/api/cues/${cue}`)).toMatchObject({
      signOffs: { creative: 'approved' },
    });
    const two = wavBytes({ pitch: 250 });
    await deliver(composer, announcement(cue, two), two);
    expect(await director.json('GET', `/api/cues/${cue}`)).toMatchObject({ versions: 2, signOffs: {} });
  });
});
