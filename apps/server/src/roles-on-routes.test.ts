import type { Bed, Version } from '@segue/protocol';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  announcement,
  bedAnnouncement,
  deliver,
  FILM_START,
  stemAnnouncement,
  writeCue,
} from './testing/music-film.js';
import { wavBytes } from './testing/sound-bytes.js';
import { routesOf } from './testing/routes.js';
import { startTestServer, type ApiClient, type TestServer } from './testing/test-server.js';

/** Every route that speaks of a film, with a body that would do, and whether somebody who only reads may call it. */
const ROUTES: readonly (readonly [call: string, observer: 'may' | 'may not', body?: () => object])[] = [
  ['GET /films/:film', 'may'],
  ['PATCH /films/:film', 'may not', () => ({ title: 'Renamed' })],
  ['GET /films/:film/audit', 'may not'],
  ['GET /films/:film/people', 'may'],
  ['POST /films/:film/people', 'may not', () => ({ name: 'Mallory', role: 'producer' })],
  ['PATCH /films/:film/people/:person', 'may not', () => ({ role: 'producer' })],
  ['DELETE /films/:film/people/:person', 'may not'],
  ['POST /films/:film/people/:person/link', 'may not'],
  ['DELETE /films/:film/people/:person/link', 'may not'],
  ['PUT /films/:film/guest-link', 'may not'],
  ['DELETE /films/:film/guest-link', 'may not'],
  ['GET /films/:film/webhook', 'may not'],
  ['PUT /films/:film/webhook', 'may not', () => ({ url: 'https://example.org/hook' })],
  ['DELETE /films/:film/webhook', 'may not'],
  ['GET /films/:film/cuts', 'may'],
  ['POST /films/:film/cuts', 'may not', () => ({ name: 'Mine', date: '2026-01-01' })],
  ['PATCH /cuts/:cut', 'may not', () => ({ name: 'Mine' })],
  ['DELETE /cuts/:cut', 'may not'],
  ['GET /cuts/:cut/movie', 'may'],
  ['PUT /cuts/:cut/edit-list?fileName=v2.edl', 'may not', () => ({})],
  ['DELETE /cuts/:cut/edit-list', 'may not'],
  ['GET /cuts/:cut/edits', 'may'],
  ['GET /cuts/:cut/changes', 'may'],
  ['GET /cuts/:cut/changes/:cut?file=csv', 'may'],
  ['GET /cuts/:cut/note-places', 'may'],
  ['PUT /cuts/:cut/note-places', 'may not', () => ({ places: [], forgotten: [] })],
  ['GET /cuts/:cut/beds', 'may'],
  ['PATCH /beds/:bed', 'may not', () => ({ kind: 'effects' })],
  ['DELETE /beds/:bed', 'may not'],
  ['GET /beds/:bed/segments/0', 'may'],
  ['GET /beds/:bed/peaks', 'may'],
  ['GET /films/:film/notes', 'may'],
  ['GET /films/:film/notes/dots', 'may'],
  ['GET /films/:film/rounds', 'may'],
  ['GET /films/:film/cues', 'may'],
  ['GET /cues/:cue', 'may'],
  ['GET /cues/:cue/versions', 'may'],
  ['POST /cues/:cue/attachments?name=storyboard.png', 'may not', () => ({})],
  ['GET /cues/:cue/attachments/:attachment', 'may'],
  ['GET /versions/:version', 'may'],
  ['PATCH /versions/:version', 'may not', () => ({ kind: 'temp' })],
  ['DELETE /versions/:version', 'may not'],
  ['PUT /versions/:version/tempo-map?fileName=tempo.mid', 'may not', () => ({})],
  ['PATCH /versions/:version/tempo-map', 'may not', () => ({ startFlicks: 0 })],
  ['DELETE /versions/:version/tempo-map', 'may not'],
  ['GET /versions/:version/audio', 'may'],
  ['GET /versions/:version/original', 'may'],
  ['GET /versions/:version/segments/0', 'may'],
  ['GET /versions/:version/peaks', 'may'],
  ['PATCH /stems/:stem', 'may not', () => ({ kind: 'choir' })],
  ['DELETE /stems/:stem', 'may not'],
  ['GET /stems/:stem/segments/0', 'may'],
  ['GET /stems/:stem/peaks', 'may'],
  ['GET /versions/:version/statement', 'may'],
  ['GET /versions/:version/sign-offs', 'may'],
  [
    'POST /versions/:version/sign-offs',
    'may not',
    () => ({ sense: 'final', decision: 'approved', statement }),
  ],
  ['GET /films/:film/sign-offs', 'may'],
  ['GET /films/:film/deliveries', 'may'],
  ['GET /films/:film/markers?file=csv', 'may'],
  ['GET /films/:film/report', 'may'],
  ['GET /versions/:version/original-with-markers', 'may'],
  ['POST /films/:film/report', 'may', () => ({})],
];
let statement: unknown;
const CASES = ROUTES.map(([call, observer, body]) => ({ call, observer, body }));

describe('every route of a film', () => {
  let server: TestServer;
  let reader: ApiClient;
  let outsider: ApiClient;
  let ids: Record<string, string>;

  beforeAll(async () => {
    server = await startTestServer();
    const film = (await server.createFilm()).id;
    const composer = await server.member(film, 'composer');
    reader = await server.member(film, 'observer');
    outsider = await server.member((await server.createFilm()).id, 'producer');
    const { id: cut } = (await composer.json('POST', `/api/films/${film}/cuts`, {
      name: 'Locked cut',
      date: '2026-01-01',
    })) as { id: string };
    const cue = await writeCue(server, film, composer, {
      number: '1m01',
      in: FILM_START,
      out: FILM_START + FLICKS_PER_SECOND,
    });
    const sound = wavBytes();
    const { versionId } = await deliver(composer, announcement(cue, sound), sound);
    const version = versionId ?? '';
    const strings = wavBytes({ pitch: 441 });
    await deliver(composer, stemAnnouncement(version, strings), strings);
    const dialogue = wavBytes({ pitch: 442 });
    await deliver(composer, bedAnnouncement(cut, dialogue), dialogue);
    const { stems } = (await composer.json('GET', `/api/versions/${version}`)) as Version;
    const beds = (await composer.json('GET', `/api/cuts/${cut}/beds`)) as Bed[];
    const [stem, bed] = [stems[0]?.id ?? '', beds[0]?.id ?? ''];
    const pdf = await composer.send('POST', `/api/cues/${cue}/attachments?name=score.pdf`, {
      body: Buffer.from('%PDF-1.7 a page'),
    });
    const { file: attachment } = (await pdf.json()) as { file: string };
    ids = { film, cut, cue, attachment, version, stem, bed, person: composer.personId };
    statement = await composer.json('GET', `/api/versions/${ids['version'] ?? ''}/statement`);
  });
  afterAll(() => server.close());

  const outcome = (client: ApiClient, call: string, body: unknown): Promise<number | string> => {
    const [method = '', path = ''] = call.split(' ');
    return client.outcome(
      method,
      `/api${path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '')}`,
      body,
    );
  };

  it.each(CASES)('$call is not there for people of other films', async ({ call, body }) => {
    expect(await outcome(outsider, call, body?.())).toBe('not-found');
  });

  it.each(CASES)('$call: somebody who only reads $observer', async ({ call, observer: may, body }) => {
    const answer = await outcome(reader, call, body?.());
    // A cut without a movie or an edit list says so, but only to those who may see it.
    if (may === 'may') expect([200, 'cut.no-movie', 'cut.unrelated']).toContain(answer);
    else expect(answer).toBe('access.denied');
  });

  it('is in the list above', () => {
    const listed = new Set(
      ROUTES.map(([call]) =>
        call
          .replace(/\?.*$/, '')
          .replace(/segments\/0$/, 'segments/:')
          .replace(/:\w+/g, ':'),
      ),
    );
    const ofFilms = routesOf(server)
      .map(({ method, path }) => `${method} ${path}`)
      .filter((call) =>
        /^(GET|POST|PUT|PATCH|DELETE) \/api\/(films\/:|cuts|cues|versions|stems|beds)/.test(call),
      )
      .map((call) => call.replace('/api', '').replace(/:\w+/g, ':'));
    expect(ofFilms.length).toBeGreaterThan(25);
    expect(ofFilms.filter((call) => !listed.has(call))).toEqual([]);
  });
});
