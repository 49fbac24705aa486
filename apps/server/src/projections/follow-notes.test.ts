import { documentName, newId } from '@segue/protocol';
import { pruneHistory } from '@segue/storage';
import type { UpdateLog } from '@segue/sync-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UPDATE_LOG } from '../platform/tokens.js';
import { note, writeCue, writeEntry } from '../testing/music-film.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';
import { NotesFollower } from './follow-notes.js';

describe('whoever follows the notes of a cue', () => {
  let server: TestServer;
  let director: ApiClient;
  let composer: ApiClient;
  let cueId: string;
  let name: string;
  let follower: NotesFollower;
  const version = newId();

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    const { id } = await server.createFilm();
    director = await server.member(id, 'director');
    composer = await server.member(id, 'composer');
    cueId = await writeCue(server, id, composer, { number: '1m01' });
    name = documentName({ kind: 'notes', cueId });
    follower = new NotesFollower(server.app.get<UpdateLog>(UPDATE_LOG));
  });

  const reply = (noteId: string, lamport: number) =>
    writeEntry(server, cueId, composer, { type: 'reply', note: noteId, text: 'which bar?', lamport, at: 0 });

  it('reads the whole, then only what is new and what it changes', async () => {
    const first = await writeEntry(server, cueId, director, note(version, 'must'));
    await writeEntry(server, cueId, director, note(version, 'taste', 2));
    const whole = await follower.read(name);
    expect(whole).toMatchObject({ from: 0, to: 2 });
    expect(whole.changed.size).toBe(2);
    whole.keep();
    await reply(first, 3);
    const news = await follower.read(name);
    expect(news).toMatchObject({ from: 2, to: 3 });
    expect([...news.changed]).toMatchObject([[first, { replies: [{ text: 'which bar?' }] }]]);
  });

  it('reads it once more when the rows were not written', async () => {
    const first = await writeEntry(server, cueId, director, note(version, 'must'));
    (await follower.read(name)).keep();
    await reply(first, 2);
    await follower.read(name);
    const again = await follower.read(name);
    expect(again.from).toBe(0);
    expect([...again.changed]).toMatchObject([[first, { replies: [{ text: 'which bar?' }] }]]);
  });

  it('reads the whole again when the history it would need was let go of', async () => {
    const first = await writeEntry(server, cueId, director, note(version, 'must'));
    (await follower.read(name)).keep();
    await reply(first, 2);
    await reply(first, 3);
    await pruneHistory(server.db, { before: new Date(0), most: 1 });
    const whole = await follower.read(name);
    expect(whole).toMatchObject({ from: 0, to: 3 });
    expect([...whole.changed]).toMatchObject([[first, { replies: [{}, {}] }]]);
  });
});
