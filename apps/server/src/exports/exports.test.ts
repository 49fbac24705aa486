import { parseResolveEdl, type Timeline } from '@segue/interchange';
import { MARKER_FILES, newId } from '@segue/protocol';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILM_START, note, writeCue, writeEntry } from '../testing/music-film.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

describe('notes leave as files of markers', () => {
  let server: TestServer;
  let filmId: string;
  let composer: ApiClient;
  let director: ApiClient;
  let stranger: ApiClient;
  let cueId: string;
  let noteId: string;
  let timeline: Timeline;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
    stranger = await server.member((await server.createFilm()).id, 'producer');
    cueId = await writeCue(server, filmId, composer, { number: '2m14', in: FILM_START });
    noteId = await writeEntry(server, cueId, director, note(newId(), 'must'));
    const other = await writeCue(server, filmId, composer, { number: '3m01', in: FILM_START });
    await writeEntry(server, other, director, {
      ...note(newId(), 'taste'),
      text: 'Slower',
      in: FILM_START + FLICKS_PER_SECOND,
    });
    const format = { rate: '24' as const, dropFrame: false };
    timeline = { title: '', format, start: FILM_START, length: FLICKS_PER_SECOND };
  });
  afterAll(() => server.close());

  const path = (query: string): string => `/api/films/${filmId}/markers?${query}`;
  const fetched = async (query: string) => {
    const response = await director.send('GET', path(query));
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  const markersIn = async (query: string) => parseResolveEdl((await fetched(query)).bytes, timeline).items;

  it('to the people of the film only', async () => {
    expect(await server.anonymous.outcome('GET', path('file=csv'))).toBe('session.missing');
    expect(await stranger.outcome('GET', path('file=csv'))).toBe('not-found');
    expect(await director.outcome('GET', path('file=doc'))).toBe('request.invalid');
    expect(await director.outcome('GET', path(`file=csv&cue=${newId()}`))).toBe('not-found');
    expect(await director.outcome('GET', path('file=csv&start=noon'))).toBe('request.invalid');
  });

  it('with who said what where, and the id they are known by when they come back', async () => {
    expect(await markersIn('file=resolve-edl')).toMatchObject([
      { id: noteId, in: FILM_START, name: '2m14', comment: 'Less reverb', colour: 'red' },
      { in: FILM_START + FLICKS_PER_SECOND, name: '3m01', comment: 'Slower', colour: 'yellow' },
    ]);
  });

  it('as the filter says', async () => {
    expect(await markersIn(`file=resolve-edl&cue=${cueId}`)).toHaveLength(1);
    expect(await markersIn('file=resolve-edl&state=resolved')).toEqual([]);
    expect(await markersIn(`file=resolve-edl&person=${director.personId}&kind=mix`)).toHaveLength(2);
    expect(await markersIn(`file=resolve-edl&person=${composer.personId}`)).toEqual([]);
  });

  it.each(MARKER_FILES)('as %s, under the name of film and cue', async (file) => {
    const { response, bytes } = await fetched(`file=${file}&cue=${cueId}`);
    expect(response.status).toBe(200);
    expect(bytes.length).toBeGreaterThan(20);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename=".* 2m14 notes\.\w+"$/,
    );
  });
});
