import { FLICKS_PER_SECOND } from '@segue/timecode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  announcement,
  deliver,
  FILM_START,
  note,
  signOff,
  writeCue,
  writeEntry,
} from '../testing/music-film.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

/** A grey JPEG of one pixel. */
const JPEG =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////' +
  'wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q==';

describe('reports', () => {
  let server: TestServer;
  let filmId: string;
  let cueId: string;
  let noteId: string;
  let composer: ApiClient;
  let director: ApiClient;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm({ title: 'Dusk: a film' })).id;
    composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
    cueId = await writeCue(server, filmId, composer, { number: '1m01', title: 'Überfahrt', in: FILM_START });
    await writeCue(server, filmId, composer, { number: '1m02', title: 'Silent' });
    const bytes = wavBytes();
    const { versionId } = await deliver(composer, announcement(cueId, bytes), bytes);
    noteId = await writeEntry(server, cueId, director, {
      ...note(versionId ?? '', 'taste'),
      in: FILM_START + 2 * FLICKS_PER_SECOND,
    });
    await writeEntry(server, cueId, composer, {
      type: 'reply',
      note: noteId,
      text: 'Gladly',
      lamport: 2,
      at: 0,
    });
    await writeEntry(server, cueId, composer, { type: 'resolve', note: noteId, lamport: 3, at: 0 });
    await writeEntry(server, cueId, director, { ...note(versionId ?? '', 'taste', 4), text: 'Still open' });
    await signOff(director, versionId ?? '', 'creative', 'approved');
  });
  afterAll(() => server.close());

  const report = (query: string): Promise<Response> =>
    director.send('GET', `/api/films/${filmId}/report?${query}`);

  it('are printed, with pictures of the film where the browser sends them', async () => {
    const response = await report('');
    expect(response.headers.get('content-disposition')).toContain('Dusk a film report.pdf');
    const plain = Buffer.from(await response.arrayBuffer());
    // Less is in it when less is asked for.
    const open = Buffer.from(await (await report(`state=open&cue=${cueId}`)).arrayBuffer());
    expect(open.length).toBeLessThan(plain.length);
    expect(plain.subarray(0, 5).toString()).toBe('%PDF-');
    const send = (body: string): Promise<Response> =>
      director.send('POST', `/api/films/${filmId}/report`, {
        body: new TextEncoder().encode(body),
        headers: { 'content-type': 'application/octet-stream' },
      });
    const pictured = Buffer.from(await (await send(JSON.stringify({ [noteId]: JPEG }))).arrayBuffer());
    expect(pictured.includes('/Subtype /Image')).toBe(true);
    expect(plain.includes('/Subtype /Image')).toBe(false);
    // The cut whose picture it is says how large that is, and so where on the small one a drawing lies.
    const cut = { name: 'In colour', date: '2026-01-01' };
    const { id: cutId } = (await composer.json('POST', `/api/films/${filmId}/cuts`, cut)) as { id: string };
    const facts = { container: 'mp4', videoCodec: null, audioCodec: null, width: 2400, height: 1000 };
    const more = { framesPerSecond: 24, lengthFlicks: 1, firstFrameFlicks: 0, warnings: [] };
    await server.db
      .updateTable('cuts')
      .set({ movie_facts: JSON.stringify({ ...facts, ...more }) })
      .where('id', '=', cutId)
      .execute();
    const undrawn = Buffer.from(await (await send(JSON.stringify({ [noteId]: JPEG }))).arrayBuffer());
    await writeEntry(server, cueId, director, {
      type: 'edit',
      note: noteId,
      drawing: [{ tool: 'arrow', points: [0, 0, 5000, 5000], colour: 'red', width: 'bold' }],
      lamport: 5,
      at: 0,
    });
    const drawn = Buffer.from(await (await send(JSON.stringify({ [noteId]: JPEG }))).arrayBuffer());
    expect(drawn.length).toBeGreaterThan(undrawn.length + 50);
    expect((await send('not JSON')).status).toBe(400);
    expect((await send(JSON.stringify({ [noteId]: 'bm90IGEganBlZw==' }))).status).toBe(400);
  });
});
