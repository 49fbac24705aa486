import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoFilm } from '@segue/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.js';

describe('the demo film', () => {
  let folder: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'segue-layer-'));
  });
  afterEach(() => server.close());
  afterAll(() => rm(folder, { recursive: true }));

  /** A server whose demo film is laid by this program. */
  const withLayer = async (program: string): Promise<void> => {
    const path = join(folder, `${String(Date.now())}.mjs`);
    await writeFile(path, program);
    server = await startTestServer({ demoFilm: path });
  };
  const read = async () => (await server.owner.json('GET', '/api/demo-film')) as DemoFilm;
  const ended = () =>
    vi.waitFor(
      async () => {
        const demo = await read();
        expect(demo.state).not.toBe('laying');
        return demo;
      },
      { timeout: 20_000 },
    );
  const sessions = () => server.db.selectFrom('sessions').select('id').execute();

  it('is laid in a session of the owner, which ends with it, and its links lead where the owner is', async () => {
    await withLayer(`process.once('message', async ({ url, cookie }) => {
      const { person } = await (await fetch(url + '/api/session', { headers: { cookie } })).json();
      process.send({ progress: { step: 'music', cue: null, done: 0, of: 1 } });
      process.send({ links: [{ name: person.name, role: 'director', url: url + '/join#secret' }] });
    });`);
    expect(await read()).toMatchObject({ offered: true, state: 'none' });
    const before = (await sessions()).length;
    expect(await server.owner.json('POST', '/api/demo-film')).toMatchObject({ state: 'laying' });
    const { links } = await ended();
    expect(links).toEqual([{ name: server.owner.name, role: 'director', url: `${server.url}/join#secret` }]);
    await vi.waitFor(
      async () => {
        expect(await sessions()).toHaveLength(before);
      },
      { timeout: 20_000 },
    );
    expect(await server.owner.outcome('DELETE', '/api/demo-film')).toBe(204);
    expect(await read()).toMatchObject({ state: 'none', links: [] });
  });

  it.each([
    [
      'says what went wrong',
      `process.once('message', () => process.send({ trouble: 'No room on the disk.' }));`,
      'No room on the disk.',
    ],
    ['is killed', `process.once('message', () => process.kill(process.pid, 'SIGKILL'));`, 'SIGKILL'],
    ['cannot be read', 'this is no program', 'The program ended with 1.'],
  ])('has failed when its program %s, and can be tried again', async (_what, program, trouble) => {
    await withLayer(program);
    await server.owner.json('POST', '/api/demo-film');
    const demo = await ended();
    expect(demo).toMatchObject({ offered: true, state: 'failed', links: [] });
    expect(demo.trouble).toContain(trouble);
  });

  it('is laid by the owner alone, and only where no film is', async () => {
    await withLayer('');
    const film = await server.createFilm();
    expect(await server.owner.outcome('POST', '/api/demo-film')).toBe('demo.film-exists');
    expect(await read()).toMatchObject({ offered: false, state: 'none' });
    const director = await server.member(film.id, 'director');
    for (const method of ['GET', 'POST', 'DELETE'])
      expect(await director.outcome(method, '/api/demo-film'), method).toBe('access.denied');
  });

  it('is not offered where it does not come along', async () => {
    server = await startTestServer({ demoFilm: null });
    expect(await read()).toMatchObject({ offered: false });
    expect(await server.owner.outcome('POST', '/api/demo-film')).toBe('demo.absent');
  });
});
