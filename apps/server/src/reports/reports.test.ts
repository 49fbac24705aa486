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
  let director: ApiClient;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm({ title: 'Dusk: a film' })).id;
    const composer = await server.member(filmId, 'composer');
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

  it('say everything as JSON: positions, threads, who resolved, what was signed', async () => {
    const response = await report('file=json');
    expect(response.headers.get('content-disposition')).toContain('Dusk a film report.json');
    expect(await response.json()).toMatchObject({
      segueReport: 1,
      film: { id: filmId, rate: '24' },
      cues: [
        {
          number: '1m01',
          in: { flicks: FILM_START, timecode: '01:00:00:00' },
          versions: [{ number: 1 }],
          signOffs: [{ decision: 'approved', sense: 'creative', stale: null }],
          notes: [
            { text: 'Still open', state: 'open', replies: [] },
            {
              id: noteId,
              in: { timecode: '01:00:02:00' },
              state: 'resolved',
              changes: [{ type: 'resolve', by: { name: 'the composer' } }],
              replies: [{ text: 'Gladly', author: { name: 'the composer' } }],
            },
          ],
        },
      ],
    });
  });

  it('hold what was asked for', async () => {
    const { cues } = (await (await report(`file=json&state=open&cue=${cueId}`)).json()) as {
      cues: { notes: { text: string }[] }[];
    };
    expect(cues.map(({ notes }) => notes.map(({ text }) => text))).toEqual([['Still open']]);
    expect((await report('file=docx')).status).toBe(400);
  });

  it('are printed, with pictures of the film where the browser sends them', async () => {
    const plain = Buffer.from(await (await report('')).arrayBuffer());
    expect(plain.subarray(0, 5).toString()).toBe('%PDF-');
    const send = (body: string): Promise<Response> =>
      director.send('POST', `/api/films/${filmId}/report?file=pdf`, {
        body: new TextEncoder().encode(body),
        headers: { 'content-type': 'application/octet-stream' },
      });
    const pictured = Buffer.from(await (await send(JSON.stringify({ [noteId]: JPEG }))).arrayBuffer());
    expect(pictured.includes('/Subtype /Image')).toBe(true);
    expect(plain.includes('/Subtype /Image')).toBe(false);
    expect((await send('not JSON')).status).toBe(400);
    expect((await send(JSON.stringify({ [noteId]: 'bm90IGEganBlZw==' }))).status).toBe(400);
  });
});
