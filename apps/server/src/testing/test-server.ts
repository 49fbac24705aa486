import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Role } from '@segue/access-policy';
import type { Film, filmBody, IssuedLink } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import { inject } from 'vitest';
import type { z } from 'zod';
import { readConfig, type Config } from '../platform/config.js';
import { DATABASE } from '../platform/tokens.js';
import { createServer } from '../server.js';
import { ApiClient } from './api-client.js';

export { ApiClient } from './api-client.js';

/** How the owner of a test server signs in. */
export const OWNER = { name: 'Olive Owner', email: 'owner@example.org', password: 'correct horse battery' };

/** The whole server on a port of its own, with the owner signed in. */
export interface TestServer {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly db: Kysely<Database>;
  readonly dataFolder: string;
  readonly owner: ApiClient;
  /** A device on which nobody is signed in. */
  readonly anonymous: ApiClient;
  /** A film at 24 fps; the owner is an observer on it unless said otherwise. */
  createFilm(fields?: Partial<z.input<typeof filmBody>>): Promise<Film>;
  /** A new person on the film, signed in by their personal link, or in the role of a guest by the guest link. */
  member(filmId: string, role: Role): Promise<ApiClient>;
  close(): Promise<void>;
}

/** Starts the real server in a temporary folder, on the embedded database unless the configuration names another. */
export async function startTestServer(config: Partial<Config> = {}): Promise<TestServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'segue-test-'));
  await cp(inject('databaseTemplate'), join(dataFolder, 'database'), { recursive: true });
  const server = await createServer({
    ...readConfig({ SEGUE_DATA: dataFolder, LOG_LEVEL: 'fatal' }),
    port: 0,
    attemptsPerMinute: 1_000_000,
    ...config,
  });
  const { app, url, setUpToken } = server;
  const owner = new ApiClient(url);
  await owner.json('POST', '/api/setup', { token: setUpToken, ...OWNER });
  await owner.learnWhoIAm();
  const guestLinks = new Map<string, string>();

  async function guestToken(filmId: string): Promise<string> {
    // Issuing it again would end the sessions of the guests before.
    const known = guestLinks.get(filmId);
    if (known !== undefined) return known;
    const token = tokenOf((await owner.json('PUT', `/api/films/${filmId}/guest-link`)) as IssuedLink);
    guestLinks.set(filmId, token);
    return token;
  }

  return {
    app,
    url,
    db: app.get<Kysely<Database>>(DATABASE),
    dataFolder,
    owner,
    anonymous: new ApiClient(url),
    createFilm: async (fields = {}) =>
      (await owner.json('POST', '/api/films', {
        title: 'The Long Take',
        rate: '24',
        dropFrame: false,
        role: 'observer',
        ...fields,
      })) as Film,
    async member(filmId, role) {
      const name = `the ${role}`;
      const client = new ApiClient(url);
      if (role === 'guest') {
        await client.json('POST', '/api/links/open', { token: await guestToken(filmId), name });
      } else {
        const issued = (await owner.json('POST', `/api/films/${filmId}/people`, {
          name,
          role,
        })) as IssuedLink;
        await client.json('POST', '/api/links/open', { token: tokenOf(issued) });
      }
      return client.learnWhoIAm();
    },
    async close() {
      await server.close();
      await rm(dataFolder, { recursive: true });
    },
  };
}

/** The secret in the address of a link. */
export function tokenOf(issued: Pick<IssuedLink, 'url'>): string {
  return new URL(issued.url).hash.slice(1);
}
