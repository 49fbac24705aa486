import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Delivery, Version } from '@segue/protocol';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { broadcastWave } from '../harness/broadcast-wave.js';
import { dropPaths } from '../harness/drop-files.js';
import { emptyDatabase } from '../harness/empty-database.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

/** Files are uploaded and read one after the other, which takes a busy machine its time. In milliseconds. */
const READ = 60_000;

describe('files on their way', () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let sql: Client;
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;
  let folder: string;

  beforeAll(async () => {
    database = await emptyDatabase();
    [scene, browser] = await Promise.all([
      setScene({ movie: false, env: { DATABASE_URL: database.url } }),
      openBrowser(),
    ]);
    sql = new Client({ connectionString: database.url });
    await sql.connect();
    composer = await browser.person('composer', { view: { width: 1280, height: 720 } });
    folder = await mkdtemp(join(tmpdir(), 'segue-deliveries-'));
  });
  afterAll(async () => {
    await browser.close();
    await sql.end();
    await scene.server.stop();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const underWay = () => scene.composer.get<Delivery[]>(`/films/${scene.film.id}/deliveries`);
  const versions = () => scene.composer.get<Version[]>(`/cues/${scene.cueId}/versions`);

  it('are called back while they are read, and nothing of them stays', async () => {
    pictureOnFailure('called-back', composer);
    const { page } = composer;
    const path = join(folder, '1m01v1 long.wav');
    await writeFile(path, longNoise(300));
    await sitDown(composer, scene.composer, scene.room);
    await page.getByRole('button', { name: 'Deliver a version' }).click();
    await page
      .getByRole('dialog', { name: 'Deliver a version' })
      .locator('input[type=file]')
      .setInputFiles(path);
    const bar = page.getByRole('progressbar', { name: 'Reading 1m01v1 long.wav' });
    await bar.waitFor({ timeout: READ });
    await page.getByRole('button', { name: 'Cancel 1m01v1 long.wav' }).click();
    await bar.waitFor({ state: 'detached' });
    await expect.poll(underWay).toEqual([]);
    await expect.poll(async () => (await sql.query('select from readings')).rowCount).toBe(0);
    expect(await versions()).toEqual([]);
    browser.expectNoComplaints();
  });

  it('are read again where the server failed to, without being sent once more', async () => {
    pictureOnFailure('read-again', composer);
    const { page } = composer;
    await sitDown(composer, scene.composer, scene.room);
    // As servers leave a file that were killed three times while they read it.
    await sql.query(`create function tried() returns trigger language plpgsql as
      'begin new.tries = 3; return new; end'`);
    await sql.query('create trigger tried before insert on readings for each row execute function tried()');
    const { name, mimeType, bytes } = mix('1m01v1.wav', 220);
    await page.getByRole('button', { name: 'Deliver a version' }).click();
    const dialog = page.getByRole('dialog', { name: 'Deliver a version' });
    await dialog.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: bytes });
    const failed = page
      .getByRole('alert')
      .filter({ hasText: 'The server failed to read this file, and kept it.' });
    await failed.waitFor({ timeout: READ });
    await sql.query('drop trigger tried on readings');
    await failed.getByRole('button', { name: 'Read 1m01v1.wav again' }).click();
    await page.getByLabel('Waveform of v1').waitFor({ timeout: READ });
    await failed.waitFor({ state: 'detached' });
    expect((await versions()).map(({ fileName }) => fileName)).toEqual(['1m01v1.wav']);
    browser.expectNoComplaints();
  });

  it('are dropped as a folder, with what lies in it', async () => {
    pictureOnFailure('dropped-folder', composer);
    const { page } = composer;
    const takes = join(folder, '1m01v2');
    const wave = (hertz: number) => broadcastWave({ seconds: 2, hertz, timeReference: 3600 * 48_000 });
    await mkdir(join(takes, 'Stems', 'Low'), { recursive: true });
    await writeFile(join(takes, 'full mix.wav'), wave(230));
    await writeFile(join(takes, 'Stems', 'Harp.wav'), wave(450));
    await writeFile(join(takes, 'Stems', 'Low', 'Basses.wav'), wave(110));
    await writeFile(join(takes, 'Stems', '._Harp.wav'), 'what a system leaves behind');
    await sitDown(composer, scene.composer, `/films/${scene.film.id}`);
    await page.getByRole('button', { name: 'Deliver files' }).waitFor();
    await dropPaths(page.getByRole('table', { name: 'Spotting sheet' }), [takes]);
    const dialog = page.getByRole('dialog', { name: 'Deliver files' });
    expect(await dialog.getByLabel('What full mix.wav is delivered as').inputValue()).toBe('version');
    for (const stem of ['Harp.wav', 'Basses.wav'])
      expect(await dialog.getByLabel(`Version of ${stem}`).inputValue()).toBe('drop');
    await dialog.getByRole('button', { name: 'Deliver 3 files' }).click();
    await page.getByRole('row').getByText('v2', { exact: true }).waitFor({ timeout: READ });
    await expect
      .poll(
        async () =>
          (await versions())
            .at(-1)
            ?.stems.map(({ name }) => name)
            .sort(),
        { timeout: READ },
      )
      .toEqual(['Basses', 'Harp']);
    browser.expectNoComplaints();
  });
});

/** So many seconds of a stereo WAV, the same second of noise again and again: it takes a while to be read. */
function longNoise(seconds: number): Buffer {
  const head = broadcastWave({ seconds: 0, hertz: 1, timeReference: 0 });
  const second = randomBytes(48_000 * 6);
  const wave = Buffer.concat([head, ...Array.from({ length: seconds }, () => second)]);
  wave.writeUInt32LE(wave.length - 8, 4);
  wave.writeUInt32LE(wave.length - head.length, head.length - 4);
  return wave;
}
