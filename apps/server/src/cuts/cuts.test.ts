import { randomBytes } from 'node:crypto';
import { newId, type Cut, type Film } from '@segue/protocol';
import type { BlobStore } from '@segue/storage';
import { frameToFlicks } from '@segue/timecode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOBS } from '../platform/tokens.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

describe('cuts', () => {
  let server: TestServer;
  let film: Film;
  let editor: ApiClient;
  let observer: ApiClient;
  let outsider: ApiClient;
  beforeAll(async () => {
    server = await startTestServer();
    film = await server.createFilm();
    editor = await server.member(film.id, 'picture editor');
    observer = await server.member(film.id, 'observer');
    outsider = await server.member((await server.createFilm()).id, 'picture editor');
  });
  afterAll(() => server.close());

  const cuts = () => `/api/films/${film.id}/cuts`;
  const make = (fields: object = {}) =>
    editor.json('POST', cuts(), { name: 'Locked', date: '2026-03-01', ...fields }) as Promise<Cut>;

  it('are made in order by those who upload them', async () => {
    const body = { name: 'Rough', date: '2026-02-01' };
    expect(await server.anonymous.outcome('POST', cuts(), body)).toBe('session.missing');
    expect(await outsider.outcome('POST', cuts(), body)).toBe('not-found');
    expect(await observer.outcome('POST', cuts(), body)).toBe('access.denied');
    expect(await editor.outcome('POST', cuts(), { ...body, date: '2026-02-30' })).toBe('request.invalid');
    expect(await editor.outcome('POST', cuts(), { ...body, start: '01:00:00:24' })).toBe('request.invalid');
    const [first, second] = [await make(), await make({ start: '00:59:52:00' })];
    expect(first).toMatchObject({
      name: 'Locked',
      date: '2026-03-01',
      startFlicks: film.startFlicks,
      movie: null,
    });
    expect(second).toMatchObject({ ordinal: first.ordinal + 1, startFlicks: frameToFlicks(86_208, '24') });
    const many = await Promise.all(Array.from({ length: 5 }, () => make()));
    expect(new Set(many.map(({ ordinal }) => ordinal)).size).toBe(5);
    const listed = (await observer.json('GET', cuts())) as Cut[];
    expect(listed.map(({ ordinal }) => ordinal)).toEqual(listed.map((_, index) => index + 1));
    expect(await outsider.outcome('GET', cuts())).toBe('not-found');
    expect(await server.anonymous.outcome('GET', cuts())).toBe('session.missing');
  });

  it('are changed and deleted by those who upload them', async () => {
    const path = `/api/cuts/${(await make()).id}`;
    for (const [method, body] of [
      ['PATCH', { name: 'v2' }],
      ['DELETE', undefined],
    ] as const) {
      expect(await server.anonymous.outcome(method, path, body)).toBe('session.missing');
      expect(await outsider.outcome(method, path, body)).toBe('not-found');
      expect(await observer.outcome(method, path, body)).toBe('access.denied');
    }
    expect(await editor.json('PATCH', path, { name: 'v2', start: '02:00:00:00' })).toMatchObject({
      name: 'v2',
      date: '2026-03-01',
      startFlicks: frameToFlicks(172_800, '24'),
    });
    expect(await editor.outcome('DELETE', path)).toBe(204);
    expect(await editor.outcome('DELETE', path)).toBe('not-found');
    expect(await editor.outcome('PATCH', path, {})).toBe('not-found');
  });

  it('have reels, each beginning behind the one before', async () => {
    const cut = await make();
    expect(cut.reels).toEqual([]);
    const path = `/api/cuts/${cut.id}`;
    const hour = (number: number) => ({ number, startFlicks: frameToFlicks(number * 86_400, '24') });
    const reels = [hour(1), hour(2), hour(4)];
    expect(await observer.outcome('PATCH', path, { reels })).toBe('access.denied');
    expect(await editor.json('PATCH', path, { reels })).toMatchObject({ name: cut.name, reels });
    expect(await editor.json('PATCH', path, { name: 'v2' })).toMatchObject({ reels });
    const refused = (...wrong: object[]) => editor.outcome('PATCH', path, { reels: wrong });
    expect(await refused(hour(2), hour(1))).toBe('request.invalid');
    expect(await refused(hour(1), { ...hour(2), number: 1 })).toBe('request.invalid');
    expect(await refused(hour(1), { ...hour(1), number: 2 })).toBe('request.invalid');
    expect(await refused({ ...hour(1), name: 'Act one' })).toBe('request.invalid');
    expect(await editor.json('PATCH', path, { reels: [] })).toMatchObject({ reels: [] });
    const listed = (await observer.json('GET', cuts())) as Cut[];
    expect(listed.find(({ id }) => id === cut.id)).toMatchObject({ name: 'v2', reels: [] });
  });

  it('stay when a version was written to them', async () => {
    const cut = await make();
    const cueId = newId();
    await server.db
      .insertInto('cues')
      .values({
        id: cueId,
        film_id: film.id,
        number: '1m01',
        title: '',
        kind: 'score',
        description: '',
        emotion: '',
        removed: false,
      })
      .execute();
    await server.db.insertInto('sounds').values({ sha256: '', facts: '{}' }).execute();
    await server.db
      .insertInto('versions')
      .values({
        id: newId(),
        film_id: film.id,
        cue_id: cueId,
        number: 1,
        kind: 'mix',
        written_to_cut_id: cut.id,
        file_name: 'mix.wav',
        size: 1,
        sha256: '',
        length_flicks: 1,
        position_flicks: 0,
        uploaded_by: editor.personId,
      })
      .execute();
    expect(await editor.outcome('DELETE', `/api/cuts/${cut.id}`)).toBe('cut.in-use');
  });

  it('play their movie in ranges', async () => {
    const cut = await make();
    const path = `/api/cuts/${cut.id}/movie`;
    expect(await observer.outcome('GET', path)).toBe('cut.no-movie');
    const bytes = randomBytes(100_000);
    const { sha256 } = await server.app.get<BlobStore>(BLOBS).put(chunks(bytes));
    await server.db
      .updateTable('cuts')
      .set({
        movie_sha256: sha256,
        movie_file_name: 'reel 1.mp4',
        movie_size: bytes.length,
        movie_facts: '{}',
      })
      .where('id', '=', cut.id)
      .execute();
    expect(await server.anonymous.outcome('GET', path)).toBe('session.missing');
    expect(await outsider.outcome('GET', path)).toBe('not-found');

    const get = async (headers: Record<string, string> = {}, method = 'GET') => {
      const response = await observer.send(method, path, { headers });
      return { response, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const whole = await get();
    expect(whole.response.status).toBe(200);
    expect(whole.response.headers.get('content-type')).toBe('video/mp4');
    expect(whole.response.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.bytes.equals(bytes)).toBe(true);

    for (const [range, start, end] of [
      ['bytes=0-0', 0, 1],
      ['bytes=1000-1999', 1000, 2000],
      ['bytes=99990-', 99_990, 100_000],
      ['bytes=-10', 99_990, 100_000],
      ['bytes=50000-999999', 50_000, 100_000],
    ] as const) {
      const part = await get({ range });
      expect(part.response.status).toBe(206);
      expect(part.response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/100000`);
      expect(part.bytes.equals(bytes.subarray(start, end))).toBe(true);
    }
    expect((await get({ range: 'bytes=100000-' })).response.status).toBe(416);
    expect((await get({ range: 'bytes=0-1,5-6' })).response.status).toBe(200);
    expect((await get({ range: 'lines=1' })).response.status).toBe(200);
    const etag = whole.response.headers.get('etag') ?? '';
    expect((await get({ range: 'bytes=0-1', 'if-range': etag })).response.status).toBe(206);
    expect((await get({ range: 'bytes=0-1', 'if-range': '"other"' })).response.status).toBe(200);
    // Without a word on caching, fetch would ask for a fresh copy here.
    const asked = await get({ 'if-none-match': etag, 'cache-control': 'max-age=0' });
    expect(asked.response.status).toBe(304);
    const head = await get({}, 'HEAD');
    expect(head.response.headers.get('content-length')).toBe('100000');
    expect(head.bytes.length).toBe(0);
  });
});

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
