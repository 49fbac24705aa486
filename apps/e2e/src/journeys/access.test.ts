import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, hiddenStops } from '../harness/accessibility.js';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { editList } from '../harness/edit-list.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { startSegue } from '../harness/segue-server.js';

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

describe('whoever cannot see well, or uses no mouse,', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;
  let producer: PersonAtBrowser;
  let page: Page;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    const version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    const stem = { kind: 'strings', name: 'Strings high' } as const;
    await scene.composer.deliverStem(version, stem, mix('1m01 v1 strings.wav', 330));
    composer = await browser.person('composer', { view: { width: 1280, height: 720 } });
    producer = await browser.person('producer');
    page = composer.page;
    // What is half faded in has the contrast of neither.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await producer.page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('finds no barrier on the way in', async () => {
    pictureOnFailure('access-in', composer);
    await page.goto(`${scene.server.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await nothingInTheWay('sign in');
    const link = await scene.composer.invite(scene.film.id, 'Mira Mixer', 'mixer');
    await page.goto(link);
    await page.getByRole('button', { name: 'Join as Mira Mixer' }).waitFor();
    await nothingInTheWay('join');
    await page.goto(`${scene.server.url}/nowhere`);
    const empty = await startSegue();
    try {
      await page.goto(empty.setUpLink);
      await page.getByRole('button', { name: 'Create the owner' }).waitFor();
      await nothingInTheWay('set up');
    } finally {
      await empty.stop();
    }
  });

  it('finds none in films and their parts', async () => {
    pictureOnFailure('access-film', composer);
    const { url } = scene.server;
    const film = `${url}/films/${scene.film.id}`;
    await sitDown(composer, scene.composer, '/');
    await page.getByRole('heading', { name: 'Films' }).waitFor();
    await nothingInTheWay('films');
    await page.getByRole('button', { name: 'New film' }).click();
    await dialog('New film');

    await page.goto(film);
    await page.getByRole('button', { name: 'Add cue' }).waitFor();
    await nothingInTheWay('spotting');
    await page.getByRole('button', { name: 'Film settings' }).click();
    await dialog('Film settings');
    await page.getByRole('button', { name: /^Hits and session of/ }).click();
    await dialog(/1m01/);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await dialog('Import a spotting list');

    await page.goto(`${film}?tab=cuts`);
    await page.getByRole('button', { name: 'Edit list of Locked cut' }).click();
    const list = page.getByRole('dialog', { name: 'Edit list of Locked cut' });
    await list
      .locator('input[type=file]')
      .setInputFiles(file('locked.edl', editList(['A001', 96], ['A002', 192])));
    await list.getByText('2 picture events').waitFor();
    await nothingInTheWay('edit list');
    await list.getByRole('button', { name: 'Add the edit list' }).click();
    await page.getByText('locked.edl, 2 shots').waitFor();
    await page.getByRole('button', { name: 'Reels of Locked cut' }).click();
    await dialog('Reels of Locked cut');
    await page.getByRole('button', { name: 'Add cut' }).click();
    const adding = page.getByRole('dialog', { name: 'Add a cut' });
    await adding
      .locator('input[type=file]')
      .setInputFiles([file('Recut.edl', editList(['N001', 12], ['A001', 96], ['A002', 180]))]);
    await nothingInTheWay('add a cut');
    await adding.getByRole('button', { name: 'Add the cut' }).click();
    await page.getByText('Recut.edl, 3 shots').waitFor();
    await nothingInTheWay('cuts');

    await page.goto(`${film}?tab=people`);
    await page.getByRole('table', { name: 'People' }).waitFor();
    await nothingInTheWay('people');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await dialog('Invite a person');
    await page.goto(`${film}?tab=activity`);
    await page.getByRole('table').waitFor();
    await nothingInTheWay('activity');
    for (const tab of ['to-do', 'sign-offs']) {
      await page.goto(`${film}?tab=${tab}`);
      await page.waitForLoadState('networkidle');
      await nothingInTheWay(tab);
    }

    await page.goto(film);
    await page.getByRole('link', { name: 'See what changed' }).click();
    await page.getByRole('heading', { name: 'What changed in Recut' }).waitFor();
    await page.getByRole('table', { name: 'What was placed in earlier cuts' }).waitFor();
    await nothingInTheWay('picture change');
  });

  it('finds none in the review room', async () => {
    pictureOnFailure('access-room', composer, producer);
    await sitDown(producer, scene.producer, scene.room);
    await write(producer.page, 'Softer under the line');
    await page.goto(scene.server.url + scene.room);
    await page.getByLabel('Waveform of v1').waitFor();
    await write(page, 'The brass comes too early');
    await page.getByText('Softer under the line').waitFor();
    const note = page.getByRole('article').filter({ hasText: 'The brass' });
    await note.getByRole('button', { name: 'Resolve' }).click();
    await note.getByText(/^Resolved by/).waitFor();
    await nothingInTheWay('review room');
    await note.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Edit note' }).waitFor();
    await nothingInTheWay('menu of a note');
    await page.getByRole('menuitem', { name: 'Edit note' }).click();
    await page.getByRole('form', { name: 'Edit note' }).waitFor();
    await nothingInTheWay('editing a note');
    await page.getByRole('form', { name: 'Edit note' }).getByRole('button', { name: 'Cancel' }).click();
    for (const name of ['Export notes', 'Import markers', 'Report']) {
      await page.getByRole('button', { name }).click();
      await dialog(name);
    }
    await page.getByRole('button', { name: 'Go to', exact: true }).click();
    await page.getByRole('textbox', { name: 'Go to timecode' }).waitFor();
    await nothingInTheWay('go to');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Choose a clock' }).click();
    await page.getByText('Shown large', { exact: true }).waitFor();
    await nothingInTheWay('clocks');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Streamers and click' }).click();
    await page.getByText('Click from the tempo map').waitFor();
    await nothingInTheWay('streamers');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keys', exact: true }).click();
    await dialog('Keys');
    await page.getByRole('button', { name: 'Deliver a version' }).click();
    await dialog('Deliver a version');
    await page.getByRole('button', { name: 'Draw on the picture' }).click();
    await page.getByRole('dialog', { name: 'Draw on the picture' }).waitFor();
    await nothingInTheWay('drawing');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('tab', { name: 'Version' }).click();
    await page.getByRole('region', { name: 'What was measured' }).first().waitFor();
    await nothingInTheWay('version');
    await producer.page.getByRole('tab', { name: 'Sign-off' }).click();
    await producer.page.getByRole('radio', { name: 'Approve', exact: true }).check();
    await producer.page.getByRole('button', { name: 'Hold to approve' }).waitFor();
    await nothingInTheWay('sign-off', producer.page);
  });

  it('finds none on the director’s page, in what is found and in the news', async () => {
    pictureOnFailure('access-director', composer);
    await sitDown(composer, scene.composer, scene.room);
    await page.getByRole('button', { name: "Show the director's page" }).click();
    await page.getByText('Show the whole desk').waitFor();
    await nothingInTheWay('director’s page');
    await page.goto(`${scene.server.url}/films/${scene.film.id}`);
    await page.getByRole('button', { name: 'Add cue' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Find a cue').waitFor();
    await nothingInTheWay('find and do');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^News/ }).click();
    await dialog('News');
  });

  it('finds none around the account', async () => {
    pictureOnFailure('access-account', composer);
    await page.goto(`${scene.server.url}/admin`);
    await page.getByRole('table', { name: 'Health' }).waitFor();
    await nothingInTheWay('installation');
    await page.goto(`${scene.server.url}/me`);
    await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
    await nothingInTheWay('account');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Theme' }).press('ArrowRight');
    await page.getByRole('menuitemradio', { name: 'Light' }).waitFor();
    await nothingInTheWay('account menu');
    browser.expectNoComplaints();
  });

  it.each([
    ['as it is', { width: 1280, height: 720 }],
    // What a page has left of 1280 by 720 when it is shown twice as large.
    ['at 200 %', { width: 640, height: 360 }],
  ])('sees and reaches everything with the Tab key, %s', async (_how, size) => {
    pictureOnFailure('access-focus', composer);
    await page.setViewportSize(size);
    await sitDown(composer, scene.composer, '/');
    const film = `/films/${scene.film.id}`;
    for (const path of ['/', film, `${film}?tab=cuts`, `${film}?tab=people`, scene.room, '/admin', '/me']) {
      await page.goto(scene.server.url + path);
      await page.waitForLoadState('networkidle');
      expect.soft(await hiddenStops(page), path).toEqual([]);
    }
  });

  async function nothingInTheWay(where: string, on = page): Promise<void> {
    expect.soft(await barriers(on), where).toEqual([]);
  }

  /** Looks at a dialog that is opening, and closes it. */
  async function dialog(name: string | RegExp): Promise<void> {
    const opened: Locator = page.getByRole('dialog', { name });
    await opened.waitFor();
    await nothingInTheWay(`dialog ${String(name)}`);
    await page.keyboard.press('Escape');
    await opened.waitFor({ state: 'hidden' });
  }

  async function write(on: Page, text: string): Promise<void> {
    const field = on.getByRole('textbox', { name: 'New note' });
    await field.fill(text);
    await field.press('Enter');
    await on.getByRole('article').filter({ hasText: text }).waitFor();
  }
});
