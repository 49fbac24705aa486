import { newId, type AuditEntry, type Delivery, type Stem, type Version } from '@segue/protocol';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  announcement,
  appendUpload,
  createUpload,
  deliver,
  FILM_START,
  settled,
  sha256Of,
  stemAnnouncement,
  writeCue,
} from '../testing/music-film.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

const HOUR_IN_SAMPLES = 3600 * 48_000;

describe('stems', () => {
  let server: TestServer;
  let filmId: string;
  let composer: ApiClient;
  let mixer: ApiClient;
  let director: ApiClient;
  let stranger: ApiClient;
  let pitch = 600;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    mixer = await server.member(filmId, 'mixer');
    director = await server.member(filmId, 'director');
    stranger = await server.member((await server.createFilm()).id, 'composer');
  });
  afterAll(() => server.close());

  let cueId: string;
  let versionId: string;
  beforeEach(async () => {
    cueId = await writeCue(server, filmId, composer, { number: '1m04', in: FILM_START });
    const bytes = wavBytes({ pitch: pitch++, timeReference: HOUR_IN_SAMPLES });
    versionId = String((await deliver(mixer, announcement(cueId, bytes), bytes)).versionId);
  });

  const shown = async (): Promise<Version> =>
    (await director.json('GET', `/api/versions/${versionId}`)) as Version;
  const deliverStem = async (bytes: Uint8Array, name = 'Strings high'): Promise<Stem> => {
    const ready = await deliver(composer, stemAnnouncement(versionId, bytes, name), bytes);
    expect(ready).toMatchObject({ purpose: 'stem', state: 'ready', versionId, cueId });
    const stem = (await shown()).stems.find(({ sha256 }) => sha256 === sha256Of(bytes));
    if (!stem) throw new Error('the stem is not there');
    return stem;
  };
  const lastAct = async (): Promise<AuditEntry | undefined> =>
    ((await composer.json('GET', `/api/films/${filmId}/audit`)) as AuditEntry[])[0];

  it('stand beside their version, with all that is known of their sound', async () => {
    const bytes = wavBytes({ pitch: pitch++, samples: 6 * 48_000 });
    const stem = await deliverStem(bytes);
    expect(stem).toMatchObject({
      versionId,
      kind: 'strings',
      name: 'Strings high',
      fileName: 'Strings high.wav',
      size: bytes.length,
      offsetFlicks: 0,
      facts: { channels: 2, samples: 6 * 48_000 },
      listening: { segments: 2, samples: 6 * 48_000 },
      unplayable: null,
    });
    expect(stem.report?.channels).toHaveLength(2);
    expect(await lastAct()).toMatchObject({
      act: 'stem.uploaded',
      actorName: composer.name,
      subject: { stemId: stem.id, versionId, number: 1, kind: 'strings', sha256: sha256Of(bytes) },
    });
    const [listed] = (await director.json('GET', `/api/cues/${cueId}/versions`)) as Version[];
    expect(listed?.stems).toEqual([stem]);
  });

  it('stay in the order they came in', async () => {
    for (const name of ['Strings', 'Brass', 'Drums']) await deliverStem(wavBytes({ pitch: pitch++ }), name);
    expect((await shown()).stems.map(({ name }) => name)).toEqual(['Strings', 'Brass', 'Drums']);
  });

  it('are placed against the mix by the time stamps of both', async () => {
    const later = wavBytes({ pitch: pitch++, timeReference: HOUR_IN_SAMPLES + 24_000 });
    expect(await deliverStem(later)).toMatchObject({ offsetFlicks: FLICKS_PER_SECOND / 2 });
    const earlier = wavBytes({ pitch: pitch++, timeReference: HOUR_IN_SAMPLES - 1 });
    expect(await deliverStem(earlier)).toMatchObject({ offsetFlicks: -FLICKS_PER_SECOND / 48_000 });
    expect(await deliverStem(wavBytes({ pitch: pitch++ }))).toMatchObject({ offsetFlicks: 0 });
  });

  it('of another sample rate are taken', async () => {
    const bytes = wavBytes({ pitch: pitch++, sampleRate: 96_000, samples: 96_000 });
    expect(await deliverStem(bytes)).toMatchObject({ facts: { sampleRate: 96_000 } });
  });

  it('are announced by those who upload versions, for versions that are there', async () => {
    const announced = stemAnnouncement(versionId, wavBytes());
    const outcome = (client: ApiClient, fields: object = {}): Promise<number | string> =>
      client.outcome('POST', '/api/deliveries', { ...announced, ...fields });
    expect(await outcome(server.anonymous)).toBe('session.missing');
    expect(await outcome(stranger)).toBe('not-found');
    expect(await outcome(director)).toBe('access.denied');
    expect(await outcome(composer, { versionId: newId() })).toBe('not-found');
    expect(await outcome(composer, { kind: 'kazoo' })).toBe('request.invalid');
    expect(await outcome(composer, { name: ' ' })).toBe('request.invalid');
    await mixer.json('DELETE', `/api/versions/${versionId}`);
    expect(await outcome(composer)).toBe('not-found');
  });

  it('are not taken twice for one version, but may be for another', async () => {
    const bytes = wavBytes({ pitch: pitch++ });
    const announced = stemAnnouncement(versionId, bytes);
    // Both are announced before either is there: the later one is found out only when it has been read.
    const [first, second] = await Promise.all([1, 2].map(() => deliver(composer, announced, bytes)));
    const said = 'This very file is already here as the stem "Strings high" of v1.';
    expect([first?.state, second?.state].sort()).toEqual(['ready', 'refused']);
    expect([first?.refusal, second?.refusal]).toContain(said);
    const answer = await composer.send('POST', '/api/deliveries', { json: announced });
    expect(await answer.json()).toMatchObject({ code: 'delivery.duplicate', detail: said });

    const other = wavBytes({ pitch: pitch++ });
    const next = await deliver(composer, announcement(cueId, other), other);
    const elsewhere = stemAnnouncement(String(next.versionId), bytes);
    expect(await deliver(composer, elsewhere, bytes)).toMatchObject({ state: 'ready' });
  });

  it('are refused when their version is removed while they come in', async () => {
    const bytes = wavBytes({ pitch: pitch++ });
    const { id, size } = (await composer.json(
      'POST',
      '/api/deliveries',
      stemAnnouncement(versionId, bytes),
    )) as Delivery;
    await createUpload(composer, id, size);
    await mixer.json('DELETE', `/api/versions/${versionId}`);
    await appendUpload(composer, id, 0, bytes);
    expect(await settled(composer, id)).toMatchObject({ state: 'refused' });
  });

  it('are named, sorted and moved by those who upload versions', async () => {
    const stem = await deliverStem(wavBytes({ pitch: pitch++ }));
    const path = `/api/stems/${stem.id}`;
    const patch = { name: 'Brass low', kind: 'brass', offsetFlicks: -1000 };
    expect(await server.anonymous.outcome('PATCH', path, patch)).toBe('session.missing');
    expect(await stranger.outcome('PATCH', path, patch)).toBe('not-found');
    expect(await director.outcome('PATCH', path, patch)).toBe('access.denied');
    expect(await mixer.json('PATCH', path, patch)).toEqual({ ...stem, ...patch });
    expect((await shown()).stems).toEqual([{ ...stem, ...patch }]);
    expect(await lastAct()).toMatchObject({
      act: 'stem.changed',
      subject: { stemId: stem.id, was: { name: 'Strings high', kind: 'strings', offsetFlicks: 0 }, now: patch },
    });
    expect(await mixer.json('PATCH', path, {})).toEqual({ ...stem, ...patch });
    expect(await mixer.outcome('PATCH', path, { offsetFlicks: 0.5 })).toBe('request.invalid');
    expect(await mixer.outcome('PATCH', `/api/stems/${newId()}`, patch)).toBe('not-found');
  });

  it('are heard and drawn by the people of the film, and taken away by those who upload versions', async () => {
    const stem = await deliverStem(wavBytes({ pitch: pitch++ }));
    for (const file of ['segments/0', 'peaks']) {
      const path = `/api/stems/${stem.id}/${file}`;
      expect(await server.anonymous.outcome('GET', path)).toBe('session.missing');
      expect(await stranger.outcome('GET', path)).toBe('not-found');
      expect(await director.outcome('GET', path)).toBe(200);
    }
    expect(await director.outcome('GET', `/api/stems/${stem.id}/segments/1`)).toBe('not-found');
    const path = `/api/stems/${stem.id}`;
    expect(await stranger.outcome('DELETE', path)).toBe('not-found');
    expect(await director.outcome('DELETE', path)).toBe('access.denied');
    expect(await mixer.outcome('DELETE', path)).toBe(204);
    expect((await shown()).stems).toEqual([]);
    expect(await director.outcome('GET', `${path}/segments/0`)).toBe('not-found');
    expect(await mixer.outcome('DELETE', path)).toBe('not-found');
    expect(await lastAct()).toMatchObject({ act: 'stem.removed', subject: { stemId: stem.id, versionId } });
  });
});
