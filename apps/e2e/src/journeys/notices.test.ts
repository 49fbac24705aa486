import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

const NOTE = 'Hold the strings back until she turns.';

describe('news', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    director = await browser.person('director');
    composer = await browser.person('composer');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('of a note rings the composer’s bell at once, and leads to the note by keyboard alone', async () => {
    pictureOnFailure('notices', director, composer);
    const { page } = composer;
    await sitDown(composer, scene.composer, '/');
    await page.getByRole('button', { name: 'News', exact: true }).waitFor();

    await sitDown(director, scene.director, scene.room);
    await director.page.getByLabel('Waveform of v1').waitFor();
    await director.page.keyboard.press('Home');
    for (let step = 0; step < 3; step++) await director.page.keyboard.press('Shift+ArrowRight');
    await director.page.keyboard.press('m');
    await director.page.getByRole('textbox', { name: 'New note' }).fill(NOTE);
    await director.page.getByRole('button', { name: 'Send note' }).click();

    const bell = page.getByRole('button', { name: 'News, 1 unread' });
    await bell.waitFor();
    await bell.focus();
    await page.keyboard.press('Enter');
    const line = page.getByRole('dialog', { name: 'News' }).getByRole('link', { name: NOTE });
    await line.getByText(labelOf(72)).waitFor();
    await line.getByText('Dora Director gave a note').waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await line.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');

    await page.getByLabel('Waveform of v1').waitFor();
    expect(new URL(page.url()).searchParams.get('note')).toMatch(/^\w{14}$/);
    await page.getByRole('article').filter({ hasText: NOTE }).waitFor();
    // It was followed, so it is read.
    await page.getByRole('button', { name: 'News', exact: true }).waitFor();
    browser.expectNoComplaints();
  });

  it('says what will be there while there is none, and that this installation sends no mail', async () => {
    pictureOnFailure('no-notices', director);
    const { page } = director;
    await page.goto(`${scene.server.url}/me`);
    await page.getByText('This installation sends no mail').waitFor();
    // The version that was delivered before the director came is there; nobody else did anything since.
    await page.getByRole('button', { name: /^News/ }).click();
    const panel = page.getByRole('dialog', { name: 'News' });
    await panel.getByRole('link', { name: 'Olivia Owner delivered v1' }).waitFor();
    await panel.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByRole('button', { name: 'News', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    browser.expectNoComplaints();
  });
});
