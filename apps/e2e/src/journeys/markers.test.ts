import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe('notes that travel to the cutting room and back', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    director = await browser.person('director');
    composer = await browser.person('composer');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('leave as a file, and what is done there resolves its thread here', async () => {
    pictureOnFailure('markers', director, composer);
    await sitDown(composer, scene.composer, scene.room);
    const { page } = composer;
    const { name, mimeType, bytes } = mix('1m01 v1.wav', 220);
    await page.getByRole('button', { name: 'Deliver a version' }).click();
    const delivery = page.getByRole('dialog', { name: 'Deliver a version' });
    await delivery.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: bytes });
    await page.getByLabel('Waveform of v1').waitFor();
    await sitDown(director, scene.director, scene.room);
    await write(director.page, 24, 'Softer here');
    await write(director.page, 48, 'Wait for the look');
    await noteOn(page, 'Wait for the look').waitFor();

    const edl = await exported(page);
    expect(edl).toContain(`001  001      V     C        ${labelOf(24)}`);
    expect(edl).toMatch(/Softer here \[S:\w{14}\] \|C:ResolveColor\w+ \|M:1m01 \|D:1/);

    // The editor says that one is done, answers the other, and has a new one.
    const back = edl
      .replace('Softer here', 'done: Softer here')
      .replace('Wait for the look', 'There is no look any more')
      .concat(
        `\r\n003  001      V     C        ${labelOf(72)} ${labelOf(73)} ${labelOf(72)} ${labelOf(73)}  `,
      )
      .concat('\r\nNew shot here |C:ResolveColorBlue |M:VFX |D:1\r\n');
    await page.getByRole('button', { name: 'Import markers' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import markers' });
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'reel.edl', mimeType: 'text/plain', buffer: Buffer.from(back) });
    await dialog.getByRole('row', { name: `${labelOf(24)} Resolves the note` }).waitFor();
    await dialog.getByRole('row', { name: `${labelOf(48)} Answers the note` }).waitFor();
    await dialog.getByRole('row', { name: `${labelOf(72)} New note` }).waitFor();
    await dialog.getByRole('button', { name: 'Apply 3 changes' }).click();

    await noteOn(director.page, 'Softer here').getByText('Resolved by Olivia Owner').waitFor();
    await noteOn(director.page, 'Wait for the look').getByText('There is no look any more').waitFor();
    await noteOn(director.page, 'New shot here').waitFor();

    // The same list again says nothing new.
    await page.getByRole('button', { name: 'Import markers' }).click();
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'reel.edl', mimeType: 'text/plain', buffer: Buffer.from(back) });
    await dialog.getByRole('row', { name: `${labelOf(72)} Nothing new` }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Apply 0 changes' }).isDisabled()).toBe(true);
    browser.expectNoComplaints();
  });

  async function write(page: Page, frame: number, text: string): Promise<void> {
    await page.getByLabel('Waveform of v1').waitFor();
    await page.keyboard.press('Home');
    for (let at = 0; at < frame; at += 24) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('m');
    await page.getByRole('textbox', { name: 'New note' }).fill(text);
    await page.getByRole('button', { name: 'Send note' }).click();
    await noteOn(page, text).waitFor();
    await page.keyboard.press('Escape');
  }

  /** The notes of the cue as Resolve reads them. */
  async function exported(page: Page): Promise<string> {
    await page.getByRole('button', { name: 'Export notes' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export notes' });
    await dialog.getByLabel('For').selectOption({ label: 'DaVinci Resolve (marker EDL)' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('The Long Way Home 1m01 notes.edl');
    const text = await readFile(await download.path(), 'utf8');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    return text;
  }
});

function noteOn(page: Page, text: string) {
  return page.getByRole('article').filter({ hasText: text });
}
