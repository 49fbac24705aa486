import { newId, type AuditEntry, type Bed, type Cut } from '@segue/protocol';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bedAnnouncement, deliver, FILM_START, sha256Of } from '../testing/music-film.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

const HOUR_IN_SAMPLES = 3600 * 48_000;

describe('beds', () => {
  let server: TestServer;
  let filmId: string;
  let editor: ApiClient;
  let mixer: ApiClient;
  let director: ApiClient;
  let stranger: ApiClient;
  let producer: ApiClient;
  let pitch = 700;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    editor = await server.member(filmId, 'picture editor');
    mixer = await server.member(filmId, 'mixer');
    director = await server.member(filmId, 'director');
    producer = await server.member(filmId, 'producer');
    stranger = await server.member((await server.createFilm()).id, 'composer');
  });
  afterAll(() => server.close());

  let cut: Cut;
  beforeEach(async () => {
    const body = { name: 'Fine cut', date: '2026-01-02' };
    cut = (await editor.json('POST', `/api/films/${filmId}/cuts`, body)) as Cut;
  });

  const list = async (): Promise<Bed[]> => (await director.json('GET', `/api/cuts/${cut.id}/beds`)) as Bed[];
  const deliverBed = async (bytes: Uint8Array): Promise<Bed> => {
    const ready = await deliver(editor, bedAnnouncement(cut.id, bytes), bytes);
    expect(ready).toMatchObject({ purpose: 'bed', state: 'ready', cutId: cut.id, versionId: null });
    const bed = (await list()).find(({ sha256 }) => sha256 === sha256Of(bytes));
    if (!bed) throw new Error('the bed is not there');
    return bed;
  };
  const lastAct = async (): Promise<AuditEntry | undefined> =>
    ((await producer.json('GET', `/api/films/${filmId}/audit`)) as AuditEntry[])[0];

  it('lie under their cut, from its start when nothing else is said', async () => {
    const bytes = wavBytes({ pitch: pitch++, channels: 1 });
    const bed = await deliverBed(bytes);
    expect(bed).toMatchObject({
      cutId: cut.id,
      kind: 'dialogue',
      fileName: 'dialogue.wav',
      size: bytes.length,
      startFlicks: FILM_START,
      facts: { channels: 1, samples: 48_000 },
      listening: { segments: 1 },
      unplayable: null,
    });
    expect(bed.report?.channels).toHaveLength(1);
    expect(await lastAct()).toMatchObject({
      act: 'bed.uploaded',
      actorName: editor.name,
      subject: { bedId: bed.id, cutId: cut.id, kind: 'dialogue', sha256: sha256Of(bytes) },
    });
  });

  it('begin with their reel, unless their stamp says otherwise', async () => {
    const start = FILM_START + 600 * FLICKS_PER_SECOND;
    const reels = [
      { number: 1, startFlicks: FILM_START },
      { number: 2, startFlicks: start },
    ];
    await editor.json('PATCH', `/api/cuts/${cut.id}`, { reels });
    const ofReel = async (reel: number, bytes: Uint8Array) => {
      await deliver(editor, { ...bedAnnouncement(cut.id, bytes), reel }, bytes);
      return (await list()).find(({ sha256 }) => sha256 === sha256Of(bytes))?.startFlicks;
    };
    expect(await ofReel(2, wavBytes({ pitch: pitch++ }))).toBe(start);
    expect(await ofReel(7, wavBytes({ pitch: pitch++ }))).toBe(FILM_START);
    const stamped = wavBytes({ pitch: pitch++, timeReference: HOUR_IN_SAMPLES + 48_000 });
    expect(await ofReel(2, stamped)).toBe(FILM_START + FLICKS_PER_SECOND);
  });

  it('lie where their time stamp says when that is in the picture', async () => {
    const inside = wavBytes({ pitch: pitch++, timeReference: HOUR_IN_SAMPLES + 48_000 });
    expect(await deliverBed(inside)).toMatchObject({ startFlicks: FILM_START + FLICKS_PER_SECOND });
    const before = wavBytes({ pitch: pitch++, timeReference: HOUR_IN_SAMPLES - 48_000 });
    expect(await deliverBed(before)).toMatchObject({ startFlicks: FILM_START });
    expect((await list()).map(({ startFlicks }) => startFlicks)).toEqual([
      FILM_START,
      FILM_START + FLICKS_PER_SECOND,
    ]);
  });

  it('are announced by those who upload cuts, once for each cut', async () => {
    const bytes = wavBytes({ pitch: pitch++ });
    const announce = (client: ApiClient, cutId = cut.id): Promise<number | string> =>
      client.outcome('POST', '/api/deliveries', bedAnnouncement(cutId, bytes));
    expect(await announce(server.anonymous)).toBe('session.missing');
    expect(await announce(stranger)).toBe('not-found');
    expect(await announce(mixer)).toBe('access.denied');
    expect(await announce(editor, newId())).toBe('not-found');
    await deliverBed(bytes);
    const again = await editor.send('POST', '/api/deliveries', { json: bedAnnouncement(cut.id, bytes) });
    expect(await again.json()).toMatchObject({
      code: 'delivery.duplicate',
      detail: 'This very file already lies under Fine cut.',
    });
  });

  it('are sorted, moved and taken away by those who upload cuts', async () => {
    const bed = await deliverBed(wavBytes({ pitch: pitch++ }));
    const path = `/api/beds/${bed.id}`;
    const patch = { kind: 'effects', startFlicks: FILM_START + 7 };
    expect(await server.anonymous.outcome('PATCH', path, patch)).toBe('session.missing');
    expect(await stranger.outcome('PATCH', path, patch)).toBe('not-found');
    expect(await mixer.outcome('PATCH', path, patch)).toBe('access.denied');
    expect(await editor.json('PATCH', path, patch)).toEqual({ ...bed, ...patch });
    expect(await list()).toEqual([{ ...bed, ...patch }]);
    expect(await lastAct()).toMatchObject({
      act: 'bed.changed',
      subject: { bedId: bed.id, was: { kind: 'dialogue', startFlicks: FILM_START }, now: patch },
    });
    expect(await editor.outcome('PATCH', path, { startFlicks: -1 })).toBe('request.invalid');

    expect(await stranger.outcome('DELETE', path)).toBe('not-found');
    expect(await mixer.outcome('DELETE', path)).toBe('access.denied');
    expect(await editor.outcome('DELETE', path)).toBe(204);
    expect(await list()).toEqual([]);
    expect(await editor.outcome('DELETE', path)).toBe('not-found');
    expect(await lastAct()).toMatchObject({ act: 'bed.removed', subject: { bedId: bed.id, cutId: cut.id } });
  });

  it('are heard and drawn by the people of the film', async () => {
    const bed = await deliverBed(wavBytes({ pitch: pitch++ }));
    for (const path of [
      `/api/cuts/${cut.id}/beds`,
      `/api/beds/${bed.id}/segments/0`,
      `/api/beds/${bed.id}/peaks`,
    ]) {
      expect(await server.anonymous.outcome('GET', path)).toBe('session.missing');
      expect(await stranger.outcome('GET', path)).toBe('not-found');
      expect(await director.outcome('GET', path)).toBe(200);
    }
    expect(await director.outcome('GET', `/api/beds/${bed.id}/segments/1`)).toBe('not-found');
  });

  it('go with their cut', async () => {
    const bed = await deliverBed(wavBytes({ pitch: pitch++ }));
    expect(await editor.outcome('DELETE', `/api/cuts/${cut.id}`)).toBe(204);
    expect(await director.outcome('GET', `/api/beds/${bed.id}/peaks`)).toBe('not-found');
  });
});
