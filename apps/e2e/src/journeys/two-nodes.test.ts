import { newId, type Changed, type ClientEvents, type Online, type ServerEvents } from '@segue/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../harness/api-client.js';
import { emptyDatabase } from '../harness/empty-database.js';
import { startSegue, type SegueServer } from '../harness/segue-server.js';
import { openDocument } from '../harness/sync-client.js';

const REDIS_URL = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

describe('two nodes on one PostgreSQL and one Redis', () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  const nodes: SegueServer[] = [];
  const sockets: Socket[] = [];
  let filmId: string;
  let producer: ApiClient;
  let director: ApiClient;
  let elsewhere: { producer: { url: string; cookie: string }; director: { url: string; cookie: string } };

  /** A live socket that watches the film. */
  const watch = async (person: {
    url: string;
    cookie: string;
  }): Promise<Socket<ServerEvents, ClientEvents>> => {
    const socket: Socket<ServerEvents, ClientEvents> = io(person.url, {
      transports: ['websocket'],
      extraHeaders: { cookie: person.cookie },
    });
    sockets.push(socket);
    const { ok } = await socket.emitWithAck('watch', { filmId });
    expect(ok).toBe(true);
    return socket;
  };

  beforeAll(async () => {
    database = await emptyDatabase();
    const env = { DATABASE_URL: database.url, REDIS_URL };
    // One after the other: the first brings the database up to date and prints the set-up link.
    const first = await startSegue(env);
    producer = await ApiClient.owner(first);
    const second = await startSegue(env);
    nodes.push(first, second);
    filmId = (await producer.createFilm('Two nodes', 'producer')).id;
    director = await ApiClient.open(first.url, await producer.invite(filmId, 'Dora', 'director'));
    elsewhere = {
      producer: { url: second.url, cookie: producer.cookie },
      director: { url: second.url, cookie: director.cookie },
    };
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    for (const node of nodes) await node.stop();
    await database.drop();
  });

  it('carries a note from a client of one node to a client of the other', async () => {
    const cueId = await director.spot(filmId, { number: '1m01' });
    const here = await openDocument(director, `cue/${cueId}/notes`);
    const there = await openDocument(elsewhere.producer, `cue/${cueId}/notes`);
    const root = `part:${director.personId}`;
    for (const [writer, reader, who] of [
      [here, there, director],
      [there, here, producer],
    ] as const) {
      const id = newId();
      const note = {
        type: 'note',
        version: newId(),
        in: 0,
        out: null,
        kind: 'mix',
        weight: 'taste',
        text: 'Across.',
      };
      writer.doc.getMap(`part:${who.personId}`).set(id, { ...note, lamport: 1, at: Date.now() });
      await reader.until((doc) => doc.getMap(`part:${who.personId}`).has(id));
    }
    const newcomer = await openDocument(elsewhere.director, `cue/${cueId}/notes`);
    expect(newcomer.doc.getMap(root).toJSON()).toEqual(here.doc.getMap(root).toJSON());
    for (const connection of [here, there, newcomer]) connection.close();
  });

  it('tells everybody what has changed and who is online', async () => {
    const here = await watch(producer);
    const online = new Promise<Online>((resolve) => {
      here.on('online', (event) => {
        if (event.people.length === 2) resolve(event);
      });
    });
    const there = await watch(elsewhere.director);
    expect((await online).people.map(({ personId }) => personId).sort()).toEqual(
      [producer.personId, director.personId].sort(),
    );

    const changed = new Promise<Changed>((resolve) => {
      there.on('changed', (event) => {
        if (event.kind === 'cut') resolve(event);
      });
    });
    const cut = await producer.createCut(filmId, 'Locked picture');
    expect(await changed).toEqual({ kind: 'cut', id: cut.id, filmId });
  });

  it('sends a removed person away from both', async () => {
    const live = await watch(elsewhere.director);
    const sheet = await openDocument(elsewhere.director, `film/${filmId}`);
    const gone = Promise.all([
      new Promise((resolve) => live.once('disconnect', resolve)),
      new Promise((resolve) => {
        sheet.provider.on('connection-close', (event) => {
          resolve(event?.code);
        });
      }),
    ]);
    await producer.delete(`/films/${filmId}/people/${director.personId}`);
    expect((await gone)[1]).toBe(4401);
    sheet.close();
  });
});
