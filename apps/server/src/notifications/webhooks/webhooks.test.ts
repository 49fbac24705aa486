import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId, type Webhook } from '@segue/protocol';
import { createDatabase } from '@segue/storage/test-databases';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FILM_START, note, writeCue, writeEntry } from '../../testing/music-film.js';
import { startSecondNode } from '../../testing/second-node.js';
import { startTestServer, type ApiClient, type TestServer } from '../../testing/test-server.js';
import { EventFollower } from '../event-follower.js';
import { lookupPublic } from './allowed-address.js';
import { callWebhook } from './call-webhook.js';
import { WebhookCaller } from './webhook-caller.js';

interface ReceivedCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('webhooks', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let server: TestServer;
  let receiver: Server;
  let host: string;
  let filmId: string;
  let cueId: string;
  let director: ApiClient;
  let producer: ApiClient;
  let lamport = 1;
  let status = 204;
  const received: ReceivedCall[] = [];

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        received.push({ path: request.url ?? '', headers: request.headers, body });
        response.writeHead(status, { location: '/elsewhere' }).end('thanks');
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    database = await createDatabase();
    server = await startTestServer({ databaseUrl: database.url, privateWebhookHosts: [host] });
    filmId = (await server.createFilm()).id;
    director = await server.member(filmId, 'director');
    producer = await server.member(filmId, 'producer');
    cueId = await writeCue(server, filmId, director, { number: '1m04', title: 'Dawn', in: FILM_START });
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
    receiver.close();
  });
  beforeEach(async () => {
    await server.db.deleteFrom('webhook_calls').execute();
    received.length = 0;
    status = 204;
  });

  const path = () => `/api/films/${filmId}/webhook`;
  const set = async (): Promise<string> => {
    const answer = (await producer.json('PUT', path(), { url: `http://${host}/hook?a=1` })) as {
      secret: string;
    };
    return answer.secret;
  };
  const giveNote = async (): Promise<string> => {
    const id = await writeEntry(server, cueId, director, note(newId(), 'must', lamport++));
    await server.app.get(EventFollower).catchUp();
    return id;
  };
  const turn = (): Promise<void> => server.app.get(WebhookCaller).turn();
  const read = async (): Promise<Webhook> => (await producer.json('GET', path())) as Webhook;
  const letPass = (): Promise<unknown> => sql`update webhook_calls set next_try = now()`.execute(server.db);

  it('tell what happens, signed, to the address that was set', async () => {
    await giveNote();
    const secret = await set();
    const noteId = await giveNote();
    await turn();
    await turn();
    // What happened before is not told.
    expect(received).toHaveLength(1);
    const [{ path: called, headers, body }] = received as [ReceivedCall];
    expect(called).toBe('/hook?a=1');
    expect(headers['content-type']).toBe('application/json');
    expect(headers['segue-event']).toBe('note');
    const [, seconds, signature] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['segue-signature'])) ?? [];
    expect(signature).toBe(
      createHmac('sha256', secret)
        .update(`${seconds ?? ''}.${body}`)
        .digest('hex'),
    );
    expect(JSON.parse(body)).toMatchObject({
      id: headers['segue-delivery'],
      kind: 'note',
      noteId,
      film: { id: filmId },
      cue: { id: cueId, number: '1m04' },
      by: { name: 'the director' },
      text: 'Less reverb',
      timecode: '01:00:00:00',
    });
    const { url, calls } = await read();
    expect(url).toBe(`http://${host}/hook?a=1`);
    expect(calls).toMatchObject([{ kind: 'note', state: 'done', tries: 1, status: 204, nextTry: null }]);
    expect(JSON.stringify(await server.owner.json('GET', `/api/films/${filmId}/audit`))).not.toMatch(
      /hook\?a|secret/,
    );
  });

  it('are called again when they do not take it, and given up in the end; a redirect is not followed', async () => {
    await giveNote();
    status = 302;
    await turn();
    expect(received).toHaveLength(1);
    expect((await read()).calls).toMatchObject([
      { state: 'waiting', tries: 1, status: 302, trouble: 'It answered 302.' },
    ]);
    await turn();
    expect(received).toHaveLength(1);
    for (let tries = 1; tries < 8; tries++) {
      await letPass();
      await turn();
    }
    expect(received).toHaveLength(8);
    // A receiver knows by this that it is the same.
    expect(new Set(received.map(({ headers }) => headers['segue-delivery'])).size).toBe(1);
    expect((await read()).calls).toMatchObject([{ state: 'failed', tries: 8, nextTry: null }]);
    await letPass();
    await turn();
    expect(received).toHaveLength(8);
  });

  it('are called by one node, and by another when that one is killed', async () => {
    const other = await startSecondNode({ databaseUrl: database.url, privateWebhookHosts: [host] });
    for (let n = 0; n < 8; n++) await giveNote();
    const both = [server, other].map(({ app }) => app.get(WebhookCaller));
    await Promise.all(both.map((caller) => caller.turn()));
    await Promise.all(both.map((caller) => caller.turn()));
    expect(new Set(received.map(({ headers }) => headers['segue-delivery'])).size).toBe(8);
    expect(received).toHaveLength(8);
    await giveNote();
    // As a node leaves it that was killed while it called.
    await sql`update webhook_calls set tries = 1, next_try = now() + interval '60 seconds' where state = 'waiting'`.execute(
      server.db,
    );
    await letPass();
    await both[1]?.turn();
    expect(received).toHaveLength(9);
    await other.close();
  });

  it('go to the internet, and elsewhere only where it was allowed', async () => {
    const refused = [
      'http://example.org/hook',
      'https://localhost/hook',
      'https://127.0.0.1/hook',
      'https://10.1.2.3/hook',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]/hook',
      'https://[::ffff:192.168.0.1]/hook',
      'https://0x7f000001/hook',
      'https://2130706433/hook',
      'http://127.0.0.1:1/hook',
    ];
    for (const url of refused)
      expect([url, await producer.outcome('PUT', path(), { url })]).toEqual([url, 'webhook.address']);
    expect(await producer.outcome('PUT', path(), { url: 'file:///etc/passwd' })).toBe('request.invalid');
    expect(await producer.outcome('PUT', path(), { url: 'https://example.org/hook' })).toBe(200);
  });

  it('whose name means a machine of this network are not called', async () => {
    const found = await new Promise((resolve) => {
      lookupPublic('localhost', { all: true }, (error, addresses) => {
        resolve(error?.message ?? addresses);
      });
    });
    expect(found).toBe('localhost is not on the internet');
    // One that was allowed when it was set, and is not any more.
    const call = { url: `http://${host}/hook`, secret: 'x', id: 'x', kind: 'note', body: '{}' };
    expect(await callWebhook(call, [], new Date())).toEqual({
      trouble: 'This address is not allowed any more.',
    });
    expect(received).toEqual([]);
  });

  it('end when they are removed, with all that waited', async () => {
    await set();
    await giveNote();
    await producer.json('DELETE', path());
    await turn();
    expect(received).toEqual([]);
    expect(await read()).toEqual({ url: null, calls: [] });
    await giveNote();
    expect((await read()).calls).toEqual([]);
  });
});
