import { newId, type AuditEntry, type Version } from '@segue/protocol';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { announcement, deliver, FILM_START, writeCue } from '../testing/music-film.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

/** A MIDI file of type 0 with 480 ticks per quarter note: so many tempos a quarter apart, all in 3/4. */
function midi(...microseconds: readonly number[]): Uint8Array {
  const events = microseconds.flatMap((tempo, index) => [
    ...(index === 0 ? [0] : [0x83, 0x60]),
    ...[0xff, 0x51, 3, tempo >> 16, (tempo >> 8) & 255, tempo & 255],
  ]);
  const track = [0, 0xff, 0x58, 4, 3, 2, 24, 8, ...events, 0, 0xff, 0x2f, 0];
  const length = [track.length >> 24, track.length >> 16, track.length >> 8, track.length].map(
    (byte) => byte & 255,
  );
  const text = (ascii: string): number[] => [...new TextEncoder().encode(ascii)];
  return Uint8Array.from([
    ...text('MThd'),
    0,
    0,
    0,
    6,
    0,
    0,
    0,
    1,
    1,
    0xe0,
    ...text('MTrk'),
    ...length,
    ...track,
  ]);
}

describe('the tempo map of a version', () => {
  let server: TestServer;
  let filmId: string;
  let composer: ApiClient;
  let director: ApiClient;
  let stranger: ApiClient;
  let versionId: string;
  let cueId: string;
  let pitch = 900;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
    stranger = await server.member((await server.createFilm()).id, 'composer');
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    cueId = await writeCue(server, filmId, composer, { number: '1m04', in: FILM_START });
    const bytes = wavBytes({ pitch: pitch++, samples: 5000 });
    versionId = String((await deliver(composer, announcement(cueId, bytes), bytes)).versionId);
  });

  const path = (query = ''): string => `/api/versions/${versionId}/tempo-map${query}`;
  const put = (client: ApiClient, body: Uint8Array, query = '?fileName=1m04.mid'): Promise<Response> =>
    client.send('PUT', path(query), { body, headers: { 'content-type': 'application/octet-stream' } });
  const shown = async (): Promise<Version | undefined> =>
    ((await director.json('GET', `/api/cues/${cueId}/versions`)) as Version[])[0];

  it('is for those who upload versions', async () => {
    expect((await put(server.anonymous, midi(500_000))).status).toBe(401);
    expect((await put(stranger, midi(500_000))).status).toBe(404);
    expect((await put(director, midi(500_000))).status).toBe(403);
    expect(await director.outcome('PATCH', path(), { startFlicks: 0 })).toBe('access.denied');
    expect(await director.outcome('DELETE', path())).toBe('access.denied');
    expect((await shown())?.tempoMap).toBeNull();
  });

  it('is read from a MIDI file and lies where the version begins, unless something else is said', async () => {
    const response = await put(composer, midi(500_000, 400_000));
    expect(response.status).toBe(200);
    const expected = {
      fileName: '1m04.mid',
      startFlicks: FILM_START,
      ppq: 480,
      tempos: [
        { tick: 0, microsecondsPerQuarter: 500_000 },
        { tick: 480, microsecondsPerQuarter: 400_000 },
      ],
      meters: [{ tick: 0, numerator: 3, denominator: 4 }],
    };
    expect(((await response.json()) as Version).tempoMap).toEqual(expected);
    expect((await shown())?.tempoMap).toEqual(expected);

    const startFlicks = FILM_START - FLICKS_PER_SECOND;
    await put(composer, midi(600_000), `?fileName=new.mid&startFlicks=${String(startFlicks)}`);
    expect((await shown())?.tempoMap).toMatchObject({ fileName: 'new.mid', startFlicks });
    const [entry] = (await composer.json('GET', `/api/films/${filmId}/audit`)) as AuditEntry[];
    expect(entry).toMatchObject({
      act: 'version.tempo-map-added',
      actorName: composer.name,
      subject: { versionId, number: 1, fileName: 'new.mid', startFlicks },
    });
  });

  it('is moved, moves with its version, and is taken away', async () => {
    expect(await composer.outcome('PATCH', path(), { startFlicks: 5 })).toBe('not-found');
    expect(await composer.outcome('DELETE', path())).toBe(204);
    await put(composer, midi(500_000));
    const second = FILM_START + FLICKS_PER_SECOND;
    expect(await composer.json('PATCH', path(), { startFlicks: second })).toMatchObject({
      tempoMap: { startFlicks: second, ppq: 480 },
    });
    expect(await composer.outcome('PATCH', path(), { startFlicks: -1 })).toBe('request.invalid');

    const version = `/api/versions/${versionId}`;
    const moved = { positionFlicks: FILM_START + 2 * FLICKS_PER_SECOND };
    expect(await composer.json('PATCH', version, moved)).toMatchObject({
      tempoMap: { startFlicks: second + 2 * FLICKS_PER_SECOND },
    });
    // What says nothing of the position leaves the bars alone.
    expect(await composer.json('PATCH', version, { kind: 'mix' })).toMatchObject({
      tempoMap: { startFlicks: second + 2 * FLICKS_PER_SECOND },
    });
    await composer.json('PATCH', path(), { startFlicks: 0 });
    expect(await composer.outcome('PATCH', version, { positionFlicks: FILM_START })).toBe('request.invalid');
    expect(await shown()).toMatchObject({ ...moved, tempoMap: { startFlicks: 0 } });

    expect(await composer.outcome('DELETE', path())).toBe(204);
    expect((await shown())?.tempoMap).toBeNull();
    const acts = ((await composer.json('GET', `/api/films/${filmId}/audit`)) as AuditEntry[])
      .filter(({ subject }) => subject['versionId'] === versionId)
      .map(({ act }) => act);
    expect(acts[0]).toBe('version.tempo-map-removed');
    // The one that found nothing to take away left no entry.
    expect(acts.filter((act) => act === 'version.tempo-map-removed')).toHaveLength(1);
  });

  it('is refused in words when it is none', async () => {
    const refused = await put(composer, new TextEncoder().encode('120 bpm'));
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      code: 'tempo-map.unreadable',
      detail: 'This is not a MIDI file: it does not begin with MThd.',
    });
    expect(await (await put(composer, midi(0))).json()).toMatchObject({
      detail: 'This tempo is none: a quarter note must take some time.',
      extra: { problems: [{ where: 'tick 0' }] },
    });
    const crowded = midi(...Array.from({ length: 5000 }, () => 500_000));
    expect(await (await put(composer, crowded)).json()).toMatchObject({
      code: 'tempo-map.unreadable',
      detail: expect.stringContaining('5001') as string,
    });
    expect((await put(composer, new Uint8Array(0))).status).toBe(400);
    const large = await put(composer, new Uint8Array(16_000_001));
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ detail: expect.stringContaining('at most 16 MB') as string });
    expect((await put(composer, midi(500_000), '')).status).toBe(400);
    expect((await put(composer, midi(500_000), '?fileName=a.mid&startFlicks=1.5')).status).toBe(400);
    expect((await put(composer, midi(500_000), '?fileName=a.mid&startFlicks=')).status).toBe(400);
    expect((await shown())?.tempoMap).toBeNull();
    versionId = newId();
    expect((await put(composer, midi(500_000))).status).toBe(404);
  });
});
