import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { editList } from '../harness/edit-list.js';
import { mix, position, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { smallTargets } from '../harness/touch-targets.js';

describe.each([
  ['upright', { width: 1024, height: 1366 }],
  ['lying', { width: 1366, height: 1024 }],
])('on a tablet, %s, a finger meets', (_how, view) => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let owner: PersonAtBrowser;
  let producer: PersonAtBrowser;
  let director: PersonAtBrowser;
  let page: Page;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    const version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v2.wav', 440));
    await scene.composer.deliverStem(version, { kind: 'strings', name: 'Strings' }, mix('strings.wav', 330));
    const second = { number: '1m02', title: 'The window', in: position(250), out: position(280) };
    await scene.composer.spot(scene.film.id, second);
    owner = await browser.person('owner', { view, touch: true });
    producer = await browser.person('producer', { view, touch: true });
    director = await browser.person('director', { view, touch: true, roomByRole: true });
    page = owner.page;
    // What is still growing is small.
    for (const at of [owner, producer, director]) await at.page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('everything on the way in', async () => {
    pictureOnFailure('targets-in', owner);
    await page.goto(`${scene.server.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
    await largeEnough('sign in');
    await page.goto(await scene.composer.invite(scene.film.id, 'Mira Mixer', 'mixer'));
    await page.getByRole('button', { name: 'Join as Mira Mixer' }).waitFor();
    await largeEnough('join');
  });

  it('everything of films and their parts', async () => {
    pictureOnFailure('targets-film', owner);
    await sitDown(owner, scene.composer, '/');
    await page.getByRole('heading', { name: 'Films' }).waitFor();
    await largeEnough('films');
    await opened('New film', 'New film');
    const film = `${scene.server.url}/films/${scene.film.id}`;
    await page.goto(film);
    await page.getByRole('button', { name: 'Add cue' }).waitFor();
    await largeEnough('spotting');
    await opened('Film settings', 'Film settings');
    await opened(/^Hits and session of 1m01/, /1m01/);
    await opened('Import', 'Import a spotting list');
    for (const tab of ['to-do', 'sign-offs', 'cuts', 'people', 'activity']) {
      await page.goto(`${film}?tab=${tab}`);
      await page.waitForLoadState('networkidle');
      await largeEnough(tab);
      if (tab === 'cuts') {
        await opened('Add edit list of Locked cut', 'Edit list of Locked cut');
        await opened('Add cut', 'Add a cut');
      }
      if (tab === 'people') await opened('Invite', 'Invite a person');
    }
  });

  it('the number of the cue, also at the last column of the spotting sheet', async () => {
    pictureOnFailure('targets-sheet', owner);
    await sitDown(owner, scene.composer, `/films/${scene.film.id}`);
    const sheet = page.getByRole('table', { name: 'Spotting sheet' });
    const number = page.getByRole('textbox', { name: /^Number of 1m01/ });
    const left = () => number.evaluate((field) => field.getBoundingClientRect().left);
    const before = await left();
    await sheet.getByRole('button', { name: 'Signed' }).scrollIntoViewIfNeeded();
    const sideways = await sheet.evaluate((table) => table.getBoundingClientRect().left < 0);
    expect(sideways).toBe(view.width < 1240);
    expect(await left()).toBe(before);
    expect(before).toBeGreaterThan(0);
    // The page itself does not move sideways.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(view.width);
  });

  it('everything of the review room', async () => {
    pictureOnFailure('targets-room', owner, producer);
    await page.goto(scene.server.url + scene.room);
    await page.getByLabel('Waveform of v2').waitFor();
    await page.getByRole('textbox', { name: 'New note' }).fill('The brass comes too early');
    await page.getByRole('button', { name: 'Send note' }).tap();
    const note = page.getByRole('article').filter({ hasText: 'The brass' });
    await note.getByRole('button', { name: 'Reply' }).tap();
    await note.getByRole('textbox', { name: 'Reply' }).fill('By two beats.');
    await largeEnough('writing a reply');
    await note.getByRole('button', { name: 'Reply' }).last().tap();
    await note.getByText('By two beats.').waitFor();
    await page
      .locator('form input[type=file]')
      .first()
      .setInputFiles({ name: 'score.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n') });
    await page.getByText('score.pdf').waitFor();
    await largeEnough('review room');
    for (const name of ['More commands', 'Choose a clock', /^Account of/]) await menu(name);
    await note.getByRole('button', { name: 'More' }).tap();
    await page.getByRole('menuitem', { name: 'Edit note' }).waitFor();
    await largeEnough('menu of a note', page, '[role=menu]');
    await page.getByRole('menuitem', { name: 'Edit note' }).tap();
    await page.getByRole('form', { name: 'Edit note' }).waitFor();
    await largeEnough('editing a note');
    await page.getByRole('form', { name: 'Edit note' }).getByRole('button', { name: 'Cancel' }).tap();
    for (const name of ['Go to', 'Streamers and click', 'Choose versions to compare']) {
      await page.getByRole('button', { name, exact: true }).tap();
      await page.locator('[data-position][role=dialog]').waitFor();
      await largeEnough(name, page, '[role=dialog]');
      await page.keyboard.press('Escape');
    }
    for (const name of ['Export notes', 'Import markers', 'Report', 'Deliver a version'])
      await opened(name, name);
    await page.getByRole('button', { name: /^Stems/ }).tap();
    await largeEnough('stems');
    await page.getByRole('button', { name: 'Draw on the picture' }).tap();
    await page.getByRole('dialog', { name: 'Draw on the picture' }).waitFor();
    await largeEnough('drawing', page, '[role=dialog]');
    await page.getByRole('button', { name: 'Done' }).tap();
    await page.getByRole('tab', { name: 'Version' }).tap();
    await page.getByRole('region', { name: 'What was measured' }).first().waitFor();
    await largeEnough('version');

    await sitDown(producer, scene.producer, `${scene.room}?panel=sign-off`);
    await producer.page.getByRole('radio', { name: 'Approve', exact: true }).check();
    await producer.page.getByRole('button', { name: 'Hold to approve' }).waitFor();
    await largeEnough('sign-off', producer.page);
  });

  it('everything of the director’s page, of what is found, of the news and of the pages around', async () => {
    pictureOnFailure('targets-around', owner, director);
    await sitDown(director, scene.director, scene.room);
    await director.page.getByRole('button', { name: /^Note at / }).tap();
    await director.page.getByText('By two beats.').waitFor();
    await largeEnough('director’s page', director.page);
    await page.getByRole('button', { name: /^Find/ }).tap();
    await page.getByRole('textbox', { name: 'Find and do' }).fill('one');
    await page.getByText('One frame forward').waitFor();
    await largeEnough('palette', page, '[role=dialog]');
    await page.keyboard.press('Escape');
    await director.page.getByRole('button', { name: /^News/ }).tap();
    await director.page.getByRole('dialog').waitFor();
    await largeEnough('news', director.page, '[role=dialog]');
    for (const path of ['/me', '/admin', '/nowhere']) {
      await page.goto(scene.server.url + path);
      await page.waitForLoadState('networkidle');
      await largeEnough(path);
    }
    // Its titles are read in one piece.
    await page.goto(`${scene.server.url}/admin`);
    const title = page.getByRole('heading', { name: /^Mail and webhooks/ });
    const lines = await title.evaluate((heading) => {
      const range = document.createRange();
      range.selectNode(heading.firstChild ?? heading);
      return range.getClientRects().length;
    });
    expect(lines).toBe(1);
  });

  it('everything where a new cut changed the picture', async () => {
    pictureOnFailure('targets-change', owner);
    await page.goto(`${scene.server.url}/films/${scene.film.id}?tab=cuts`);
    for (const [name, list] of [
      ['first.edl', editList(['A001', 288])],
      ['second.edl', editList(['N001', 12], ['A001', 276])],
    ] as const) {
      await page.getByRole('button', { name: 'Add cut' }).tap();
      const adding = page.getByRole('dialog', { name: 'Add a cut' });
      const file = { name, mimeType: 'text/plain', buffer: Buffer.from(list) };
      await adding.locator('input[type=file]').setInputFiles([file]);
      await adding.getByRole('button', { name: 'Add the cut' }).tap();
      await page.getByText(name).waitFor();
    }
    await page.getByRole('link', { name: 'What changed' }).last().tap();
    await page.getByRole('heading', { name: /^What changed in/ }).waitFor();
    await page.waitForLoadState('networkidle');
    await largeEnough('picture change');
  });

  async function largeEnough(where: string, on = page, within = 'body'): Promise<void> {
    expect.soft(await smallTargets(on, within), where).toEqual([]);
  }

  /** Opens a dialog with its button, and closes it. */
  async function opened(button: string | RegExp, dialog: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: button, exact: true }).first().tap();
    const shown = page.getByRole('dialog', { name: dialog });
    await shown.waitFor();
    await largeEnough(`dialog ${String(dialog)}`, page, '[role=dialog]');
    await page.keyboard.press('Escape');
    await shown.waitFor({ state: 'hidden' });
  }

  async function menu(button: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: button }).tap();
    const shown = page.getByRole('menu');
    await shown.locator('[role^=menuitem]').first().waitFor();
    await largeEnough(`menu ${String(button)}`, page, '[role=menu]');
    await page.keyboard.press('Escape');
    await shown.waitFor({ state: 'hidden' });
  }
});
