import { newId } from '@segue/protocol';
import { addEntry } from '@segue/review-document';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, position, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { cellOf, textIn } from '../harness/sheet.js';
import { openDocument } from '../harness/sync-client.js';

describe('a spotting list from the cutting room', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;
  let director: PersonAtBrowser;
  let sheetPath: string;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    sheetPath = `/films/${scene.film.id}`;
    composer = await browser.person('composer', { view: { width: 1280, height: 720 } });
    director = await browser.person('director');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('is looked at before it becomes cues and hits, and becomes them once', async () => {
    pictureOnFailure('spotting-import', composer, director);
    const list = await sequenceWithMarkers();
    await sitDown(director, scene.director, sheetPath);
    await sitDown(composer, scene.composer, sheetPath);
    const { page } = composer;
    const dialog = await choose(page, 'reel-1.xml', list);

    const chase = dialog.getByRole('row', { name: `${labelOf(480)} – ${labelOf(720)} 1m02 Chase` });
    await chase.getByRole('combobox').waitFor();
    expect(await chase.getByRole('combobox').inputValue()).toBe('cue');
    const door = dialog.getByRole('row', { name: `${labelOf(520)} Door slams` });
    await door.getByText('of 1m02').waitFor();
    const title = dialog.getByRole('row', { name: `${labelOf(48)} Title card` });
    await title.getByText('of 1m01').waitFor();
    await dialog
      .getByRole('combobox', { name: `What becomes of Reel ends at ${labelOf(800)}` })
      .selectOption('nothing');
    // It states the film's own rate: nothing is asked.
    expect(await dialog.getByLabel('The list counts at').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Import 1 cue and 2 hits' }).click();

    // Everybody has it at once.
    const cell = (name: string) => cellOf(director.page, name);
    await cell('Title of 1m02').waitFor();
    expect(await textIn(cell('Title of 1m02'))).toBe('Chase');
    expect(await textIn(cell('In of 1m02'))).toBe(labelOf(480));
    expect(await textIn(cell('Out of 1m02'))).toBe(labelOf(720));
    await director.page.getByRole('button', { name: 'Hits and session of 1m02' }).click();
    const details = director.page.getByRole('dialog', { name: '1m02 Chase' });
    expect(
      await details.getByRole('textbox', { name: `What the hit at ${labelOf(520)} meets` }).inputValue(),
    ).toBe('Door slams');

    // The same list again brings nothing.
    const again = await choose(page, 'reel-1.xml', list);
    await again
      .getByRole('row', { name: `${labelOf(480)} – ${labelOf(720)}` })
      .getByText('There already')
      .waitFor();
    await again.getByRole('combobox', { name: `What becomes of Reel ends` }).selectOption('nothing');
    expect(await again.getByRole('button', { name: 'Nothing to import' }).isDisabled()).toBe(true);
    await again.getByRole('button', { name: 'Close' }).last().click();

    // A cue takes its hits along when it leaves: the list can bring both again.
    await page.getByRole('button', { name: 'Remove 1m02' }).click();
    const question = page.getByRole('dialog', { name: 'Remove 1m02 from the sheet?' });
    await question.getByText('Its 1 hit leaves with it.').waitFor();
    await question.getByRole('button', { name: 'Remove' }).click();
    await cell('Title of 1m02').waitFor({ state: 'detached' });
    const anew = await choose(page, 'reel-1.xml', list);
    await anew.getByRole('combobox', { name: `What becomes of Reel ends` }).selectOption('nothing');
    await anew.getByRole('button', { name: 'Import 1 cue and 1 hit' }).click();
    await cell('Title of 1m02').waitFor();
    browser.expectNoComplaints();
  });

  it('is asked for its rate where it does not state it, and says what it could not read', async () => {
    pictureOnFailure('spotting-import-rate', composer);
    const { page } = composer;
    const list = [
      `Ann\t${labelOf(0)}\tV1\tred\t1m03 Arrival`,
      `Ann\t01:00:40:12\tV1\tred\tTrain stops`,
      `Ann\t01:00:50:24\tV1\tred\tWhistle`,
    ];
    const dialog = await choose(page, 'markers.txt', Buffer.from(`${list.join('\n')}\n`));
    const problems = dialog.getByRole('list', { name: 'What could not be read' });
    await problems.getByText('line 3: Frames go from 00 to 23').waitFor();
    await dialog.getByRole('row', { name: '01:00:40:12 Train stops' }).waitFor();

    // At 25 frames the third one is a label, and the others lie where they sound.
    await dialog.getByLabel('The list counts at').selectOption('25');
    await dialog.getByRole('alert').getByText('The list counts at 25 fps, the film at 24').waitFor();
    await problems.waitFor({ state: 'detached' });
    await dialog.getByRole('row', { name: '01:00:50:23 Whistle' }).waitFor();
    await dialog.getByRole('row', { name: '01:00:40:12 Train stops' }).waitFor();

    const nonsense = await choose(page, 'letter.txt', Buffer.from('Dear all,'), dialog);
    await nonsense.getByText('This is no list of markers that Segue knows.').waitFor();
    expect(await nonsense.getByRole('button', { name: 'Nothing to import' }).isDisabled()).toBe(true);
    browser.expectNoComplaints();
  });

  it('warns in the review room too when it counts otherwise than the film', async () => {
    pictureOnFailure('notes-import-rate', composer);
    const { page } = composer;
    await page.goto(scene.server.url + scene.room);
    await page.getByRole('button', { name: 'Import markers' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import markers' });
    const pal = (await sequence()).replaceAll('<timebase>24</timebase>', '<timebase>25</timebase>');
    const file = { name: 'reel-1.xml', mimeType: 'text/xml', buffer: Buffer.from(pal) };
    await dialog.locator('input[type=file]').setInputFiles(file);
    await dialog.getByRole('alert').getByText('The list counts at 25 fps, the film at 24').waitFor();
    browser.expectNoComplaints();
  });

  it('is asked in the review room too for its rate and its letters, where it does not say them', async () => {
    pictureOnFailure('notes-import-letters', composer);
    const { page } = composer;
    await page.goto(scene.server.url + scene.room);
    await page.getByRole('button', { name: 'Import markers' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import markers' });
    const buffer = Buffer.from('Ann\t01:00:40:24\tV1\tred\tEntr\xe9e\n', 'latin1');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'markers.txt', mimeType: 'text/plain', buffer });
    await dialog
      .getByRole('list', { name: 'What could not be read' })
      .getByText('Frames go from 00 to 23')
      .waitFor();
    await dialog.getByLabel('The list counts at').selectOption('25');
    await dialog.getByRole('row', { name: '01:00:40:23 New note EntrÈe' }).waitFor();
    await dialog.getByLabel('Its letters are of').selectOption('windows-1252');
    await dialog.getByRole('row', { name: '01:00:40:23 New note Entrée' }).waitFor();
    browser.expectNoComplaints();
  });

  async function choose(page: Page, name: string, buffer: Buffer, opened?: ReturnType<Page['getByRole']>) {
    if (!opened) await page.getByRole('button', { name: 'Import', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Import a spotting list' });
    await dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
    return dialog;
  }

  /** A sequence as Premiere writes it: made of notes that Segue wrote, with the words of an editor. */
  async function sequenceWithMarkers(): Promise<Buffer> {
    const version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    const marks = [
      ['Title card', 48, null],
      ['1m02 Chase', 480, 720],
      ['Door slams', 520, null],
      ['Reel ends', 800, null],
    ] as const;
    const notes = await openDocument(scene.composer, `cue/${scene.cueId}/notes`, { ack: true });
    for (const [index, [text, from, to]] of marks.entries()) {
      const place = { version, in: position(from), out: to === null ? null : position(to) };
      const words = { kind: 'timing', weight: 'taste', text, lamport: index + 1, at: Date.now() } as const;
      addEntry(notes.doc, scene.composer.personId, newId(), { type: 'note', ...place, ...words });
    }
    await notes.acknowledged();
    notes.close();
    const xml = (await sequence())
      .replace(/\s*\[S:\w{14}\]/g, '')
      .replace(/<name>1m01<\/name>\s*<comment>(.*?)<\/comment>/g, '<name>$1</name><comment></comment>');
    expect(xml).toContain('<name>1m02 Chase</name>');
    return Buffer.from(xml);
  }

  async function sequence(): Promise<string> {
    const { url, cookie } = scene.composer;
    const path = `/api/films/${scene.film.id}/markers?file=premiere-xml`;
    return (await fetch(url + path, { headers: { cookie } })).text();
  }
});
