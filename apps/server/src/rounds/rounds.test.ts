import { ROLES, sensesOf } from '@segue/access-policy';
import { newId, type FilmRounds } from '@segue/protocol';
import type { Entry } from '@segue/review-document';
import type { UpdateLog } from '@segue/sync-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UPDATE_LOG } from '../platform/tokens.js';
import { rebuildProjections } from '../projections/project-document.js';
import { announcement, deliver, eraseCue, note, writeCue, writeEntry } from '../testing/music-film.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

describe('the rounds of notes', () => {
  let server: TestServer;
  let filmId: string;
  let cueId: string;
  let v1: string;
  let v2: string;
  let composer: ApiClient;
  let director: ApiClient;
  let producer: ApiClient;
  let lamport: number;
  let pitch = 100;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
    producer = await server.member(filmId, 'producer');
    cueId = await writeCue(server, filmId, composer, { number: '1m01' });
    v1 = await version();
    v2 = await version();
    lamport = 0;
  });

  async function version(): Promise<string> {
    const bytes = wavBytes({ pitch: pitch++ });
    return String((await deliver(composer, announcement(cueId, bytes), bytes)).versionId);
  }
  const write = (author: ApiClient, entry: object) =>
    writeEntry(server, cueId, author, { ...entry, lamport: ++lamport, at: 0 } as Entry);
  const say = (author: ApiClient, type: 'finish' | 'unfinish', versionId: string) =>
    write(author, { type, version: versionId });
  const read = async () => (await composer.json('GET', `/api/films/${filmId}/rounds`)) as FilmRounds;
  const closed = async () => (await read()).rounds.map((round) => round.closed);

  it('ask those who sign, in the order in which they came', async () => {
    expect(await read()).toEqual({ asked: [director.personId, producer.personId], rounds: [] });
    const everybody = await Promise.all(
      ROLES.map(async (role) => ({ role, person: await server.member(filmId, role) })),
    );
    const sign = everybody.filter(({ role }) => sensesOf({ role, owner: false }).length > 0);
    expect(new Set((await read()).asked)).toEqual(
      new Set([director, producer, ...sign.map(({ person }) => person)].map(({ personId }) => personId)),
    );
  });

  it('ask those who were chosen, as long as they are there to comment', async () => {
    const editor = await server.member(filmId, 'picture editor');
    const path = `/api/films/${filmId}`;
    const reviewers = [editor.personId, director.personId, newId()];
    expect(await director.outcome('PATCH', path, { reviewers })).toBe('access.denied');
    expect(await producer.json('PATCH', path, { reviewers, roundsAgreed: 3 })).toMatchObject({
      reviewers,
      roundsAgreed: 3,
    });
    expect((await read()).asked).toEqual([director.personId, editor.personId]);
    await producer.json('PATCH', `${path}/people/${editor.personId}`, { role: 'observer' });
    expect((await read()).asked).toEqual([director.personId]);
    await producer.json('PATCH', path, { reviewers: null, roundsAgreed: null });
    expect((await read()).asked).toEqual([director.personId, producer.personId]);
    expect(await producer.outcome('PATCH', path, { roundsAgreed: 0 })).toBe('request.invalid');
  });

  it('are counted by version, those without notes left out', async () => {
    await write(director, note(v2, 'taste'));
    expect((await read()).rounds).toMatchObject([{ versionId: v2, number: 1 }]);
    const first = await write(producer, note(v1, 'must'));
    expect((await read()).rounds).toMatchObject([
      { versionId: v1, number: 1 },
      { versionId: v2, number: 2 },
    ]);
    await write(producer, { type: 'withdraw', of: first });
    // What is on no version of the cue is no round of it.
    await write(producer, note(newId(), 'must'));
    expect((await read()).rounds).toMatchObject([{ versionId: v2, number: 1 }]);
    await eraseCue(server, filmId, composer, cueId);
    expect((await read()).rounds).toEqual([]);
  });

  it('close when all who are asked have finished, whoever else has', async () => {
    await write(director, note(v1, 'taste'));
    await say(composer, 'finish', v1);
    await say(director, 'finish', v1);
    expect(await closed()).toEqual([false]);
    await say(producer, 'finish', v1);
    expect(await read()).toMatchObject({
      rounds: [
        {
          cueId,
          closed: true,
          finished: [composer.personId, director.personId, producer.personId].sort(),
        },
      ],
    });
    await say(director, 'unfinish', v1);
    expect(await closed()).toEqual([false]);
    await producer.json('PATCH', `/api/films/${filmId}`, { reviewers: [producer.personId] });
    expect(await closed()).toEqual([true]);
    await producer.json('PATCH', `/api/films/${filmId}`, { reviewers: [] });
    expect(await closed()).toEqual([false]);
  });

  it('are the same when they are made anew', async () => {
    await write(director, { ...note(v1, 'taste'), mentions: [composer.personId] });
    await say(director, 'finish', v1);
    await say(producer, 'finish', v2);
    const before = await read();
    expect(before.rounds).toHaveLength(2);
    await server.db.deleteFrom('finishes').execute();
    await server.db.deleteFrom('mentions').execute();
    await rebuildProjections(server.db, server.app.get<UpdateLog>(UPDATE_LOG));
    expect(await read()).toEqual(before);
    expect(await mentions()).toMatchObject([{ person_id: composer.personId, text: 'Less reverb' }]);
  });

  const mentions = () =>
    server.db.selectFrom('mentions').selectAll().where('cue_id', '=', cueId).orderBy('text').execute();

  it('have rows for who is named in what stands there now', async () => {
    const noteId = await write(director, { ...note(v1, 'taste'), mentions: [composer.personId] });
    const reply = { type: 'reply', note: noteId, text: 'And you?', mentions: [producer.personId] };
    const replyId = await write(composer, reply);
    expect(await mentions()).toEqual([
      {
        cue_id: cueId,
        entry_id: replyId,
        person_id: producer.personId,
        note_id: noteId,
        film_id: filmId,
        author_id: composer.personId,
        text: 'And you?',
      },
      expect.objectContaining({ entry_id: noteId, note_id: noteId, author_id: director.personId }),
    ]);
    await write(composer, { type: 'edit-reply', reply: replyId, text: 'No.', mentions: [] });
    await write(director, { type: 'edit', note: noteId, text: 'You too' });
    expect(await mentions()).toMatchObject([{ entry_id: noteId, text: 'You too' }]);
    await write(director, { type: 'withdraw', of: noteId });
    expect(await mentions()).toEqual([]);
    await write(director, { type: 'restore', of: noteId });
    expect(await mentions()).toMatchObject([{ entry_id: noteId }]);
  });
});
