import type { IssuedLink, LinkLook, People } from '@segue/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuthorityFeed } from '../live/authority-feed.js';
import { ApiClient, startTestServer, tokenOf, type TestServer } from '../testing/test-server.js';
import { SessionsService } from './sessions.service.js';

const NOBODY = 'z'.repeat(14);

describe('the people of a film', () => {
  let server: TestServer;
  let filmId: string;
  let producer: ApiClient;
  let observer: ApiClient;
  let outsider: ApiClient;
  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    producer = await server.member(filmId, 'producer');
    observer = await server.member(filmId, 'observer');
    outsider = await server.member((await server.createFilm()).id, 'producer');
  });
  afterAll(() => server.close());

  const people = (path = '') => `/api/films/${filmId}/people${path}`;
  const invite = async (fields: object = {}) =>
    (await producer.json('POST', people(), { name: 'Ines', role: 'composer', ...fields })) as IssuedLink & {
      personId: string;
    };
  const open = (token: string, name?: string) =>
    new ApiClient(server.url).outcome('POST', '/api/links/open', { token, name });
  async function join(token: string, name?: string): Promise<ApiClient> {
    const client = new ApiClient(server.url);
    await client.json('POST', '/api/links/open', { token, name });
    return client.learnWhoIAm();
  }

  it('are managed by those who may, and by nobody else', async () => {
    const managing: [string, string, object?][] = [
      ['POST', people(), { name: 'Ines', role: 'composer' }],
      ['PATCH', people(`/${observer.personId}`), { role: 'mixer' }],
      ['DELETE', people(`/${observer.personId}`)],
      ['POST', people(`/${observer.personId}/link`)],
      ['DELETE', people(`/${observer.personId}/link`)],
      ['PUT', `/api/films/${filmId}/guest-link`],
      ['DELETE', `/api/films/${filmId}/guest-link`],
    ];
    for (const [method, path, body] of managing) {
      expect(await server.anonymous.outcome(method, path, body)).toBe('session.missing');
      expect(await outsider.outcome(method, path, body)).toBe('not-found');
      expect(await observer.outcome(method, path, body)).toBe('access.denied');
    }
    for (const [method, path, body] of managing.slice(1, 5)) {
      expect(await producer.outcome(method, path.replace(observer.personId, NOBODY), body)).toBe('not-found');
    }
    expect(await server.anonymous.outcome('GET', people())).toBe('session.missing');
    expect(await outsider.outcome('GET', people())).toBe('not-found');
  });

  it('are invited by a personal link', async () => {
    const issued = await invite({ email: 'Ines@Example.org' });
    const { personId } = issued;
    expect(issued.url).toMatch(new RegExp(`^${server.url}/join#[\\w-]{43}$`));
    expect(
      (await server.anonymous.json('POST', '/api/links/look', { token: tokenOf(issued) })) as LinkLook,
    ).toEqual({
      kind: 'personal',
      filmTitle: 'The Long Take',
      personName: 'Ines',
      role: 'composer',
    });
    const ines = await join(tokenOf(issued));
    expect(ines).toMatchObject({ personId, name: 'Ines' });
    const actor = await server.app.get(SessionsService).authenticate(ines.cookie);
    expect(actor?.signedInBy).toBe('personal link issued by the producer');
    // It works again, on another device.
    expect(await open(tokenOf(issued))).toBe(200);

    const seen = async (client: ApiClient) =>
      ((await client.json('GET', people())) as People).members.find((member) => member.personId === personId);
    expect(await seen(producer)).toMatchObject({
      role: 'composer',
      email: 'ines@example.org',
      link: { revokedAt: null },
    });
    expect(await seen(observer)).toMatchObject({ role: 'composer', email: null, link: null });
    // The contact address is no way to sign in.
    const { person } = (await ines.json('GET', '/api/session')) as { person: object };
    expect(person).toMatchObject({ email: null, hasPassword: false, owner: false });
  });

  it('lose the sessions of a link that is renewed, revoked or has expired', async () => {
    const first = await invite();
    const ines = await join(tokenOf(first));
    const second = (await producer.json('POST', people(`/${first.personId}/link`))) as IssuedLink;
    expect(await ines.outcome('GET', '/api/films')).toBe('session.missing');
    expect(await open(tokenOf(first))).toBe('session.link');
    const again = await join(tokenOf(second));
    expect(again.personId).toBe(first.personId);

    const told: string[] = [];
    const subscription = server.app
      .get(AuthorityFeed)
      .changes.subscribe(({ personId }) => told.push(personId));
    expect(await producer.outcome('DELETE', people(`/${first.personId}/link`))).toBe(204);
    subscription.unsubscribe();
    expect(told).toEqual([first.personId]);
    expect(await again.outcome('GET', '/api/films')).toBe('session.missing');
    expect(await open(tokenOf(second))).toBe('session.link');
    expect(await server.anonymous.outcome('POST', '/api/links/look', { token: tokenOf(second) })).toBe(
      'session.link',
    );

    const third = (await producer.json('POST', people(`/${first.personId}/link`))) as IssuedLink;
    await server.db
      .updateTable('links')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('person_id', '=', first.personId)
      .execute();
    expect(await open(tokenOf(third))).toBe('session.link');
    expect(await open('x'.repeat(43))).toBe('session.link');
  });

  it('change their roles, and only to roles that are given by name', async () => {
    const { personId } = await invite({ role: 'observer' });
    expect(await producer.outcome('PATCH', people(`/${personId}`), { role: 'mixer' })).toBe(204);
    expect(await producer.outcome('PATCH', people(`/${personId}`), { role: 'guest' })).toBe(
      'request.invalid',
    );
    expect(await producer.outcome('POST', people(), { name: 'Gus', role: 'guest' })).toBe('request.invalid');
    const { members } = (await producer.json('GET', people())) as People;
    expect(members.find((member) => member.personId === personId)?.role).toBe('mixer');
  });

  it('are gone at once when they are removed', async () => {
    const issued = await invite();
    const ines = await join(tokenOf(issued));
    expect(await ines.outcome('GET', `/api/films/${filmId}`)).toBe(200);
    const told: string[] = [];
    const subscription = server.app
      .get(AuthorityFeed)
      .changes.subscribe(({ personId }) => told.push(personId));
    expect(await producer.outcome('DELETE', people(`/${issued.personId}`))).toBe(204);
    subscription.unsubscribe();
    expect(told).toEqual([issued.personId]);
    expect(await ines.outcome('GET', `/api/films/${filmId}`)).toBe('session.missing');
    expect(await open(tokenOf(issued))).toBe('session.link');
    expect(await server.anonymous.outcome('POST', '/api/links/look', { token: tokenOf(issued) })).toBe(
      'session.link',
    );
  });

  it('cannot sign themselves in as the owner of the installation', async () => {
    const link = people(`/${server.owner.personId}/link`);
    expect(await producer.outcome('POST', link)).toBe('access.denied');
  });

  it('may be guests, who say their name and stay who they are on their device', async () => {
    const link = (await producer.json('PUT', `/api/films/${filmId}/guest-link`)) as IssuedLink;
    expect(link.personId).toBeNull();
    expect(await open(tokenOf(link))).toBe('session.link-name');
    const gus = await join(tokenOf(link), 'Gus');
    const { members, guestLink } = (await producer.json('GET', people())) as People;
    expect(members.find(({ personId }) => personId === gus.personId)).toMatchObject({
      name: 'Gus',
      role: 'guest',
    });
    expect(guestLink).toMatchObject({ revokedAt: null });
    await gus.json('POST', '/api/links/open', { token: tokenOf(link), name: 'Gustav' });
    const before = gus.personId;
    expect((await gus.learnWhoIAm()).personId).toBe(before);

    expect(await producer.outcome('DELETE', `/api/films/${filmId}/guest-link`)).toBe(204);
    expect(await gus.outcome('GET', '/api/films')).toBe('session.missing');
    expect(await open(tokenOf(link), 'Gus')).toBe('session.link');
  });
});
