import {
  parseMarkers,
  parseNotesJson,
  parseResolveEdl,
  readTempoMap,
  type Timeline,
} from '@segue/interchange';
import { MARKER_FILES, newId, type Version } from '@segue/protocol';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  announcement,
  deliver,
  FILM_START,
  note,
  stemAnnouncement,
  writeCue,
  writeEntry,
} from '../testing/music-film.js';
import { wavBytes } from '../testing/sound-bytes.js';
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

  it('of one reel of a cut, counted from its start', async () => {
    const { id: cut } = (await composer.json('POST', `/api/films/${filmId}/cuts`, {
      name: 'In reels',
      date: '2026-01-01',
    })) as { id: string };
    const [one, two] = [FILM_START, FILM_START + FLICKS_PER_SECOND / 2];
    const reels = [
      { number: 1, startFlicks: one },
      { number: 2, startFlicks: two },
    ];
    expect(await composer.outcome('PATCH', `/api/cuts/${cut}`, { reels })).toBe(200);
    expect((await markersIn(`file=resolve-edl&cut=${cut}&reel=1`)).map(({ name }) => name)).toEqual(['2m14']);
    expect((await markersIn(`file=resolve-edl&cut=${cut}&reel=2`)).map(({ name }) => name)).toEqual(['3m01']);
    // Captions count from the beginning of their timeline, which is the reel's unless another is given.
    const captions = async (query: string) =>
      new TextDecoder().decode((await fetched(`file=srt&cut=${cut}&${query}`)).bytes);
    expect(await captions('reel=2')).toContain('00:00:00,500 --> ');
    expect(await captions('reel=2&start=00:59:50:00')).toContain('00:00:11,000 --> ');
    const { response } = await fetched(`file=resolve-edl&cut=${cut}&reel=2&cue=${cueId}`);
    expect(response.headers.get('content-disposition')).toContain(' R2 2m14 notes.edl"');
    expect(await director.outcome('GET', path(`file=csv&cut=${cut}&reel=3`))).toBe('not-found');
    expect(await director.outcome('GET', path(`file=csv&cut=${cut}&reel=one`))).toBe('request.invalid');
    // Without a word on the cut it is the newest one.
    expect(await director.outcome('GET', path('file=csv&reel=2'))).toBe(200);
    expect(await composer.outcome('DELETE', `/api/cuts/${cut}`)).toBe(204);
    expect(await director.outcome('GET', path('file=csv&reel=2'))).toBe('not-found');
  });

  it.each(MARKER_FILES)('as %s, under the name of film and cue', async (file) => {
    const { response, bytes } = await fetched(`file=${file}&cue=${cueId}`);
    expect(response.status).toBe(200);
    expect(bytes.length).toBeGreaterThan(20);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename=".* 2m14 notes\.\w+"$/,
    );
  });

  it('as JSON with their threads', async () => {
    await writeEntry(server, cueId, composer, {
      type: 'reply',
      note: noteId,
      text: 'Gladly',
      lamport: 2,
      at: 7,
    });
    const { bytes } = await fetched(`file=json&cue=${cueId}`);
    const read = JSON.parse(new TextDecoder().decode(bytes)) as {
      notes: { id: string; replies: unknown[] }[];
    };
    expect(read.notes.map(({ id }) => id)).toEqual([noteId]);
    expect(read.notes[0]?.replies).toMatchObject([{ author: 'the composer', text: 'Gladly' }]);
  });

  it('as JSON with what was drawn, and the stem that a note is about', async () => {
    const mix = wavBytes({ samples: 4800, pitch: 220 });
    const { versionId } = await deliver(composer, announcement(cueId, mix), mix);
    const part = wavBytes({ samples: 4800, pitch: 330 });
    await deliver(composer, stemAnnouncement(versionId ?? '', part), part);
    const { stems } = (await composer.json('GET', `/api/versions/${String(versionId)}`)) as Version;
    const look = { colour: 'red', width: 'medium' } as const;
    const drawnId = await writeEntry(server, cueId, director, {
      ...note(versionId ?? '', 'taste', 3),
      stem: stems[0]?.id,
      drawing: [
        { tool: 'arrow', points: [0, 0, 5000, 5000], ...look },
        { tool: 'text', points: [100, 200], text: 'here', ...look },
      ],
    });
    const { bytes } = await fetched(`file=json&cue=${cueId}`);
    const drawn = parseNotesJson(bytes).items.find(({ id }) => id === drawnId);
    expect(drawn).toMatchObject({
      stem: 'Strings high',
      drawing: [
        { tool: 'arrow', points: [0, 0, 5000, 5000], text: null, ...look },
        { tool: 'text', points: [100, 200], text: 'here', ...look },
      ],
    });
  });

  it('in the sound file itself, whose sound stays as it is', async () => {
    const sound = wavBytes({ timeReference: 5 * 48_000 });
    const { versionId } = await deliver(composer, announcement(cueId, sound), sound);
    await writeEntry(server, cueId, director, {
      ...note(versionId ?? '', 'must', 3),
      text: 'Here',
      in: FILM_START + FLICKS_PER_SECOND / 2,
    });
    const path = `/api/versions/${String(versionId)}/original-with-markers`;
    const response = await director.send('GET', path);
    expect(response.headers.get('content-disposition')).toContain('1m01 mix with notes.wav');
    const marked = new Uint8Array(await response.arrayBuffer());
    const read = parseMarkers(marked, { ...timeline, start: 0 });
    expect(read.problems).toEqual([]);
    // It is stamped with where the version lies, an hour in, not with what it was stamped with.
    expect(read.items).toMatchObject([{ in: FILM_START + FLICKS_PER_SECOND / 2 }]);
    const samples = Buffer.from(sound.subarray(sound.indexOf('data') + 8));
    expect(Buffer.from(marked).includes(samples)).toBe(true);
    expect(await stranger.outcome('GET', path)).toBe('not-found');
  });

  it('as MIDI by the tempo of the music, where a version has it', async () => {
    const sound = wavBytes({ pitch: 500 });
    const { versionId } = await deliver(composer, announcement(cueId, sound), sound);
    const tempoMap = {
      fileName: 'map.mid',
      startFlicks: FILM_START,
      ppq: 480,
      tempos: [{ tick: 0, microsecondsPerQuarter: 400_000 }],
      meters: [{ tick: 0, numerator: 3, denominator: 4 }],
    };
    await server.db
      .updateTable('versions')
      .set({ tempo_map: JSON.stringify(tempoMap) })
      .where('id', '=', versionId ?? '')
      .execute();
    expect(readTempoMap((await fetched(`file=midi&cue=${cueId}`)).bytes)).toEqual({
      ppq: 960,
      tempos: tempoMap.tempos,
      meters: tempoMap.meters,
    });
    // All notes of the film have no tempo in common.
    expect(readTempoMap((await fetched('file=midi')).bytes)).toMatchObject({
      tempos: [{ tick: 0, microsecondsPerQuarter: 1_000_000 }],
    });
  });
});
