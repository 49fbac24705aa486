import { parsePeaks } from '@segue/media-analysis';
import { newId, type AuditEntry, type Cut, type Version } from '@segue/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  announcement,
  codeOf,
  deliver,
  FILM_START,
  sha256Of,
  signOff,
  writeCue,
} from '../testing/music-film.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';
import { aiffBytes, wavBytes } from '../testing/sound-bytes.js';

describe('versions', () => {
  let server: TestServer;
  let filmId: string;
  let composer: ApiClient;
  let mixer: ApiClient;
  let director: ApiClient;
  let stranger: ApiClient;
  let pitch = 500;

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
  let bytes: Buffer;
  let versionId: string;
  beforeEach(async () => {
    cueId = await writeCue(server, filmId, composer, { number: '1m04', in: FILM_START });
    bytes = wavBytes({ pitch: pitch++, samples: 5000 });
    versionId = String((await deliver(mixer, announcement(cueId, bytes), bytes)).versionId);
  });

  const list = async (): Promise<Version[]> =>
    (await director.json('GET', `/api/cues/${cueId}/versions`)) as Version[];

  it('are shown to the people of the film only', async () => {
    for (const path of [
      `cues/${cueId}/versions`,
      ...['audio', 'original', 'peaks', 'segments/0'].map((file) => `versions/${versionId}/${file}`),
    ]) {
      expect(await server.anonymous.outcome('GET', `/api/${path}`)).toBe('session.missing');
      expect(await stranger.outcome('GET', `/api/${path}`)).toBe('not-found');
      expect(await director.outcome('GET', `/api/${path}`)).toBe(200);
    }
    expect(await director.outcome('GET', `/api/cues/${newId()}/versions`)).toBe('not-found');
    expect(await director.outcome('GET', `/api/versions/${newId()}/audio`)).toBe('not-found');
  });

  it('are played as they are, whole or in ranges', async () => {
    const whole = await director.send('GET', `/api/versions/${versionId}/audio`);
    expect(whole.headers.get('content-type')).toBe('audio/wav');
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('etag')).toBe(`"${sha256Of(bytes)}"`);
    expect(sha256Of(new Uint8Array(await whole.arrayBuffer()))).toBe(sha256Of(bytes));

    const range = (value: string) =>
      director.send('GET', `/api/versions/${versionId}/audio`, { headers: { range: value } });
    const part = await range('bytes=100-199');
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(100, 200));
    const tail = await range('bytes=-10');
    expect(Buffer.from(await tail.arrayBuffer())).toEqual(bytes.subarray(-10));
    const beyond = await range(`bytes=${bytes.length}-`);
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
  });

  it('are downloaded under the name they came with', async () => {
    const original = await director.send('GET', `/api/versions/${versionId}/original`);
    expect(original.headers.get('content-disposition')).toBe('attachment; filename="1m01 mix.wav"');
    expect(Buffer.from(await original.arrayBuffer())).toEqual(bytes);
  });

  it('have peaks to draw', async () => {
    const answer = await director.send('GET', `/api/versions/${versionId}/peaks`);
    const peaks = parsePeaks(new Uint8Array(await answer.arrayBuffer()));
    expect(peaks).toMatchObject({
      sampleRate: 48_000,
      samplesPerPixel: 256,
      channels: 2,
      length: Math.ceil(5000 / 256),
    });
    expect(Math.max(...peaks.data)).toBe(0x3fff);
  });

  it('in AIFF are downloaded as they are', async () => {
    const aiff = aiffBytes([1, -2, 30_000, -30_000, 5]);
    const announced = { ...announcement(cueId, aiff), fileName: 'sketch.aif' };
    const { versionId: id } = await deliver(mixer, announced, aiff);
    const original = await director.send('GET', `/api/versions/${String(id)}/original`);
    expect(original.headers.get('content-type')).toBe('audio/aiff');
    expect(Buffer.from(await original.arrayBuffer())).toEqual(aiff);
  });

  it('are moved and renamed in kind by those who upload versions', async () => {
    const path = `/api/versions/${versionId}`;
    const patch = { positionFlicks: FILM_START + 7, kind: 'recorded' };
    expect(await server.anonymous.outcome('PATCH', path, patch)).toBe('session.missing');
    expect(await stranger.outcome('PATCH', path, patch)).toBe('not-found');
    expect(await director.outcome('PATCH', path, patch)).toBe('access.denied');
    expect(await composer.json('PATCH', path, patch)).toMatchObject({
      ...patch,
      number: 1,
      uploadedBy: { name: mixer.name },
    });
    expect(await list()).toMatchObject([patch]);
    expect(await composer.outcome('PATCH', path, { positionFlicks: -1 })).toBe('request.invalid');
    expect(await composer.outcome('PATCH', path, { writtenToCutId: newId() })).toBe('not-found');
    expect(await composer.outcome('PATCH', path, {})).toBe(200);

    const cut = (await composer.json('POST', `/api/films/${filmId}/cuts`, {
      name: 'Locked',
      date: '2026-01-02',
    })) as Cut;
    expect(await composer.json('PATCH', path, { writtenToCutId: cut.id })).toMatchObject({
      writtenToCutId: cut.id,
    });
    expect(await composer.json('PATCH', path, { writtenToCutId: null })).toMatchObject({
      writtenToCutId: null,
    });
    const audit = (await composer.json('GET', `/api/films/${filmId}/audit`)) as AuditEntry[];
    expect(audit[0]).toMatchObject({
      act: 'version.changed',
      subject: { versionId, was: { writtenToCutId: cut.id } },
    });
  });

  it('are removed by whoever uploaded them or manages people', async () => {
    const path = `/api/versions/${versionId}`;
    const orchestrator = await server.member(filmId, 'orchestrator');
    expect(await server.anonymous.outcome('DELETE', path)).toBe('session.missing');
    expect(await stranger.outcome('DELETE', path)).toBe('not-found');
    expect(await director.outcome('DELETE', path)).toBe('access.denied');
    expect(await orchestrator.outcome('DELETE', path)).toBe('access.denied');
    expect(await mixer.outcome('DELETE', path)).toBe(204);
    expect(await list()).toEqual([]);
    expect(await director.outcome('GET', `${path}/audio`)).toBe('not-found');
    expect(await composer.outcome('DELETE', path)).toBe('not-found');
    const audit = (await composer.json('GET', `/api/films/${filmId}/audit`)) as AuditEntry[];
    expect(audit[0]).toMatchObject({
      act: 'version.removed',
      actorName: mixer.name,
      subject: { versionId, number: 1 },
    });
    // The file itself may come again: as the next version.
    expect(await deliver(composer, announcement(cueId, bytes), bytes)).toMatchObject({ state: 'ready' });
    expect(await list()).toMatchObject([{ number: 2 }]);
  });

  it('stay, and stay what they are, once they are signed', async () => {
    expect(await codeOf(signOff(director, versionId, 'creative', 'approved'))).toBe('201');
    expect(await composer.outcome('DELETE', `/api/versions/${versionId}`)).toBe('version.signed');
    expect(await mixer.outcome('DELETE', `/api/versions/${versionId}`)).toBe('version.signed');
    expect(await composer.outcome('PATCH', `/api/versions/${versionId}`, { kind: 'temp' })).toBe(
      'version.signed',
    );
    expect(
      await composer.outcome('PATCH', `/api/versions/${versionId}`, { positionFlicks: FILM_START }),
    ).toBe(200);
    expect(await list()).toMatchObject([{ id: versionId, kind: 'mix' }]);
  });
});
