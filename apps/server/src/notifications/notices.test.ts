import { documentName, newId, type Changed, type Notices, type Version } from '@segue/protocol';
import { addEntry } from '@segue/review-document';
import { createDatabase } from '@segue/storage/test-databases';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChangeFeed } from '../live/change-feed.js';
import { rebuildProjections } from '../projections/project-document.js';
import { UPDATE_LOG } from '../platform/tokens.js';
import {
  announcement,
  deliver,
  FILM_START,
  note,
  signOff,
  writeCue,
  writeDocument,
  writeEntry,
} from '../testing/music-film.js';
import { startSecondNode } from '../testing/second-node.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';
import { EventFollower } from './event-follower.js';
import { hearableNotices } from './show-notice.js';

describe('notices', () => {
  let server: TestServer;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let filmId: string;
  let cueId: string;
  let version: Version;
  let director: ApiClient;
  let composer: ApiClient;
  let producer: ApiClient;
  let observer: ApiClient;

  beforeAll(async () => {
    database = await createDatabase();
    server = await startTestServer({ databaseUrl: database.url });
    filmId = (await server.createFilm()).id;
    director = await server.member(filmId, 'director');
    composer = await server.member(filmId, 'composer');
    producer = await server.member(filmId, 'producer');
    observer = await server.member(filmId, 'observer');
    cueId = await writeCue(server, filmId, composer, { number: '1m04', title: 'Dawn', in: FILM_START });
    const sound = wavBytes();
    const { versionId } = await deliver(composer, announcement(cueId, sound), sound);
    version = (await composer.json('GET', `/api/versions/${versionId ?? ''}`)) as Version;
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  const read = async (person: ApiClient, query = ''): Promise<Notices> => {
    await server.app.get(EventFollower).catchUp();
    return (await person.json('GET', `/api/me/notices${query}`)) as Notices;
  };
  const kinds = async (person: ApiClient): Promise<string[]> =>
    (await read(person)).notices.map(({ kind, by }) => `${kind} by ${by?.name ?? 'nobody'}`);
  const clear = async (): Promise<void> => {
    await server.app.get(EventFollower).catchUp();
    await server.db.deleteFrom('film_events').execute();
  };

  it('tell those who are asked for notes of a new version, and nobody else', async () => {
    expect(await kinds(director)).toEqual(['version by the composer']);
    expect(await kinds(producer)).toEqual(['version by the composer']);
    for (const person of [composer, observer, server.owner]) expect(await kinds(person)).toEqual([]);
    const [first] = (await read(director)).notices;
    expect(first).toMatchObject({
      film: { id: filmId, title: 'The Long Take' },
      cue: { id: cueId, number: '1m04', title: 'Dawn' },
      versionNumber: 1,
      readAt: null,
    });
  });

  it('tell composers of a note at once, with its place, and its thread of what comes of it', async () => {
    await clear();
    const rung = new Promise<Changed>((resolve) => {
      server.app.get(ChangeFeed).personalChanges.subscribe(({ personId, change }) => {
        if (personId === composer.personId) resolve(change);
      });
    });
    const noteId = await writeEntry(server, cueId, director, note(version.id, 'must'));
    expect(await rung).toEqual({ kind: 'notices', id: composer.personId, filmId });
    expect((await read(composer)).notices).toMatchObject([
      { kind: 'note', noteId, timecode: '01:00:00:00', text: 'Less reverb', versionNumber: 1 },
    ]);
    expect(await kinds(director)).toEqual([]);

    await writeEntry(server, cueId, composer, {
      type: 'reply',
      note: noteId,
      text: 'Drier now',
      lamport: 2,
      at: 0,
    });
    expect(await kinds(director)).toEqual(['reply by the composer']);
    expect(await kinds(producer)).toEqual([]);
    await writeEntry(server, cueId, producer, {
      type: 'reply',
      note: noteId,
      text: 'Better',
      lamport: 3,
      at: 0,
    });
    await writeEntry(server, cueId, composer, { type: 'resolve', note: noteId, lamport: 4, at: 0 });
    expect(await kinds(director)).toEqual([
      'resolved by the composer',
      'reply by the producer',
      'reply by the composer',
    ]);
    expect(await kinds(composer)).toEqual(['reply by the producer', 'note by the director']);
    expect(await kinds(producer)).toEqual(['resolved by the composer']);
  });

  it('say what a note says now, and nothing of one that was withdrawn', async () => {
    await clear();
    const noteId = await writeEntry(server, cueId, director, note(version.id, 'must', 5));
    expect((await read(composer)).unread).toBe(1);
    await writeEntry(server, cueId, director, {
      type: 'edit',
      note: noteId,
      text: 'No reverb',
      lamport: 6,
      at: 0,
    });
    expect((await read(composer)).notices).toMatchObject([{ text: 'No reverb' }]);
    // Nobody else can do so.
    await writeEntry(server, cueId, producer, { type: 'withdraw', of: noteId, lamport: 7, at: 0 });
    expect((await read(composer)).unread).toBe(1);
    await writeEntry(server, cueId, director, { type: 'withdraw', of: noteId, lamport: 8, at: 0 });
    expect(await read(composer)).toEqual({ notices: [], unread: 0, more: false });
  });

  it('come back with a note that is restored, and say to those who are named that they are', async () => {
    await clear();
    const noteId = await writeEntry(server, cueId, director, {
      ...note(version.id, 'must', 9),
      mentions: [producer.personId],
    });
    expect(await kinds(producer)).toEqual(['mention by the director']);
    expect(await kinds(composer)).toEqual(['note by the director']);
    await writeEntry(server, cueId, director, { type: 'withdraw', of: noteId, lamport: 10, at: 0 });
    expect(await kinds(producer)).toEqual([]);
    await writeEntry(server, cueId, director, { type: 'restore', of: noteId, lamport: 11, at: 0 });
    expect(await kinds(producer)).toEqual(['mention by the director']);
    expect(await kinds(observer)).toEqual([]);
    const mentions = [producer.personId, observer.personId];
    await writeEntry(server, cueId, director, { type: 'edit', note: noteId, mentions, lamport: 12, at: 0 });
    expect(await kinds(observer)).toEqual(['mention by the director']);
    expect((await read(producer)).unread).toBe(1);
  });

  it('are told once, however many nodes tell them and however often the read models are made', async () => {
    await clear();
    const other = await startSecondNode({ databaseUrl: database.url });
    const ids = Array.from({ length: 30 }, () => newId());
    await writeDocument(server, documentName({ kind: 'notes', cueId }), director.personId, (notes) => {
      for (const id of ids) addEntry(notes, director.personId, id, note(version.id, 'taste', 9));
    });
    const nodes = [server, other].map(({ app }) => app.get(EventFollower));
    await Promise.all([...nodes, ...nodes].map((node) => node.catchUp()));
    const log = server.app.get<Parameters<typeof rebuildProjections>[1]>(UPDATE_LOG);
    await rebuildProjections(server.db, log);
    await Promise.all(nodes.map((node) => node.catchUp()));
    const { notices, unread } = await read(composer, '?limit=200');
    expect(notices.map(({ noteId }) => noteId).sort()).toEqual([...ids].sort());
    expect(unread).toBe(30);
    await other.close();
  });

  it('come in pages, and are marked as read one by one or all at once', async () => {
    const { notices, more } = await read(composer, '?limit=20');
    expect(more).toBe(true);
    const rest = await read(composer, `?limit=20&before=${notices.at(-1)?.id ?? ''}`);
    expect(rest.more).toBe(false);
    expect(new Set([...notices, ...rest.notices].map(({ id }) => id)).size).toBe(30);
    const [first] = notices;
    await composer.json('POST', '/api/me/notices/read', { ids: [first?.id] });
    // It is the composer's.
    await director.json('POST', '/api/me/notices/read', { ids: [notices[1]?.id] });
    const after = await read(composer);
    expect(after.unread).toBe(29);
    expect(after.notices[0]?.readAt).not.toBeNull();
    await composer.json('POST', '/api/me/notices/read', { all: true });
    expect((await read(composer)).unread).toBe(0);
  });

  it('tell the music team and those who signed of a decision', async () => {
    await clear();
    expect((await signOff(director, version.id, 'creative', 'approved', { reason: 'All said' })).status).toBe(
      201,
    );
    expect(await kinds(composer)).toEqual(['sign-off by the director']);
    expect(await kinds(producer)).toEqual([]);
    expect((await signOff(producer, version.id, 'final', 'declined', { comment: 'Too long' })).status).toBe(
      201,
    );
    expect((await read(director)).notices).toMatchObject([
      { kind: 'sign-off', sense: 'final', decision: 'declined', text: 'Too long', versionNumber: 1 },
    ]);
  });

  it('are not there for people who are not on the film any more', async () => {
    const mixer = await server.member(filmId, 'mixer');
    await writeEntry(server, cueId, director, note(version.id, 'taste', 10));
    expect((await read(mixer)).unread).toBe(1);
    await server.owner.json('DELETE', `/api/films/${filmId}/people/${mixer.personId}`);
    await writeEntry(server, cueId, director, note(version.id, 'taste', 11));
    await server.app.get(EventFollower).catchUp();
    const told = server.db.selectFrom('notices').select('id').where('person_id', '=', mixer.personId);
    expect(await told.execute()).toHaveLength(1);
    // What was told before is not shown any more either, whoever they come back as elsewhere.
    expect(
      await hearableNotices(server.db)
        .select('notices.id')
        .where('notices.person_id', '=', mixer.personId)
        .execute(),
    ).toEqual([]);
  });

  it('of the music team are for the music team', async () => {
    await clear();
    const orchestrator = await server.member(filmId, 'orchestrator');
    await writeDocument(server, documentName({ kind: 'team', cueId }), composer.personId, (notes) => {
      addEntry(notes, composer.personId, newId(), note(version.id, 'taste', 1));
    });
    expect(await kinds(orchestrator)).toEqual(['note by the composer']);
    expect(await kinds(director)).toEqual([]);
    await server.owner.json('PATCH', `/api/films/${filmId}/people/${orchestrator.personId}`, {
      role: 'observer',
    });
    expect(await kinds(orchestrator)).toEqual([]);
  });

  it('tell the music team of a round that closed, once', async () => {
    await clear();
    const finish = (person: ApiClient, type: 'finish' | 'unfinish', lamport: number) =>
      writeEntry(server, cueId, person, { type, version: version.id, lamport, at: 0 });
    await finish(director, 'finish', 13);
    expect(await kinds(composer)).toEqual([]);
    await finish(producer, 'finish', 14);
    await finish(director, 'unfinish', 15);
    await finish(director, 'finish', 16);
    expect((await read(composer)).notices).toMatchObject([
      { kind: 'round', by: null, versionNumber: 1, round: { number: 1 } },
    ]);
    expect(await kinds(director)).toEqual([]);
  });
});
