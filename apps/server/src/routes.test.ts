import fc from 'fast-check';
import { newId } from '@segue/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesOf } from './testing/routes.js';
import { startTestServer, type ApiClient, type TestServer } from './testing/test-server.js';

/** The routes that answer people who are not signed in. A new open route has to be added here, knowingly. */
const OPEN = [
  'GET /api/session',
  'POST /api/setup',
  'POST /api/session',
  'POST /api/links/look',
  'POST /api/links/open',
  'POST /api/mail/unsubscribe/:token',
  'GET /api/mail/unsubscribe/:token',
  'GET /health/live',
  'GET /health/ready',
];
describe('every route', () => {
  let server: TestServer;
  let routes: { method: string; path: string }[];
  let filmId: string;
  let composer: ApiClient;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    routes = routesOf(server);
  });
  afterAll(() => server.close());

  /** Fills the parameters of a route: the film that is there, and ids of nothing. */
  const address = (path: string): string =>
    path
      .replace(/\{?\/?\*\w+\}?/g, '')
      .replace(/:(\w+)/g, (_, name: string) => (name === 'filmId' ? filmId : newId()));

  it('is closed to people who are not signed in, except for those that are listed', async () => {
    expect(routes.length).toBeGreaterThan(30);
    for (const open of OPEN) expect(routes.map(({ method, path }) => `${method} ${path}`)).toContain(open);
    for (const { method, path } of routes) {
      // On the paths of the health checks Nest answers 404 to every other method.
      if (OPEN.includes(`${method} ${path}`) || path.startsWith('/health/')) continue;
      const response = await server.anonymous.send(method, address(path));
      expect([method, path, response.status]).toEqual([method, path, 401]);
    }
  });

  it('answers whatever body it is sent without a fault', async () => {
    const writing = routes.filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method));
    expect(writing.length).toBeGreaterThan(12);
    const nasty = fc.constantFrom(
      '\0',
      '\ud800',
      '__proto__',
      'x'.repeat(500),
      '00:00:00:00',
      '25:99:99:99',
      '2025-01-01',
      'composer',
      -1,
      1e300,
      2 ** 53,
    );
    const field = fc.constantFrom(
      ...[
        'title',
        'rate',
        'dropFrame',
        'start',
        'role',
        'name',
        'date',
        'token',
        'email',
        'password',
        'currentPassword',
      ],
      ...[
        'purpose',
        'cueId',
        'kind',
        'fileName',
        'size',
        'sha256',
        'cutId',
        'writtenToCutId',
        'positionFlicks',
      ],
      ...['sense', 'decision', 'comment', 'reason', 'statement'],
    );
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(field, fc.oneof(nasty, fc.jsonValue())));
    for (const { method, path } of writing) {
      await fc.assert(
        fc.asyncProperty(body, async (json) => {
          const response = await composer.send(method, address(path), { json });
          expect([method, path, response.status < 500]).toEqual([method, path, true]);
        }),
        { numRuns: 15 },
      );
    }
  }, 120_000);

  it('answers bodies that are no JSON, too large or too deep in words', async () => {
    const post = (body: string, type = 'application/json') =>
      server.owner.send('POST', '/api/films', { body: Buffer.from(body), headers: { 'content-type': type } });
    expect((await post('{"title":')).status).toBe(400);
    expect((await post('{}', 'text/plain')).status).toBe(400);
    expect((await post('['.repeat(100_000) + ']'.repeat(100_000))).status).toBe(400);
    const large = await post(JSON.stringify({ title: 'x'.repeat(1_100_000) }));
    expect(large.status).toBe(413);
    expect(large.headers.get('content-type')).toContain('application/problem+json');
    expect(await large.json()).toMatchObject({
      code: 'request.too-large',
      requestId: large.headers.get('x-request-id'),
    });
    expect((await server.owner.send('GET', '/api/films/%E0%A4%A')).status).toBe(400);
    expect((await server.owner.send('GET', '/api/films/no-id')).status).toBe(400);
    expect((await server.owner.send('GET', '/api/nothing')).status).toBe(404);
    expect((await server.owner.send('POST', '/nothing')).status).toBe(404);
  });

  it('is not carried out for a page of another site', async () => {
    const from = async (origin: string, headers: Record<string, string> = {}) =>
      (await server.owner.send('POST', '/api/films', { json: {}, headers: { origin, ...headers } })).status;
    expect(await from('https://elsewhere.example')).toBe(403);
    expect(await from('null')).toBe(403);
    // Nobody's forwarded headers are believed unless a proxy is configured.
    expect(await from('https://elsewhere.example', { 'x-forwarded-host': 'elsewhere.example' })).toBe(403);
    expect(await from(server.url)).toBe(400);
  });

  it('carries the security headers', async () => {
    const { headers } = await server.anonymous.send('GET', '/');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*'unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('says that the server lives and is ready', async () => {
    expect(await server.anonymous.json('GET', '/health/live')).toEqual({ status: 'ok' });
    expect(await server.anonymous.json('GET', '/health/ready')).toEqual({ status: 'ok' });
  });
});
