import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe('many files in, a report out', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    composer = await browser.person('composer');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('music files find their cues by name, and what is said of them is printed with pictures', async () => {
    pictureOnFailure('files-and-report', composer);
    const { page } = composer;
    await sitDown(composer, scene.composer, `/films/${scene.film.id}`);
    const files = [mix('LWH_1m01v3_alt.wav', 220), mix('final final.wav', 330)];
    await page
      .getByLabel('Choose music files for several cues')
      .setInputFiles(files.map(({ name, mimeType, bytes }) => ({ name, mimeType, buffer: bytes })));
    const dialog = page.getByRole('dialog', { name: 'Deliver files' });
    await dialog.getByText('Its name says v3; it will be v1.').waitFor();
    await dialog.getByText('Its name does not say what it is.').waitFor();
    await dialog.getByText('Its stamp lies in 1m01.').waitFor();
    await dialog
      .getByRole('row', { name: /LWH_1m01v3_alt/ })
      .getByText(labelOf(0))
      .waitFor();
    expect(await dialog.getByLabel('Cue of LWH_1m01v3_alt.wav').inputValue()).toBe(scene.cueId);
    await dialog.getByRole('button', { name: 'Deliver 1 file' }).click();
    await page.getByRole('row').getByText('v1', { exact: true }).waitFor();

    await page.goto(scene.server.url + scene.room);
    await page.getByLabel('Waveform of v1').waitFor();
    await page.keyboard.press('m');
    await page.getByRole('textbox', { name: 'New note' }).fill('From the very first frame');
    await page.getByRole('button', { name: 'Send note' }).click();
    await page.getByRole('article').filter({ hasText: 'From the very first frame' }).waitFor();
    await page.getByRole('status', { name: 'Saving state' }).getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Report' }).click();
    const report = page.getByRole('dialog', { name: 'Report' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      report.getByRole('button', { name: 'Download' }).click(),
    ]);
    const pdf = await readFile(await download.path());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.includes('/Subtype /Image')).toBe(true);
    await report.waitFor({ state: 'detached' });
    browser.expectNoComplaints();
  });
});
