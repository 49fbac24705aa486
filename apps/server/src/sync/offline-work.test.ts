import 'fake-indexeddb/auto';
import {
  countUnsent,
  forgetOnDevice,
  leftBehind,
  openNotes,
  openSpotting,
  unsentTexts,
  type DocumentSession,
  type NotesSession,
} from '@segue/client';
import { indexedDB } from 'fake-indexeddb';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Line } from '../testing/line.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

const FRAME = 29_400_000;
const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 10_000, interval: 5 });
const note = (text: string) => ({
  version: 'v'.repeat(14),
  in: 86_400 * FRAME,
  out: null,
  kind: 'mix' as const,
  weight: 'must' as const,
  text,
});

describe('work that is kept on this device', () => {
  let server: TestServer;
  let filmId: string;
  let cueId: string;
  const opened: DocumentSession[] = [];
  /** The network of each person, which can be cut. */
  const lines = new Map<string, Line>();

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
  });
  beforeAll(async () => {
    const sheet = spotting(await server.member(filmId, 'composer'));
    await loaded(sheet);
    cueId = sheet.add({ number: '1m01', in: 86_400 * FRAME, out: 86_500 * FRAME });
    await saved(sheet);
  });
  afterEach(() => {
    for (const session of opened.splice(0)) session.close();
    lines.clear();
  });
  afterAll(() => server.close());

  function lineOf(client: ApiClient): Line {
    const line = lines.get(client.personId) ?? new Line(client, server.url);
    lines.set(client.personId, line);
    return line;
  }
  function notes(client: ApiClient, cue = cueId): NotesSession {
    const session = openNotes({ ...lineOf(client).connection, cueId: cue });
    opened.push(session);
    return session;
  }
  function spotting(client: ApiClient) {
    const session = openSpotting({ ...lineOf(client).connection, filmId });
    opened.push(session);
    return session;
  }
  const loaded = (...sessions: DocumentSession[]): Promise<void> =>
    eventually(() => {
      for (const session of sessions) expect(session.loaded).toBe(true);
    });
  const saved = (...sessions: DocumentSession[]): Promise<void> =>
    eventually(() => {
      for (const session of sessions) expect(session.state).toEqual({ status: 'saved', unsaved: 0 });
    });
  /** What went through is taken off the device a moment after it is called saved. */
  const nothingUnsent = (person: ApiClient): Promise<void> =>
    eventually(async () => {
      expect(await countUnsent(person.personId)).toBe(0);
    });
  const kept = (session: DocumentSession): Promise<void> =>
    eventually(() => {
      expect(session.mayLeave).toBe(true);
    });
  const texts = (session: NotesSession): string[] => session.board.notes.map(({ text }) => text);
  const count = (session: NotesSession, text: string): number =>
    texts(session).filter((each) => each === text).length;

  /** Opens the notes, lets them load and be saved, and pulls out the network. */
  async function offline(client: ApiClient): Promise<NotesSession> {
    const session = notes(client);
    await saved(session);
    lineOf(client).cut();
    await eventually(() => {
      expect(session.state.status).toBe('offline');
    });
    return session;
  }

  it('is there after a reload without a connection, counted, and arrives once it is back', async () => {
    const ann = await server.member(filmId, 'director');
    const reader = notes(await server.member(filmId, 'composer'));
    await saved(reader);
    const before = await offline(ann);
    const first = before.addNote(note('written on the train'));
    before.addNote(note('and another'));
    await kept(before);
    before.close();
    expect(await countUnsent(ann.personId)).toBe(2);

    const after = notes(ann);
    expect(after.loaded).toBe(false);
    await loaded(after);
    await eventually(() => {
      expect(after.state).toEqual({ status: 'offline', unsaved: 2 });
    });
    expect(texts(after)).toEqual(expect.arrayContaining(['written on the train', 'and another']));
    after.edit(first, { text: 'written on the train, at night' });
    await eventually(() => {
      expect(after.state).toEqual({ status: 'offline', unsaved: 3 });
    });

    lineOf(ann).mend();
    await saved(after);
    await eventually(() => {
      expect(count(reader, 'written on the train, at night')).toBe(1);
      expect(count(reader, 'and another')).toBe(1);
    });
    expect(after.refused).toEqual([]);
    await eventually(async () => {
      await nothingUnsent(ann);
    });
  });

  it('is never editable before it was loaded once', async () => {
    const ann = await server.member(filmId, 'director');
    lineOf(ann).cut();
    const session = notes(ann);
    const failed = vi.fn();
    session.subscribe(failed);
    await eventually(() => {
      expect(failed).toHaveBeenCalled();
    });
    expect(session.loaded).toBe(false);
    expect(session.state.status).toBe('connecting');
    lineOf(ann).mend();
    await saved(session);
  });

  it('is shared by two tabs: neither calls saved what is not, nothing is lost and nothing is there twice', async () => {
    const ann = await server.member(filmId, 'director');
    const one = await offline(ann);
    const two = notes(ann);
    await loaded(two);
    expect(two.doc.clientID).not.toBe(one.doc.clientID);
    one.addNote(note('from one tab'));
    two.addNote(note('from the other tab'));
    await Promise.all([kept(one), kept(two)]);
    expect(one.state).toEqual({ status: 'offline', unsaved: 1 });
    expect(two.state).toEqual({ status: 'offline', unsaved: 1 });
    // One of them is closed without having been sent; the other one takes care of what it left.
    two.close();
    lineOf(ann).mend();
    await saved(one);
    await eventually(async () => {
      await nothingUnsent(ann);
    });
    const reader = notes(await server.member(filmId, 'composer'));
    await saved(reader);
    expect(count(reader, 'from one tab')).toBe(1);
    expect(count(reader, 'from the other tab')).toBe(1);
    expect(one.refused).toEqual([]);
  });

  it('is of nobody else who signs in on this device, and is gone when its person signs out', async () => {
    const ann = await server.member(filmId, 'director');
    const ben = await server.member(filmId, 'composer');
    const hers = await offline(ann);
    hers.addNote(note("ann's secret"));
    await kept(hers);
    hers.close();
    const his = notes(ben);
    await saved(his);
    expect(count(his, "ann's secret")).toBe(0);
    expect(await countUnsent(ben.personId)).toBe(0);
    expect(await countUnsent(ann.personId)).toBe(1);
    await forgetOnDevice(ann.personId);
    await nothingUnsent(ann);
    const names = await databaseNames();
    expect(names.filter((name) => name.includes(`${ann.personId}/`))).toEqual([]);
  });

  it('does not break an open page when another tab of the person signs out', async () => {
    const ann = await server.member(filmId, 'director');
    const session = notes(ann);
    await saved(session);
    await forgetOnDevice(ann.personId);
    lineOf(ann).cut();
    session.addNote(note('kept by the page alone'));
    await eventually(() => {
      expect(session.state).toEqual({ status: 'offline', unsaved: 1, onlyInPage: true });
    });
    expect(session.mayLeave).toBe(false);
    lineOf(ann).mend();
    await saved(session);
  });

  it('goes back to its author when their role does not allow it any more, over reloads too', async () => {
    const ann = await server.member(filmId, 'director');
    const session = await offline(ann);
    session.addNote(note('one'));
    session.addNote(note('two'));
    await kept(session);
    session.close();
    await server.owner.json('PATCH', `/api/films/${filmId}/people/${ann.personId}`, { role: 'observer' });
    lineOf(ann).mend();
    const back = notes(ann);
    const refusedTexts = (from: NotesSession) => from.refused.flatMap((work) => work.texts).sort();
    await eventually(() => {
      expect(refusedTexts(back)).toEqual(['one', 'two']);
    });
    expect(new Set(back.refused.map(({ code }) => code))).toEqual(new Set(['update.role']));
    await saved(back);
    expect(texts(back)).not.toContain('one');
    back.close();

    // The copy no longer holds what was refused.
    const again = notes(ann);
    await saved(again);
    expect(refusedTexts(again)).toEqual(['one', 'two']);
    expect(texts(again)).not.toContain('one');
    await nothingUnsent(ann);
    again.dismissRefused();
    expect(again.refused).toEqual([]);
    again.close();
    const last = notes(ann);
    await saved(last);
    expect(last.refused).toEqual([]);
  });

  it('loses only what is refused: the rest of the same hours goes through, in its order', async () => {
    const ann = await server.member(filmId, 'director');
    const composer = notes(await server.member(filmId, 'composer'));
    await saved(composer);
    const open = composer.addNote(note('for ann to resolve'));
    await saved(composer);
    const session = await offline(ann);
    const first = session.addNote(note('before'));
    session.resolve(open);
    session.edit(first, { text: 'before, and better' });
    session.reply(open, 'with words');
    session.addNote(note('after'));
    await kept(session);
    // A mixer comments, but resolves nothing.
    await server.owner.json('PATCH', `/api/films/${filmId}/people/${ann.personId}`, { role: 'mixer' });
    lineOf(ann).mend();
    await eventually(() => {
      expect(session.refused).toMatchObject([{ code: 'update.role', texts: [] }]);
      expect(session.state).toEqual({ status: 'saved', unsaved: 0 });
    });
    await eventually(() => {
      expect(count(composer, 'before, and better')).toBe(1);
      expect(count(composer, 'after')).toBe(1);
      const answered = composer.board.notes.find(({ id }) => id === open);
      expect(answered).toMatchObject({ state: 'open', replies: [{ text: 'with words' }] });
    });
    await nothingUnsent(ann);
  });

  it('is kept as texts when the document was closed to its author meanwhile, until they have seen it', async () => {
    const ann = await server.member(filmId, 'director');
    // With a password the session outlives the place on the film, which ends with the personal link.
    const account = { email: 'ann@example.org', password: 'a long password' };
    await ann.json('PUT', '/api/me/password', account);
    await ann.json('POST', '/api/session', account);
    const session = await offline(ann);
    session.addNote(note('my last words'));
    await kept(session);
    await server.owner.json('DELETE', `/api/films/${filmId}/people/${ann.personId}`);
    lineOf(ann).mend();
    await eventually(() => {
      expect(session.state).toMatchObject({ status: 'closed', closedBecause: 'not-found' });
    });
    expect(session.refused).toEqual([
      { code: 'not-found', detail: expect.any(String) as string, texts: ['my last words'] },
    ]);
    session.close();
    await eventually(async () => {
      expect(await leftBehind(ann.personId)).toMatchObject([{ texts: ['my last words'] }]);
    });
    await nothingUnsent(ann);
    await eventually(async () => {
      const names = await databaseNames();
      expect(names.filter((name) => name.includes(`${ann.personId}/cue`))).toEqual([]);
    });
  });

  it('waits for its person when the session has ended, shown to copy', async () => {
    const ann = await server.member(filmId, 'director');
    const session = await offline(ann);
    session.addNote(note('signed out on the way'));
    await kept(session);
    const cookie = ann.cookie;
    ann.cookie = '';
    lineOf(ann).mend();
    await eventually(() => {
      expect(session.state).toEqual({ status: 'closed', unsaved: 1, closedBecause: 'authority' });
    });
    expect(session.refused).toMatchObject([{ code: 'session.missing', texts: ['signed out on the way'] }]);
    session.close();
    expect(await unsentTexts(ann.personId)).toEqual(['signed out on the way']);
    ann.cookie = cookie;
    const again = notes(ann);
    await saved(again);
    expect(texts(again)).toContain('signed out on the way');
    expect(again.refused).toEqual([]);
  });

  it('is called not saved while the storage of the server takes nothing, and saved when it does again', async () => {
    const ann = await server.member(filmId, 'director');
    const session = notes(ann);
    await saved(session);
    await sql`alter table document_updates rename to taken_away`.execute(server.db);
    session.addNote(note('while the disk was full'));
    await eventually(() => {
      expect(session.state).toEqual({ status: 'not-saved', unsaved: 1 });
    });
    await kept(session);
    expect(await countUnsent(ann.personId)).toBe(1);
    await sql`alter table taken_away rename to document_updates`.execute(server.db);
    await saved(session);
    expect(session.refused).toEqual([]);
    const reader = notes(await server.member(filmId, 'composer'));
    await saved(reader);
    expect(count(reader, 'while the disk was full')).toBe(1);
  });

  it('holds for the spotting sheet too, removals included', async () => {
    const ben = await server.member(filmId, 'composer');
    const sheet = spotting(ben);
    await saved(sheet);
    const stays = sheet.add({ number: '2m01', title: 'to stay' });
    const gone = sheet.add({ number: '2m02', title: 'to go' });
    await saved(sheet);
    lineOf(ben).cut();
    sheet.remove(gone);
    sheet.edit(stays, { title: 'stays' });
    await kept(sheet);
    sheet.close();
    const after = spotting(ben);
    await eventually(() => {
      expect(after.state).toEqual({ status: 'offline', unsaved: 2 });
    });
    lineOf(ben).mend();
    await saved(after);
    const reader = spotting(await server.member(filmId, 'director'));
    await saved(reader);
    expect(reader.cues.map(({ title }) => title)).toContain('stays');
    expect(reader.cues.map(({ id }) => id)).not.toContain(gone);
  });
});

async function databaseNames(): Promise<string[]> {
  // The types of this project know no browser.
  const device = indexedDB as unknown as { databases(): Promise<{ name: string }[]> };
  return (await device.databases()).map(({ name }) => name);
}
