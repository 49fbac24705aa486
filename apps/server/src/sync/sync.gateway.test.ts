import { openNotes, openSpotting, type NotesSession, type SpottingSession } from '@segue/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { Line } from '../testing/line.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

const FRAME = 29_400_000;
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 5 });

describe('the sync endpoint', () => {
  let server: TestServer;
  let filmId: string;
  let director: ApiClient;
  let composer: ApiClient;
  let cueId: string;
  const opened: (NotesSession | SpottingSession)[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    director = await server.member(filmId, 'director');
    composer = await server.member(filmId, 'composer');
    const sheet = spotting(composer);
    await eventually(() => {
      expect(sheet.loaded).toBe(true);
    });
    cueId = sheet.add({ number: '1m01', in: 86_400 * FRAME, out: 86_500 * FRAME });
    await eventually(() => {
      expect(sheet.state.status).toBe('saved');
    });
  });
  afterEach(() => {
    for (const session of opened.splice(0)) session.close();
  });
  afterAll(() => server.close());

  const connection = (client: ApiClient) => new Line(client, server.url).connection;
  function notes(client: ApiClient, cue = cueId): NotesSession {
    const session = openNotes({ ...connection(client), cueId: cue });
    opened.push(session);
    return session;
  }
  function spotting(client: ApiClient, film = filmId): SpottingSession {
    const session = openSpotting({ ...connection(client), filmId: film });
    opened.push(session);
    return session;
  }
  const loaded = (...sessions: NotesSession[]): Promise<void> =>
    eventually(() => {
      for (const session of sessions) expect(session.loaded).toBe(true);
    });
  const note = (text: string) => ({
    version: 'v'.repeat(14),
    in: 86_400 * FRAME,
    out: null,
    kind: 'mix' as const,
    weight: 'must' as const,
    text,
  });

  it('tells of where the others are, and does not draw a screen anew for where oneself is', async () => {
    const ann = notes(director);
    const ben = notes(composer);
    await loaded(ann, ben);
    ann.setPresence({ playhead: 1 });
    await eventually(() => {
      expect(ben.others).toMatchObject([{ personId: director.personId, fields: { playhead: 1 } }]);
    });
    const benStandsAt = async (playhead: number) => {
      ben.setPresence({ playhead });
      await eventually(() => {
        expect(ann.others).toMatchObject([{ personId: composer.personId, fields: { playhead } }]);
      });
    };
    // Whatever was still to be told of the beginning has been told by the time this has gone around.
    await benStandsAt(1);
    let told = 0;
    ben.subscribe(() => told++);
    await benStandsAt(2);
    expect(told).toBe(0);
    ann.setPresence({ playhead: 3 });
    await eventually(() => {
      expect(ben.others[0]?.fields).toEqual({ playhead: 3 });
      expect(told).toBe(1);
    });
  });

  it('shows notes, replies and resolutions to everybody, and says what is saved', async () => {
    const ann = notes(director);
    const ben = notes(composer);
    await loaded(ann, ben);
    const noteId = ann.addNote(note('too loud under the line'));
    expect(ann.state.status).toBe('saving');
    await eventually(() => {
      expect(ann.state).toEqual({ status: 'saved', unsaved: 0 });
    });
    ben.reply(noteId, 'three dB less in v2');
    ben.resolve(noteId);
    await eventually(() => {
      expect(ann.board.notes[0]).toMatchObject({
        author: director.personId,
        state: 'resolved',
        replies: [{ author: composer.personId, text: 'three dB less in v2' }],
      });
    });
  });

  it('keeps the words of somebody who may not write here, and starts them afresh', async () => {
    const observer = await server.member(filmId, 'observer');
    const session = notes(observer);
    await loaded(session);
    const before = session.board.notes.length;
    session.addNote(note('let me say this'));
    await eventually(() => {
      expect(session.refused).toEqual([
        {
          code: 'update.role',
          detail: 'your role does not allow you to note here',
          texts: ['let me say this'],
        },
      ]);
      expect(session.state.status).toBe('saved');
    });
    expect(session.board.notes).toHaveLength(before);
  });

  it('is closed to those who are not signed in, not on the film, or ask for nothing that is there', async () => {
    const outsiderFilm = (await server.createFilm()).id;
    const outsider = await server.member(outsiderFilm, 'director');
    const stranger = notes(outsider);
    const nobody = notes(server.anonymous);
    const nowhere = notes(director, 'x'.repeat(14));
    await eventually(() => {
      expect(stranger.state).toMatchObject({ status: 'closed', closedBecause: 'not-found' });
      expect(nobody.state).toMatchObject({ status: 'closed', closedBecause: 'authority' });
      expect(nowhere.state).toMatchObject({ status: 'closed', closedBecause: 'not-found' });
    });
  });

  it('sends a removed person away at once', async () => {
    const guest = await server.member(filmId, 'mixer');
    const session = notes(guest);
    await loaded(session);
    await server.owner.json('DELETE', `/api/films/${filmId}/people/${guest.personId}`);
    await eventually(() => {
      expect(session.state.status).toBe('closed');
    });
  });

  it('judges by the role that somebody has now', async () => {
    const person = await server.member(filmId, 'observer');
    const session = notes(person);
    await loaded(session);
    await server.owner.json('PATCH', `/api/films/${filmId}/people/${person.personId}`, { role: 'mixer' });
    await eventually(() => {
      expect(session.state.status).toBe('saved');
      expect(session.loaded).toBe(true);
    });
    session.addNote(note('now I may'));
    await eventually(() => {
      expect(session.board.notes.map(({ text }) => text)).toContain('now I may');
      expect(session.state).toEqual({ status: 'saved', unsaved: 0 });
    });
    expect(session.refused).toEqual([]);
  });

  it('refuses upgrades from pages of other sites, and to paths that are none', async () => {
    const statusOf = (path: string, origin: string): Promise<number | undefined> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, {
          headers: { origin, cookie: director.cookie },
        });
        socket.on('unexpected-response', (_request, response) => {
          resolve(response.statusCode);
        });
        socket.on('open', () => {
          socket.close();
          resolve(101);
        });
        socket.on('error', () => undefined);
      });
    expect(await statusOf(`/sync/film/${filmId}`, 'https://evil.example')).toBe(403);
    expect(await statusOf(`/sync/film/${filmId}`, server.url)).toBe(101);
    expect(await statusOf('/elsewhere', server.url)).toBe(404);
  });
});
