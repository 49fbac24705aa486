import {
  newId,
  type ChangeIntoCut,
  type Cut,
  type FilmNote,
  type SignOff,
  type Statement,
} from '@segue/protocol';
import { frameToFlicks } from '@segue/timecode';
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

const FRAMES = (count: number): number => FILM_START + frameToFlicks(count, '24');

/** `hh:mm:ss:ff` at 24 frames, so many after an hour. */
function label(frames: number, hour = 1): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(hour)}:${two(Math.floor(frames / 1440))}:${two(Math.floor(frames / 24) % 60)}:${two(frames % 24)}`;
}

type EdlShot = readonly [reel: string, from: number, length: number];

/** An edit list of shots: each a reel, its first source frame, and how many frames. */
function edl(...shots: readonly EdlShot[]): Uint8Array {
  let at = 0;
  const events = shots.map(([reel, from, length], index) => {
    const record = `${label(at)} ${label(at + length)}`;
    at += length;
    const source = `${label(from, 10)} ${label(from + length, 10)}`;
    return `${String(index + 1).padStart(3, '0')}  ${reel.padEnd(8)} V     C        ${source} ${record}`;
  });
  return new TextEncoder().encode(['TITLE: REEL 1', 'FCM: NON-DROP FRAME', ...events, ''].join('\r\n'));
}

describe('a new cut', () => {
  let server: TestServer;
  let filmId: string;
  let composer: ApiClient;
  let director: ApiClient;
  let observer: ApiClient;
  let first: Cut;
  let second: Cut;
  let cueId: string;
  let versionId: string;
  let noteId: string;

  const addCut = async (name: string): Promise<Cut> =>
    (await composer.json('POST', `/api/films/${filmId}/cuts`, { name, date: '2026-01-01' })) as Cut;
  const putList = (cut: Cut, body: Uint8Array, query = ''): Promise<Response> =>
    composer.send('PUT', `/api/cuts/${cut.id}/edit-list?fileName=${cut.name}.edl${query}`, {
      body,
      headers: { 'content-type': 'application/octet-stream' },
    });
  const textOf = async (client: ApiClient, path: string): Promise<string> =>
    (await client.send('GET', path)).text();

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
    observer = await server.member(filmId, 'observer');
    first = await addCut('V1');
    cueId = await writeCue(server, filmId, composer, {
      number: '1m01',
      in: FRAMES(240),
      out: FRAMES(480),
      cut: first.id,
    });
    const bytes = wavBytes({ samples: 480_000 });
    const announced = { ...announcement(cueId, bytes), writtenToCutId: first.id };
    versionId = String((await deliver(composer, announced, bytes)).versionId);
    noteId = await writeEntry(server, cueId, director, {
      ...note(versionId, 'taste'),
      in: FRAMES(400),
      cut: first.id,
    });
    expect((await signOff(director, versionId, 'creative', 'approved')).status).toBe(201);
    expect(
      (await putList(first, edl(['A001', 0, 240], ['A002', 0, 120], ['A003', 0, 120], ['A004', 0, 240])))
        .status,
    ).toBe(200);
    second = await addCut('V2');
  });
  afterAll(() => server.close());

  it('is not related to another before it has its edit list', async () => {
    expect(await director.json('GET', `/api/cuts/${second.id}/changes`)).toEqual([]);
    expect(await director.outcome('GET', `/api/cuts/${second.id}/changes/${first.id}?file=csv`)).toBe(
      'cut.unrelated',
    );
    const [decision] = (await director.json('GET', `/api/versions/${versionId}/sign-offs`)) as SignOff[];
    expect(decision?.stale).toBeNull();
  });

  it('says where one shot meets the next, to those who may see the film', async () => {
    const edits = [0, 240, 360, 480, 720].map(FRAMES);
    expect(await director.json('GET', `/api/cuts/${first.id}/edits`)).toEqual(edits);
    expect(await director.json('GET', `/api/cuts/${second.id}/edits`)).toEqual([]);
    expect(await server.anonymous.outcome('GET', `/api/cuts/${first.id}/edits`)).toBe('session.missing');
  });

  it('refuses what holds no picture, in words and with the lines', async () => {
    const response = await putList(second, new TextEncoder().encode('Dear all, the cut is late.'));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'edit-list.unreadable' });
    expect((await putList(second, new Uint8Array(0))).status).toBe(400);
    const large = await putList(second, new Uint8Array(64_000_001).fill(32));
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ detail: expect.stringContaining('at most 64 MB') as string });
  });

  it('carries, and overtakes sign-offs whose picture it touches', async () => {
    // Twelve frames come first; nine are gone from the cue's second shot.
    const list = edl(['N001', 0, 12], ['A001', 0, 240], ['A002', 0, 111], ['A003', 0, 120], ['A004', 0, 240]);
    expect(await (await putList(second, list)).json()).toEqual({ shots: 5, problems: [] });
    const [decision] = (await director.json('GET', `/api/versions/${versionId}/sign-offs`)) as SignOff[];
    expect(decision?.stale).toMatchObject({
      cutId: second.id,
      fate: 'shortened',
      removed: [{ atFlicks: FRAMES(351), frames: 9 }],
      added: [],
    });
    const cues = (await director.json('GET', `/api/films/${filmId}/cues`)) as { staleSenses: string[] }[];
    expect(cues[0]?.staleSenses).toEqual(['creative']);

    // Against the new cut the version begins where its picture now is.
    const statement = (await director.json('GET', `/api/versions/${versionId}/statement`)) as Statement;
    expect(statement).toMatchObject({ cutId: second.id, positionFlicks: FRAMES(252) });
    const old = (await director.json(
      'GET',
      `/api/versions/${versionId}/statement?cutId=${first.id}`,
    )) as Statement;
    expect(old.positionFlicks).toBe(FRAMES(240));

    // Notes leave where they stand in the new cut.
    const csv = await textOf(director, `/api/films/${filmId}/markers?file=csv`);
    expect(csv).toContain(label(400 + 12 - 9));
    expect(await textOf(director, `/api/films/${filmId}/markers?file=csv&cut=${first.id}`)).toContain(
      label(400),
    );
  });

  it('leaves as a change list, and that list relates the next cut', async () => {
    const csv = await textOf(director, `/api/cuts/${second.id}/changes/${first.id}?file=csv`);
    expect(csv).toContain(`removed,${label(351)},${label(360)},,,00:00:00:09,`);
    expect(csv).toContain(`moved,${label(360)},${label(720)},${label(363)},${label(723)},00:00:15:00,3`);
    const pdf = await textOf(director, `/api/cuts/${second.id}/changes/${first.id}?file=pdf`);
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    const changeEdl = await textOf(director, `/api/cuts/${second.id}/changes/${first.id}?file=edl`);
    expect(changeEdl).toContain('V1');

    // The same list, taken as what changed from the second cut to a third one.
    const third = await addCut('V3');
    expect((await putList(third, new TextEncoder().encode(changeEdl), `&from=${second.id}`)).status).toBe(
      200,
    );
    // All that are related are told, and how they differ where that is asked for.
    const path = `/api/cuts/${third.id}/changes`;
    expect(await director.json('GET', path)).toEqual([{ fromCutId: first.id }, { fromCutId: second.id }]);
    const asked = (await director.json('GET', `${path}?from=${first.id},${newId()}`)) as ChangeIntoCut[];
    expect(asked.map(({ fromCutId, change }) => [fromCutId, change?.before.in])).toEqual([
      [first.id, 86_400],
      [second.id, undefined],
    ]);
    expect(await director.outcome('GET', `${path}?from=all`)).toBe('request.invalid');
    expect(await composer.outcome('DELETE', `/api/cuts/${third.id}`)).toBe(204);
  });

  it('has the lists of its reels joined, and none that says the same stretch again', async () => {
    const reels = await addCut('Reels');
    const list = (hour: number, ...shots: readonly EdlShot[]): Uint8Array =>
      new TextEncoder().encode(
        new TextDecoder().decode(edl(...shots)).replace(/ 01:(\d\d:\d\d:\d\d)/g, ` 0${String(hour)}:$1`),
      );
    const send = async (name: string, body: Uint8Array): Promise<unknown> => {
      const path = `/api/cuts/${reels.id}/edit-list?fileName=${name}&joins=true`;
      const headers = { 'content-type': 'application/octet-stream' };
      return (await composer.send('PUT', path, { body, headers })).json();
    };
    expect(await send('R3.edl', list(3, ['A005', 0, 100]))).toEqual({ shots: 1, problems: [] });
    expect(await send('R1.edl', list(1, ['A001', 0, 240], ['A002', 0, 120]))).toMatchObject({ shots: 3 });
    expect(await send('R2.edl', list(2, ['A003', 0, 120]))).toMatchObject({ shots: 4 });
    const refused = await send('R2 again.edl', list(2, ['A003', 12, 120]));
    expect(refused).toMatchObject({ code: 'edit-list.overlaps' });
    expect((refused as { detail: string }).detail).toContain('R2 again.edl and R3.edl, R1.edl, R2.edl');
    const cuts = (await director.json('GET', `/api/films/${filmId}/cuts`)) as Cut[];
    expect(cuts.find(({ id }) => id === reels.id)?.editList).toEqual({
      fileName: 'R3.edl, R1.edl, R2.edl',
      shots: 4,
      fromCutId: null,
    });
    const csv = await textOf(director, `/api/cuts/${reels.id}/changes/${first.id}?file=csv`);
    // What was in the one list of the first cut stands in the second reel now.
    expect(csv).toContain(`moved,${label(360)},${label(480)},02:00:00:00,02:00:05:00`);
    expect(await composer.outcome('DELETE', `/api/cuts/${reels.id}`)).toBe(204);
  });

  it('of thousands of shots is read and compared in a thread of its own', async () => {
    const [before, after] = [await addCut('Long'), await addCut('Longer')];
    const shots = Array.from({ length: 2500 }, (_, index) => [`L${String(index)}`, 0, 24] as const);
    expect(await (await putList(before, edl(...shots))).json()).toMatchObject({ shots: 2500 });
    // Three seconds have come at the beginning.
    expect((await putList(after, edl(['N001', 0, 72], ...shots))).status).toBe(200);
    const csv = await textOf(director, `/api/cuts/${after.id}/changes/${before.id}?file=csv`);
    expect(csv).toContain(`moved,${label(0)},${label(60_000)},${label(72)},${label(60_072)},00:41:40:00,72`);
    for (const cut of [after, before])
      expect(await composer.outcome('DELETE', `/api/cuts/${cut.id}`)).toBe(204);
  });

  it('stays while anything counts in it', async () => {
    expect(await composer.outcome('DELETE', `/api/cuts/${first.id}`)).toBe('cut.in-use');
  });

  it('keeps places that people give to notes, and forgets them again', async () => {
    const places = [{ noteId, inFlicks: FRAMES(500), outFlicks: FRAMES(510) }];
    const path = `/api/cuts/${second.id}/note-places`;
    expect(await observer.outcome('PUT', path, { places, forgotten: [] })).toBe('access.denied');
    expect(await director.outcome('PUT', path, { places, forgotten: [] })).toBe(204);
    expect(await observer.json('GET', path)).toEqual(places);
    expect(await textOf(director, `/api/films/${filmId}/markers?file=csv`)).toContain(label(500));
    // The note itself is its author's, and as it was.
    const [written] = (await director.json('GET', `/api/films/${filmId}/notes`)) as FilmNote[];
    expect(written).toMatchObject({ id: noteId, inFlicks: FRAMES(400), cutId: first.id });
    const dots = () => observer.json('GET', `/api/films/${filmId}/notes/dots`);
    expect(await dots()).toEqual([{ cutId: first.id, state: 'open', noteId, inFlicks: [FRAMES(400)] }]);

    const strange = [{ noteId: newId(), inFlicks: 0, outFlicks: null }];
    expect(await director.outcome('PUT', path, { places: strange, forgotten: [] })).toBe('request.invalid');
    expect(await director.outcome('PUT', path, { places: [], forgotten: [noteId] })).toBe(204);
    expect(await observer.json('GET', path)).toEqual([]);
    expect(await dots()).toEqual([{ cutId: first.id, state: 'open', noteId: null, inFlicks: [FRAMES(400)] }]);
  });

  it('places a new version where its cue stands in the cut it was written to', async () => {
    const bytes = wavBytes({ pitch: 99 });
    const announced = { ...announcement(cueId, bytes), writtenToCutId: second.id };
    const { versionId: later } = await deliver(composer, announced, bytes);
    const statement = (await director.json('GET', `/api/versions/${String(later)}/statement`)) as Statement;
    expect(statement.positionFlicks).toBe(FRAMES(252));
  });

  it('is no longer related once its list is taken away', async () => {
    expect(await composer.outcome('DELETE', `/api/cuts/${second.id}/edit-list`)).toBe(204);
    expect(await director.json('GET', `/api/cuts/${second.id}/changes`)).toEqual([]);
  });
});
