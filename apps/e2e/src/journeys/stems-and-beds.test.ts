import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bed, Version } from '@segue/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  LOST_CONNECTION,
  openBrowser,
  pictureOnFailure,
  type PersonAtBrowser,
  type TestBrowser,
} from '../harness/browser.js';
import { broadcastWave } from '../harness/broadcast-wave.js';
import { dropFiles } from '../harness/drop-files.js';
import { labelOf, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

const HOUR_IN_SAMPLES = 3600 * 48_000;
/** Files are uploaded and read one after the other, which takes a busy machine its time. In milliseconds. */
const READ = 60_000;
const sound = (name: string, hertz: number, seconds = 2) => ({
  name,
  mimeType: 'audio/wav',
  bytes: broadcastWave({ seconds, hertz, timeReference: HOUR_IN_SAMPLES + 48_000 }),
});

describe('stems of a version, and what lies under a cut', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    composer = await browser.person('composer', { view: { width: 1280, height: 720 } });
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('are dropped together with the mix, put right, sent, and kept in order afterwards', async () => {
    pictureOnFailure('stems-and-beds', composer);
    const { page } = composer;
    await sitDown(composer, scene.composer, `/films/${scene.film.id}`);
    await dropAndPutRight();
    await seeStems();
    await seeBed();
    expect(page.url()).toContain(scene.film.id);
    browser.expectNoComplaints();
  });

  it('come as a folder, and follow their mix when that has failed at first', async () => {
    pictureOnFailure('stems-in-a-folder', composer);
    const { page } = composer;
    const folder = await mkdtemp(join(tmpdir(), 'segue-folder-'));
    try {
      await mkdir(join(folder, '1m01v2', 'Stems'), { recursive: true });
      await writeFile(join(folder, '1m01v2', 'full mix.wav'), sound('', 225).bytes);
      await writeFile(join(folder, '1m01v2', 'Stems', 'Harp.wav'), sound('', 445).bytes);
      await writeFile(join(folder, '1m01v2', 'Stems', '._Harp.wav'), 'what a system leaves behind');
      await sitDown(composer, scene.composer, `/films/${scene.film.id}`);
      await page.getByLabel('Choose a folder of music files').setInputFiles(folder);
      const dialog = page.getByRole('dialog', { name: 'Deliver files' });
      expect(await dialog.getByLabel('Version of Harp.wav').inputValue()).toBe('drop');
      const problem = { code: 'delivery.closed', detail: 'The disk is full.' };
      await page.route('**/api/uploads', (route) => route.fulfill({ status: 400, json: problem }), {
        times: 1,
      });
      await dialog.getByRole('button', { name: 'Deliver 2 files' }).click();
      const mix = page.getByRole('alert').filter({ hasText: 'full mix.wav The disk is full.' });
      await page
        .getByRole('alert')
        .filter({ hasText: /^Harp.wav Its mix, full mix.wav, became no version/ })
        .waitFor();
      await mix.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('row').getByText('v2', { exact: true }).waitFor({ timeout: READ });
      await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
      await page
        .getByRole('list', { name: 'Files on their way' })
        .waitFor({ state: 'detached', timeout: READ });
    } finally {
      await rm(folder, { recursive: true });
    }
    const versions = await scene.composer.get<Version[]>(`/cues/${scene.cueId}/versions`);
    expect(versions.at(-1)?.stems.map(({ name, kind }) => [name, kind])).toEqual([['Harp', 'other']]);
    browser.expectNoComplaints(LOST_CONNECTION);
  });

  it('are judged by what the film asks of names and lengths', async () => {
    pictureOnFailure('delivery-spec', composer);
    const { page } = composer;
    await sitDown(composer, scene.composer, `/films/${scene.film.id}`);
    await page.getByRole('button', { name: 'Film settings' }).click();
    const dialog = page.getByRole('dialog', { name: 'Film settings' });
    await dialog.getByLabel('File names say').selectOption('Cue and version');
    await dialog.getByLabel('Covers its cue from in to out').check();
    await dialog.getByLabel('Beyond its cue, at most').fill('24');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.goto(scene.server.url + scene.room);
    await page.getByRole('tab', { name: 'Version' }).click();
    const report = page.getByRole('region', { name: 'What was measured' });
    await report.getByText('Its file name says no cue; the film asks it to say 1m01.').waitFor();
    await report.getByText('Its file name says no version; the film asks it to say v2.').waitFor();
    await report
      .getByText('Ends 192 frames before the cue does; the film asks it to cover the cue.')
      .waitFor();
    await page.getByLabel('Starts at').fill(labelOf(-30));
    await page.keyboard.press('Enter');
    await report.getByText('Begins 30 frames before the cue; the film allows 24.').waitFor();
  });

  async function dropAndPutRight(): Promise<void> {
    const { page } = composer;
    await page.getByRole('button', { name: 'Deliver files' }).waitFor();
    await dropFiles(page.getByRole('table', { name: 'Spotting sheet' }), [
      sound('R1_DX.wav', 330, 4),
      sound('1m01v1_Pulse.wav', 440, 1.5),
      sound('1m01v1_STRINGS.wav', 550),
      sound('1m01v1.wav', 220),
      { name: 'session.txt', mimeType: 'text/plain', bytes: Buffer.from('No sound') },
    ]);
    const dialog = page.getByRole('dialog', { name: 'Deliver files' });
    await dialog.getByText('1 file that is no sound is left out.').waitFor();
    const strings = dialog.getByRole('row', { name: /STRINGS/ });
    expect(await strings.getByLabel('What 1m01v1_STRINGS.wav is delivered as').inputValue()).toBe('stem');
    expect(await strings.getByLabel('Kind of 1m01v1_STRINGS.wav').inputValue()).toBe('strings');
    expect(await strings.getByLabel('Version of 1m01v1_STRINGS.wav').inputValue()).toBe('drop');
    expect(await dialog.getByLabel('Kind of R1_DX.wav').inputValue()).toBe('dialogue');
    await dialog.getByRole('row', { name: /R1_DX/ }).getByText(labelOf(24)).waitFor();

    // Nothing in its name says that the pulse is a part: it looks like a second mix.
    await dialog.getByText('Another mix goes to this cue; deliver this one after it.').waitFor();
    await dialog.getByLabel('What 1m01v1_Pulse.wav is delivered as').selectOption('stem');
    await dialog.getByLabel('Kind of 1m01v1_Pulse.wav').selectOption('synths');
    await dialog.getByRole('button', { name: 'Deliver 4 files' }).click();
    await page.getByRole('list', { name: 'Files on their way' }).waitFor();
    await page
      .getByRole('list', { name: 'Files on their way' })
      .waitFor({ state: 'detached', timeout: READ });
    await page.getByRole('row').getByText('v1', { exact: true }).waitFor();
  }

  async function seeStems(): Promise<void> {
    const { page } = composer;
    await page.goto(scene.server.url + scene.room);
    await page.getByRole('tab', { name: 'Version' }).click();
    const stems = page.getByRole('list', { name: 'Stems of v1' });
    const pulse = stems.getByRole('listitem', { name: 'Pulse' });
    await pulse.getByText('24,000 samples (500.0 ms) shorter than the mix.').waitFor();
    expect(await pulse.getByLabel('Kind of the stem Pulse').inputValue()).toBe('synths');

    const name = stems.getByLabel('Name of the stem STRINGS');
    await name.fill('Strings high');
    await name.press('Enter');
    const strings = stems.getByRole('listitem', { name: 'Strings high' });
    const start = strings.getByLabel('Start of the stem Strings high against the mix');
    await start.press('Shift+ArrowUp');
    await start.press('ArrowDown');
    await start.press('Enter');
    await page.getByLabel('Starts told in').selectOption('milliseconds');
    await expect.poll(() => start.inputValue()).toBe('0.19');
    const [version] = await scene.composer.get<Version[]>(`/cues/${scene.cueId}/versions`);
    expect(version?.stems.map((stem) => [stem.name, stem.kind, stem.offsetFlicks]).sort()).toEqual([
      ['Pulse', 'synths', 0],
      ['Strings high', 'strings', (9 * 705_600_000) / 48_000],
    ]);

    await dropFiles(page.getByRole('button', { name: 'Add stems' }), [sound('1m01v1 BRASS.wav', 660)]);
    await stems.getByRole('listitem', { name: 'BRASS' }).waitFor({ timeout: READ });
    await stems.getByRole('button', { name: 'Remove the stem BRASS' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await stems.getByRole('listitem', { name: 'BRASS' }).waitFor({ state: 'detached' });
  }

  async function seeBed(): Promise<void> {
    const { page } = composer;
    await page.goto(`${scene.server.url}/films/${scene.film.id}?tab=cuts`);
    const beds = page.getByRole('region', { name: 'Sound of Locked cut' });
    await beds.getByText('R1_DX.wav').waitFor();
    await beds.getByLabel('Kind of R1_DX.wav').selectOption('production');
    const start = beds.getByLabel('Start of R1_DX.wav');
    expect(await start.inputValue()).toBe(labelOf(24));
    await start.fill('+12');
    await start.press('Enter');
    const here = () => scene.composer.get<Bed[]>(`/cuts/${scene.cutId}/beds`);
    await expect.poll(async () => (await here())[0]?.startFlicks).toBe((3600 * 24 + 36) * 29_400_000);
    expect((await here())[0]?.kind).toBe('production');
    await beds.getByRole('button', { name: 'Remove R1_DX.wav' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await beds.getByText('so that the music is judged against the words').waitFor();
    expect(await here()).toEqual([]);
  }
});
