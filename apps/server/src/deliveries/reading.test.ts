import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, type Delivery, type Version } from '@segue/protocol';
import type { BlobStore } from '@segue/storage';
import { createDatabase } from '@segue/storage/test-databases';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../platform/config.js';
import { BLOBS } from '../platform/tokens.js';
import { createServer, type RunningServer } from '../server.js';
import {
  announcement,
  appendUpload,
  createUpload,
  deliver,
  settled,
  sha256Of,
  writeCue,
} from '../testing/music-film.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { ApiClient, startTestServer, type TestServer } from '../testing/test-server.js';
import { IngestQueue } from './ingest-queue.js';
import { ReadingLine } from './reading-line.js';
import { UploadFolder } from './upload-folder.js';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Long enough that its reading can be seen, and stopped. */
const long = (pitch: number): Buffer => wavBytes({ pitch, samples: 60 * 48_000 });

interface Scene {
  readonly server: TestServer;
  readonly filmId: string;
  readonly cueId: string;
  readonly composer: ApiClient;
}

async function setScene(databaseUrl: string | null = null): Promise<Scene> {
  const server = await startTestServer({ databaseUrl });
  cleanUps.push(() => server.close());
  const filmId = (await server.createFilm()).id;
  const composer = await server.member(filmId, 'composer');
  return { server, filmId, composer, cueId: await writeCue(server, filmId, composer, { number: '1m04' }) };
}

/** Announces and uploads, and does not wait. */
async function send({ composer, cueId }: Scene, bytes: Uint8Array): Promise<Delivery> {
  const delivery = (await composer.json('POST', '/api/deliveries', announcement(cueId, bytes))) as Delivery;
  await createUpload(composer, delivery.id, delivery.size);
  await appendUpload(composer, delivery.id, 0, bytes);
  return delivery;
}

/** Waits until somebody reads it. */
function begun({ server }: Scene, id: string): Promise<void> {
  return expect
    .poll(
      async () =>
        (await server.db.selectFrom('readings').select('reader').where('id', '=', id).executeTakeFirst())
          ?.reader ?? null,
      { timeout: 20_000, interval: 5 },
    )
    .not.toBeNull();
}

async function storedFiles({ server }: Scene): Promise<string[]> {
  const hashes: string[] = [];
  for await (const hash of server.app.get<BlobStore>(BLOBS).list()) hashes.push(hash);
  return hashes;
}

const uploads = ({ server }: Scene): Promise<string[]> => readdir(join(server.dataFolder, 'uploads'));

describe('the reading of a delivery', () => {
  it('stops when it is called back, and nothing stays behind', async () => {
    const scene = await setScene();
    const { server, composer, cueId } = scene;
    const { id } = await send(scene, long(500));
    await begun(scene, id);
    expect(await composer.outcome('DELETE', `/api/deliveries/${id}`)).toBe(204);
    expect(await composer.outcome('GET', `/api/deliveries/${id}`)).toBe('not-found');

    await expect.poll(() => uploads(scene)).toEqual([]);
    await expect.poll(() => storedFiles(scene)).toEqual([]);
    // And the line goes on.
    const next = wavBytes({ pitch: 501 });
    expect(await deliver(composer, announcement(cueId, next), next)).toMatchObject({ state: 'ready' });
    expect((await composer.json('GET', `/api/cues/${cueId}/versions`)) as Version[]).toHaveLength(1);
    expect(await server.db.selectFrom('readings').selectAll().execute()).toEqual([]);
  });

  it('leaves alone what somebody else has delivered too', async () => {
    const scene = await setScene();
    const { server, filmId, composer } = scene;
    const bytes = wavBytes({ pitch: 502 });
    await deliver(composer, announcement(scene.cueId, bytes), bytes);
    const before = await storedFiles(scene);
    const elsewhere = await writeCue(server, filmId, composer, { number: '2m01' });
    const { id } = (await composer.json(
      'POST',
      '/api/deliveries',
      announcement(elsewhere, bytes),
    )) as Delivery;
    await server.app.get(IngestQueue).beforeApplicationShutdown();
    await createUpload(composer, id, bytes.length);
    await appendUpload(composer, id, 0, bytes);
    expect(await composer.outcome('DELETE', `/api/deliveries/${id}`)).toBe(204);
    await expect.poll(() => uploads(scene)).toEqual([]);
    expect(await storedFiles(scene)).toEqual(before);
  });

  it('is not repeated for a file that is known', async () => {
    const scene = await setScene();
    const { server, filmId, composer, cueId } = scene;
    const bytes = wavBytes({ pitch: 503 });
    await deliver(composer, announcement(cueId, bytes), bytes);
    const elsewhere = await writeCue(server, filmId, composer, { number: '2m01' });
    await deliver(composer, announcement(elsewhere, bytes), bytes);
    const [first] = (await composer.json('GET', `/api/cues/${cueId}/versions`)) as Version[];
    const [second] = (await composer.json('GET', `/api/cues/${elsewhere}/versions`)) as Version[];
    expect(second?.report).toEqual(first?.report);
    expect(second?.listening).toEqual(first?.listening);
    expect(await server.db.selectFrom('sounds').select('sha256').execute()).toEqual([
      { sha256: sha256Of(bytes) },
    ]);
  });

  it('can be asked for once more where it failed on this side, and the file is kept for that', async () => {
    const scene = await setScene();
    const { server, composer, filmId } = scene;
    const director = await server.member(filmId, 'director');
    const bytes = wavBytes({ pitch: 507 });
    const delivery = (await composer.json(
      'POST',
      '/api/deliveries',
      announcement(scene.cueId, bytes),
    )) as Delivery;
    const { id } = delivery;
    const readAgain = `/api/deliveries/${id}/read-again`;
    expect(await composer.outcome('POST', readAgain)).toBe('delivery.closed');
    // As servers leave it that were killed three times while they read it.
    const later = sql<Date>`now() + interval '1 hour'`;
    await server.db
      .insertInto('readings')
      .values({ id, delivery_id: id, tries: 3, next_try: later })
      .execute();
    await createUpload(composer, id, bytes.length);
    await appendUpload(composer, id, 0, bytes);
    await expect.poll(() => storedFiles(scene)).toEqual([sha256Of(bytes)]);
    const takeAgain = () => sql`update readings set next_try = now()`.execute(server.db);
    await takeAgain();
    server.app.get(IngestQueue).wake();
    const failed = await settled(composer, id);
    expect(failed.state).toBe('failed');
    expect(failed.refusal).toMatch(/kept it.*read again/);
    await server.app.get(UploadFolder).sweep();
    expect(await storedFiles(scene)).toEqual([sha256Of(bytes)]);
    expect(await uploads(scene)).toContain(id);

    expect(await server.anonymous.outcome('POST', readAgain)).toBe('session.missing');
    expect(await director.outcome('POST', readAgain)).toBe('not-found');
    expect(await composer.json('POST', readAgain)).toMatchObject({ state: 'reading', refusal: null });
    expect(await settled(composer, id)).toMatchObject({ state: 'ready' });
    expect(await composer.outcome('POST', readAgain)).toBe('delivery.closed');
    await expect.poll(() => server.db.selectFrom('readings').selectAll().execute()).toEqual([]);
  });

  it('says how far it is', async () => {
    const scene = await setScene();
    const { server, composer } = scene;
    await server.app.get(IngestQueue).beforeApplicationShutdown();
    const { id } = await send(scene, wavBytes({ pitch: 504 }));
    const line = server.app.get(ReadingLine);
    await expect
      .poll(async () => {
        const reading = await line.take('another node');
        return reading && line.renew(reading, 0.25);
      })
      .toBe(true);
    expect(await composer.json('GET', `/api/deliveries/${id}`)).toMatchObject({
      state: 'reading',
      progress: 0.25,
    });
  });

  it('goes on after a server that was killed, on another node', async () => {
    const { url, drop } = await createDatabase();
    cleanUps.push(drop);
    const scene = await setScene(url);
    const { server, composer, filmId } = scene;
    // As a node is that was killed while it read: the file is in the store, and its lease runs out.
    await server.app.get(IngestQueue).beforeApplicationShutdown();
    const bytes = wavBytes({ pitch: 505 });
    const { id } = await send(scene, bytes);
    await expect.poll(async () => (await server.app.get(ReadingLine).take('killed'))?.id ?? null).toBe(id);
    await rm(join(server.dataFolder, 'uploads', id));

    const other = await startNode(server, url);
    await sql`update readings set leased_until = now() - interval '1 second'`.execute(server.db);
    other.app.get(IngestQueue).wake();
    const ready = await settled(composer, id);
    expect(ready).toMatchObject({ state: 'ready', refusal: null });
    const there = Object.assign(new ApiClient(other.url), { cookie: composer.cookie });
    const version = (await there.json('GET', `/api/versions/${String(ready.versionId)}`)) as Version;
    expect(version).toMatchObject({ filmId, number: 1, listening: { segments: 1 } });
    expect(await there.outcome('GET', `/api/versions/${version.id}/segments/0`)).toBe(200);
  });
});

describe('a sound that was there before it was measured', () => {
  it('is read, and its version is then as every other', async () => {
    const scene = await setScene();
    const { server, composer, cueId } = scene;
    const bytes = wavBytes({ pitch: 506, samples: 6 * 48_000 });
    const { versionId } = await deliver(composer, announcement(cueId, bytes), bytes);
    const shown = (): Promise<Version> =>
      composer.json('GET', `/api/versions/${String(versionId)}`) as Promise<Version>;
    const whole = await shown();
    // As an update from an earlier version of Segue leaves it.
    const old = { report: null, listening: null, listening_sha256: null };
    await server.db.updateTable('sounds').set(old).execute();
    expect(await shown()).toEqual({ ...whole, report: null, listening: null });
    expect(await composer.outcome('GET', `/api/versions/${String(versionId)}/segments/0`)).toBe('not-found');
    expect(await composer.outcome('GET', `/api/versions/${String(versionId)}/peaks`)).toBe(200);

    const sha256 = sha256Of(bytes);
    await server.db.insertInto('readings').values({ id: sha256, sha256 }).execute();
    server.app.get(IngestQueue).wake();
    await expect.poll(shown, { timeout: 20_000 }).toEqual(whole);
    await expect.poll(() => server.db.selectFrom('readings').selectAll().execute()).toEqual([]);
    await expect.poll(() => uploads(scene)).toEqual([]);
    expect(await composer.outcome('GET', `/api/versions/${String(versionId)}/segments/1`)).toBe(200);
  });

  it('is tried again later when its file cannot be read, and the reason is kept', async () => {
    const { server } = await setScene();
    const sha256 = newId();
    await server.db.insertInto('sounds').values({ sha256, facts: '{}' }).execute();
    await server.db.insertInto('readings').values({ id: sha256, sha256 }).execute();
    server.app.get(IngestQueue).wake();
    await expect
      .poll(async () => (await server.db.selectFrom('readings').select('troubles').execute())[0]?.troubles)
      .toEqual(['the file is not in the store']);
  });
});

/** Another node on the same database and the same store of files, with a folder of its own for uploads. */
async function startNode(first: TestServer, databaseUrl: string): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-node-'));
  await symlink(join(first.dataFolder, 'files'), join(folder, 'files'));
  const config = readConfig({ SEGUE_DATA: folder, LOG_LEVEL: 'fatal' });
  const node = await createServer({ ...config, port: 0, databaseUrl });
  cleanUps.push(async () => {
    await node.close();
    await rm(folder, { recursive: true });
  });
  return node;
}
