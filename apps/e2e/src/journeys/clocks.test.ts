import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe('the clocks of a review room', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;
  let director: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    composer = await browser.person('composer', { view: { width: 1280, height: 720 } });
    director = await browser.person('director');
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('learn from the spotting sheet where the DAW session begins', async () => {
    pictureOnFailure('clocks-session', composer);
    await sitDown(composer, scene.composer, `/films/${scene.film.id}`);
    const { page } = composer;
    await page.getByRole('button', { name: 'Hits and session of 1m01' }).click();
    const details = page.getByRole('dialog', { name: '1m01 Main titles' });
    const start = details.getByRole('textbox', { name: 'DAW session starts at' });
    await start.fill('00:59:50:00');
    await start.press('Enter');
    const at = details.getByRole('textbox', { name: 'New hit at' });
    await at.fill(labelOf(120));
    await at.press('Enter');
    await page.keyboard.type('Door slams');
    await page.keyboard.press('Enter');
    await details.getByRole('textbox', { name: `What the hit at ${labelOf(120)} meets` }).waitFor();
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
    await page
      .getByRole('button', { name: 'Hits and session of 1m01' })
      .getByText('1', { exact: true })
      .waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    browser.expectNoComplaints();
  });

  it('tell one place in five ways', async () => {
    pictureOnFailure('clocks', composer);
    const { page } = composer;
    await page.goto(scene.server.url + scene.room);
    await page.getByLabel('Waveform of v1').waitFor();
    // The server's rows follow the sheet in the pauses of those who write.
    await page.getByRole('button', { name: 'Copy DAW session' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Home');
    for (let second = 0; second < 5; second++) await page.keyboard.press('Shift+ArrowRight');
    await expectClocks(page, {
      'Film timecode': labelOf(120),
      'Time in the cue': '00:00:05:00',
      'DAW session': '00:00:15:00',
      'Feet and frames': '7+08',
      'Bars and beats': '–',
    });

    // A MIDI file as Segue writes them counts sixty quarters a minute, in 4/4.
    await page.getByRole('tab', { name: 'Version' }).click();
    const panel = page.getByRole('region', { name: 'About this version' });
    const nonsense = { name: 'tempo.mid', mimeType: 'audio/midi', buffer: Buffer.from('120 bpm') };
    await panel.getByLabel('Choose a MIDI file').setInputFiles(nonsense);
    await panel.getByRole('alert').getByText('This is not a MIDI file').waitFor();
    await panel.getByLabel('Choose a MIDI file').setInputFiles({ ...nonsense, buffer: await tempoFile() });
    await panel.getByText('Bars 1 to 3, 60 ♩ a minute, 4/4').waitFor();
    await expectClocks(page, { 'Bars and beats': '2|2|000' });

    // Bar 1 begins two seconds later, and the film says so at once.
    const bar1 = panel.getByRole('textbox', { name: 'Bar 1 begins at' });
    await bar1.fill(labelOf(48));
    await bar1.press('Enter');
    await expectClocks(page, { 'Bars and beats': '1|4|000' });
  });

  it('take turns as the large one, for each person on their own, and lend themselves to notes', async () => {
    pictureOnFailure('clocks-large', composer, director);
    const { page } = composer;
    await page.getByRole('tab', { name: 'Notes' }).click();
    await page.keyboard.press('m');
    await page.getByRole('textbox', { name: 'New note' }).fill('Land here');
    await page.getByRole('button', { name: 'Send note' }).click();
    const note = page.getByRole('article').filter({ hasText: 'Land here' });
    await note.getByRole('button', { name: `Go to ${labelOf(120)}` }).waitFor();

    // After the film's timecode comes the cue's, then bars.
    await page.getByRole('heading', { name: '1m01 Main titles' }).click();
    await page.keyboard.press('t');
    await note.getByRole('button', { name: 'Go to 00:00:05:00' }).waitFor();
    await page.keyboard.press('t');
    await note.getByRole('button', { name: 'Go to 1|4|000' }).waitFor();
    await page.getByRole('button', { name: 'Shown large: Bars and beats' }).waitFor();

    await page.reload();
    await note.getByRole('button', { name: 'Go to 1|4|000' }).waitFor();
    await sitDown(director, scene.director, scene.room);
    await director.page.getByRole('button', { name: 'Shown large: Film timecode' }).waitFor();

    await note.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: /Copy DAW session/ }).click();
    await page.getByText('Copied 00:00:15:00').waitFor();
    expect(await copied(page)).toBe('00:00:15:00');
    await page.getByRole('button', { name: 'Copy Film timecode' }).click();
    await page.getByText(/^Copied 01:/).waitFor();
    expect(await copied(page)).toBe(await page.getByRole('timer', { name: 'Film timecode' }).innerText());
    await page.getByRole('button', { name: 'Show large: Film timecode' }).click();
    await note.getByRole('button', { name: `Go to ${labelOf(120)}` }).waitFor();
    browser.expectNoComplaints(/422/);
  });

  it('give markers for the DAW the start of its session', async () => {
    pictureOnFailure('clocks-export', composer);
    const { page } = composer;
    await page.getByRole('button', { name: 'Export notes' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export notes' });
    await dialog.getByRole('button', { name: 'DAW session' }).click();
    expect(await dialog.getByLabel('Timeline begins at').inputValue()).toBe('00:59:50:00');
    const link = await dialog.getByRole('link', { name: 'Download' }).getAttribute('href');
    expect(link).toContain('start=00%3A59%3A50%3A00');
  });

  async function tempoFile(): Promise<Buffer> {
    const { url, cookie } = scene.composer;
    const path = `/api/films/${scene.film.id}/markers?file=midi`;
    return Buffer.from(await (await fetch(url + path, { headers: { cookie } })).arrayBuffer());
  }
});

async function expectClocks(page: Page, readings: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, reading] of Object.entries(readings))
    await page.getByRole('timer', { name }).getByText(reading, { exact: true }).waitFor();
}

function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
