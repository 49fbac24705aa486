import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { editList } from '../harness/edit-list.js';
import { labelOf, mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { cellOf, textIn } from '../harness/sheet.js';

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

describe('a new cut of the picture', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;
  let producer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    director = await browser.person('director');
    composer = await browser.person('composer');
    producer = await browser.person('producer');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('carries cues and notes, overtakes a sign-off, and its notes travel on', async () => {
    pictureOnFailure('picture-change', director, composer, producer);
    await deliverNoteAndSign();
    await bringTheRecut();
    await lookAtWhatMoved();
    await acceptUndoAndAccept();
    await seeThatTheSignOffIsStale();
    await exportAndBringBack();
    await takeOutOneReel();
    browser.expectNoComplaints();
  });

  async function deliverNoteAndSign(): Promise<void> {
    const { page } = composer;
    await sitDown(composer, scene.composer, scene.room);
    const { name, mimeType, bytes } = mix('1m01 v1.wav', 220);
    await page.getByRole('button', { name: 'Deliver a version' }).click();
    await page
      .getByRole('dialog', { name: 'Deliver a version' })
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType, buffer: bytes });
    await page.getByLabel('Waveform of v1').waitFor();
    await sitDown(director, scene.director, scene.room);
    await write(director.page, 144, 'Softer under the line');
    await sitDown(producer, scene.producer, scene.room);
    await producer.page.getByRole('tab', { name: 'Sign-off' }).click();
    await producer.page.getByRole('radio', { name: 'Approve', exact: true }).check();
    await producer.page.getByRole('button', { name: 'Hold to approve' }).hover();
    await producer.page.mouse.down();
    const row = producer.page
      .getByRole('table', { name: 'Decisions so far' })
      .getByRole('row', { name: /^Final/ });
    await row.filter({ hasText: 'Petra Producer' }).waitFor();
    await producer.page.mouse.up();
  }

  /** The first cut gets its edit list; the second one comes with it in one drop. */
  async function bringTheRecut(): Promise<void> {
    const { page } = composer;
    await page.goto(`${scene.server.url}/films/${scene.film.id}?tab=cuts`);
    await page.getByRole('button', { name: 'Edit list of Locked cut' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit list of Locked cut' });
    const first = editList(['A001', 96], ['A002', 48], ['A003', 96], ['A004', 48]);
    await dialog.locator('input[type=file]').setInputFiles(file('locked.edl', first));
    await dialog.getByText('4 picture events').waitFor();
    await dialog.getByRole('button', { name: 'Add the edit list' }).click();
    await page.getByText('locked.edl, 4 shots').waitFor();

    await page.getByRole('button', { name: 'Add cut' }).click();
    const adding = page.getByRole('dialog', { name: 'Add a cut' });
    // Twelve new frames at the head; nine are gone from the second shot.
    const second = editList(['N001', 12], ['A001', 96], ['A002', 39], ['A003', 96], ['A004', 48]);
    await adding.locator('input[type=file]').setInputFiles([file('Recut.edl', second)]);
    expect(await adding.getByLabel('Name').inputValue()).toBe('Recut');
    await adding.getByRole('button', { name: 'Add the cut' }).click();
    await page.getByText('Recut.edl, 5 shots').waitFor();
  }

  async function lookAtWhatMoved(): Promise<void> {
    const { page } = composer;
    await page.getByRole('tab', { name: 'Spotting' }).click();
    await page.getByText('Recut has changed the picture: 1 cue still stands where it was.').waitFor();
    await page.getByRole('link', { name: 'See what changed' }).click();
    await page.getByRole('heading', { name: 'What changed in Recut' }).waitFor();
    await page.getByText('00:00:00:09 removed, 00:00:00:12 added').waitFor();
    const cue = page.getByRole('row', { name: /1m01 Main titles/ });
    await cue.getByText(`9 frames removed at ${labelOf(135)}`).waitFor();
    expect(await cue.getByLabel('New place of 1m01 Main titles').inputValue()).toBe(labelOf(12));
    expect(await cue.getByLabel('New end of 1m01 Main titles').inputValue()).toBe(labelOf(243));
    const note = page.getByRole('row', { name: /Softer under the line/ });
    expect(await note.getByLabel(/New place of/).inputValue()).toBe(labelOf(147));
    const stale = page.getByRole('region', { name: 'Sign-offs that no longer hold' });
    await stale.getByText(/Petra Producer/).waitFor();
    await stale.getByText(`9 frames removed at ${labelOf(135)}`).waitFor();
  }

  async function acceptUndoAndAccept(): Promise<void> {
    const { page } = composer;
    const states = (state: string) => page.getByRole('cell', { name: state, exact: true });
    await page.getByRole('button', { name: 'Accept all 2' }).click();
    await expect.poll(() => states('accepted').count()).toBe(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => states('accepted').count()).toBe(0);
    const note = page.getByLabel(/New place of .*Softer/);
    await note.fill(labelOf(150));
    await note.press('Enter');
    await expect.poll(() => states('placed by hand').count()).toBe(1);
    await page.getByRole('button', { name: 'Accept 1' }).click();
    await expect.poll(() => states('accepted').count()).toBe(1);

    const [change] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Change EDL' }).click(),
    ]);
    expect(await readFile(await change.path(), 'utf8')).toContain(
      `${labelOf(0)} ${labelOf(135)} ${labelOf(12)}`,
    );

    await page.goto(`${scene.server.url}/films/${scene.film.id}`);
    await expect.poll(() => textIn(cellOf(page, 'In of 1m01'))).toBe(labelOf(12));
  }

  async function seeThatTheSignOffIsStale(): Promise<void> {
    const { page } = producer;
    await page
      .getByText(`No longer holds. In Recut: 9 frames removed at ${labelOf(135)}`, { exact: false })
      .waitFor();
    await page.goto(`${scene.server.url}/films/${scene.film.id}`);
    await page.getByText('1 of your sign-offs no longer holds.').waitFor();
  }

  /** In the new cut the note stands where it was put; from there it goes to DAW and cutting room, and comes back. */
  async function exportAndBringBack(): Promise<void> {
    const { page } = composer;
    await page.goto(scene.server.url + scene.room);
    await page.getByRole('combobox', { name: 'Cut' }).selectOption({ label: 'Recut (no picture)' });
    const carried = page.getByRole('article', { name: `Note at ${labelOf(150)} by Dora Director` });
    await carried.getByText(`Given at ${labelOf(144)} in Locked cut: placed by hand`).waitFor();
    await page.getByLabel(/^Written to Locked cut\. Since then: 9 frames removed/).waitFor();

    const midi = await exported(page, 'midi');
    expect(midi.subarray(0, 4).toString('latin1')).toBe('MThd');
    expect(midi.includes('Softer under the line')).toBe(true);
    const edl = (await exported(page, 'resolve-edl')).toString('utf8');
    expect(edl).toContain(labelOf(150));
    await page.getByRole('button', { name: 'Import markers' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import markers' });
    const back = edl.replace('Softer under the line', 'done: Softer under the line');
    await dialog.locator('input[type=file]').setInputFiles(file('reel.edl', back));
    await dialog.getByRole('row', { name: `${labelOf(150)} Resolves the note` }).waitFor();
    await dialog.getByRole('button', { name: 'Apply 1 change' }).click();
    await director.page
      .getByRole('article')
      .filter({ hasText: 'Softer under the line' })
      .getByText('Resolved by Olivia Owner')
      .waitFor();
  }

  /** The newest cut gets reels, and the list of a further one; the notes of the first reel leave for its timeline. */
  async function takeOutOneReel(): Promise<void> {
    const { page } = composer;
    await page.goto(`${scene.server.url}/films/${scene.film.id}?tab=cuts`);
    await page.getByRole('button', { name: 'Reels of Recut' }).click();
    const reels = page.getByRole('dialog', { name: 'Reels of Recut' });
    await reels.getByRole('button', { name: 'Add reel' }).click();
    await reels.getByRole('button', { name: 'Add reel' }).click();
    await reels.getByLabel('Number of reel 2').fill('3');
    await reels.getByRole('button', { name: 'At each hour' }).click();
    expect(await reels.getByLabel('Start of reel 3').inputValue()).toBe('03:00:00:00');
    await reels.getByRole('button', { name: 'Save the reels' }).click();
    await page.getByText('Reel 1 01:00:00:00 · Reel 3 03:00:00:00').waitFor();

    await page.getByRole('button', { name: 'Edit list of Recut' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit list of Recut' });
    const third = editList(['A005', 96]).replaceAll(` ${labelOf(0).slice(0, 3)}`, ' 03:');
    await dialog.locator('input[type=file]').setInputFiles(file('R3.edl', third));
    await dialog.getByText('1 picture event').waitFor();
    await dialog.getByRole('button', { name: 'Add to the list that is there' }).click();
    await page.getByText('Recut.edl, R3.edl, 6 shots').waitFor();

    await page.goto(scene.server.url + scene.room);
    await page.getByRole('combobox', { name: 'Cut' }).selectOption({ label: 'Recut (no picture)' });
    expect((await exported(page, 'resolve-edl', 'Reel 1, from 01:00:00:00')).toString()).toContain(
      labelOf(150),
    );
    expect((await exported(page, 'resolve-edl', 'Reel 3, from 03:00:00:00')).toString()).not.toContain(
      'Softer',
    );
    // The cut that is shown is the one whose places leave.
    await page.getByRole('combobox', { name: 'Cut' }).selectOption({ label: 'Locked cut' });
    await page.getByRole('article', { name: `Note at ${labelOf(144)} by Dora Director` }).waitFor();
    expect((await exported(page, 'resolve-edl')).toString()).toContain(labelOf(144));
  }

  async function write(page: Page, frame: number, text: string): Promise<void> {
    await page.getByLabel('Waveform of v1').waitFor();
    await page.keyboard.press('Home');
    for (let at = 0; at < frame; at += 24) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('m');
    await page.getByRole('textbox', { name: 'New note' }).fill(text);
    await page.getByRole('button', { name: 'Send note' }).click();
    await page.getByRole('article').filter({ hasText: text }).waitFor();
    await page.keyboard.press('Escape');
  }

  /** The notes of the cue as a file. */
  async function exported(page: Page, format: 'midi' | 'resolve-edl', reel?: string): Promise<Buffer> {
    await page.getByRole('button', { name: 'Export notes' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export notes' });
    await dialog.getByLabel('For').selectOption(format);
    if (reel !== undefined) await dialog.getByLabel('Reel').selectOption({ label: reel });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('link', { name: 'Download' }).click(),
    ]);
    const bytes = await readFile(await download.path());
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    return bytes;
  }
});
