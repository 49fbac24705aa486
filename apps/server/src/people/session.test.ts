import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient, OWNER, startTestServer, type TestServer } from '../testing/test-server.js';

describe('sessions', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const device = () => new ApiClient(server.url);
  const signIn = (client: ApiClient, email: string, password: string) =>
    client.send('POST', '/api/session', { json: { email, password } });

  it('are opened by the set-up link once', async () => {
    expect(await server.owner.json('GET', '/api/session')).toMatchObject({
      person: { name: OWNER.name, email: OWNER.email, owner: true, hasPassword: true },
      setupNeeded: false,
    });
    expect(await device().outcome('POST', '/api/setup', { ...OWNER, token: 'x'.repeat(43) })).toBe(
      'setup.done',
    );
  });

  it('are kept in a cookie that scripts and other sites cannot use', async () => {
    const client = device();
    const response = await signIn(client, OWNER.email.toUpperCase(), OWNER.password);
    expect(response.status).toBe(200);
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^segue_session=[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Secure/);
    const stored = await server.db.selectFrom('sessions').select('token_hash').execute();
    const secret = client.cookie.split('=')[1] ?? '';
    expect(stored.some(({ token_hash }) => token_hash.includes(secret))).toBe(false);
  });

  it('do not tell who has an account', async () => {
    const answers = await Promise.all(
      [
        [OWNER.email, 'the wrong password'],
        ['nobody@example.org', OWNER.password],
      ].map(async ([email = '', password = '']) => {
        const response = await signIn(device(), email, password);
        const problem = { ...((await response.json()) as object), requestId: null };
        return { status: response.status, cookies: response.headers.getSetCookie(), problem };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 401, problem: { code: 'session.credentials' } });
    expect(answers[1]).toEqual(answers[0]);
  });

  it('end when the person signs out, here or everywhere', async () => {
    const [here, there] = [device(), device()];
    for (const client of [here, there]) await signIn(client, OWNER.email, OWNER.password);
    const kept = here.cookie;
    expect(await here.outcome('DELETE', '/api/session')).toBe(204);
    expect(here.cookie).toBe('');
    here.cookie = kept;
    expect(await here.outcome('GET', '/api/films')).toBe('session.missing');
    expect(await there.outcome('GET', '/api/films')).toBe(200);

    await signIn(here, OWNER.email, OWNER.password);
    expect(await here.outcome('DELETE', '/api/sessions')).toBe(204);
    expect(await there.outcome('GET', '/api/films')).toBe('session.missing');
    await signIn(server.owner, OWNER.email, OWNER.password);
  });

  it('end by themselves', async () => {
    const client = device();
    await signIn(client, OWNER.email, OWNER.password);
    await server.db
      .updateTable('sessions')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('seen_at', '=', (all) => all.selectFrom('sessions').select(all.fn.max('seen_at').as('last')))
      .execute();
    expect(await client.outcome('GET', '/api/films')).toBe('session.missing');
  });

  it('go on while they are used', async () => {
    const client = device();
    await signIn(client, OWNER.email, OWNER.password);
    const { id } = await server.db
      .selectFrom('sessions')
      .select('id')
      .orderBy('seen_at', 'desc')
      .executeTakeFirstOrThrow();
    const soon = new Date(Date.now() + 60_000);
    await server.db
      .updateTable('sessions')
      .set({ seen_at: new Date(Date.now() - 7_200_000), expires_at: soon })
      .where('id', '=', id)
      .execute();
    expect(await client.outcome('GET', '/api/films')).toBe(200);
    const after = await server.db
      .selectFrom('sessions')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(after.expires_at.getTime()).toBeGreaterThan(soon.getTime());
  });

  it('can be opened with a password that a person by link has set', async () => {
    const film = await server.createFilm();
    const composer = await server.member(film.id, 'composer');
    const wanted = { email: 'carla@example.org', password: 'a long enough password' };
    expect(await composer.outcome('PUT', '/api/me/password', { ...wanted, email: OWNER.email })).toBe(
      'session.email-unusable',
    );
    expect(await composer.outcome('PUT', '/api/me/password', { ...wanted, password: 'short' })).toBe(
      'request.invalid',
    );
    expect(await composer.outcome('PUT', '/api/me/password', wanted)).toBe(204);

    const elsewhere = device();
    expect((await signIn(elsewhere, wanted.email, wanted.password)).status).toBe(200);
    const changed = { ...wanted, password: 'another long password' };
    expect(await composer.outcome('PUT', '/api/me/password', changed)).toBe('session.credentials');
    expect(await composer.outcome('PUT', '/api/me/password', { ...changed, currentPassword: 'wrong' })).toBe(
      'session.credentials',
    );
    expect(
      await composer.outcome('PUT', '/api/me/password', { ...changed, currentPassword: wanted.password }),
    ).toBe(204);
    // Somebody who knew the old password is out.
    expect(await elsewhere.outcome('GET', '/api/films')).toBe('session.missing');
    expect(await composer.outcome('GET', '/api/films')).toBe(200);
  });

  it('show the name that the person chose', async () => {
    const film = await server.createFilm();
    const composer = await server.member(film.id, 'composer');
    expect(await composer.json('PATCH', '/api/me', { name: '  Carla  ' })).toMatchObject({ name: 'Carla' });
    expect(await composer.outcome('PATCH', '/api/me', { name: ' ' })).toBe('request.invalid');
    expect(await server.anonymous.outcome('PATCH', '/api/me', { name: 'Carla' })).toBe('session.missing');
  });
});

describe('guessing', () => {
  it('is slowed down, and on a secure site the cookie never travels in the clear', async () => {
    const server = await startTestServer({ attemptsPerMinute: 3, publicUrl: 'https://segue.example.org' });
    const client = new ApiClient(server.url);
    const attempt = () => client.outcome('POST', '/api/session', { email: OWNER.email, password: 'a guess' });
    try {
      const outcomes = [await attempt(), await attempt(), await attempt(), await attempt()];
      expect(outcomes).toEqual([...Array<string>(3).fill('session.credentials'), 'request.too-many']);
      const film = await server.createFilm();
      const member = await server.owner.send('PUT', `/api/films/${film.id}/guest-link`);
      const { url } = (await member.json()) as { url: string };
      expect(url).toMatch(/^https:\/\/segue\.example\.org\/join#/);
      const opened = await client.send('POST', '/api/links/open', {
        json: { token: url.split('#')[1], name: 'Gus' },
      });
      expect(opened.headers.getSetCookie()[0]).toMatch(/Secure/);
      expect(opened.headers.get('strict-transport-security')).not.toBeNull();
    } finally {
      await server.close();
    }
  });
});
