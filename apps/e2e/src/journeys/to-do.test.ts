import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { mix, position, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe('what waits for people', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    await scene.composer.spot(scene.film.id, {
      number: '1m02',
      title: 'The window',
      in: position(260),
      out: position(400),
    });
    director = await browser.person('director');
    composer = await browser.person('composer');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('leads the director from the first page to the note, and the composer from there to the answer, by keys alone', async () => {
    pictureOnFailure('to-do', director, composer);
    await sitDown(director, scene.director, '/');
    const waiting = director.page.getByRole('region', { name: 'Waiting for you' });
    await waiting.getByRole('link', { name: /1m01 Main titles Sign off/ }).waitFor();

    await director.page.goto(scene.server.url + scene.room);
    const box = director.page.getByRole('textbox', { name: 'New note' });
    await box.and(director.page.locator(':enabled')).waitFor();
    await director.page.keyboard.press('m');
    await director.page.keyboard.type('Let the horn wait.');
    await director.page.keyboard.press('Enter');
    await director.page.getByRole('article', { name: /by Dora Director/ }).waitFor();

    await sitDown(composer, scene.composer, '/');
    const { page } = composer;
    await page.getByRole('region', { name: 'Waiting for you' }).getByText('1 open note').waitFor();
    await page.getByRole('link', { name: 'All open notes of The Long Way Home' }).focus();
    await page.keyboard.press('Enter');
    const note = page.getByRole('article', { name: /by Dora Director/ });
    await note.focus();
    // Written once its document is there.
    await note.getByRole('button', { name: 'Answer' }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.type('Two beats, in v2.');
    await page.keyboard.press('Enter');
    await note.getByText('Two beats, in v2.').waitFor();
    await page.keyboard.press('r');
    await note.getByText('Resolved', { exact: true }).waitFor();
    await page.getByText('0 open notes · 0 must').waitFor();

    await director.page.getByText('Two beats, in v2.').waitFor();
    await director.page.getByText(/Resolved by/).waitFor();
    browser.expectNoComplaints();
  });

  it('shows the whole film as a strip, whose cues are walked by arrows and opened by Enter', async () => {
    pictureOnFailure('strip', composer);
    const { page } = composer;
    const strip = page.getByRole('navigation', { name: 'The whole film' });
    const first = strip.getByRole('link', { name: '1m01 Main titles, in review' });
    const second = strip.getByRole('link', { name: '1m02 The window, no version yet' });
    await first.focus();
    await page.keyboard.press('ArrowRight');
    expect(await second.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cues\//);
    await page.getByRole('heading', { name: '1m02 The window' }).waitFor();
    expect(await strip.getByRole('link', { name: /^1m02/ }).getAttribute('aria-current')).toBe('page');
  });

  it('looks closer where one drags, and shows the whole film again', async () => {
    pictureOnFailure('strip-zoom', composer);
    const { page } = composer;
    const strip = page.getByRole('navigation', { name: 'The whole film' });
    const first = strip.getByRole('link', { name: /^1m01/ });
    const before = await first.boundingBox();
    if (!before) throw new Error('The cue is not on the strip.');
    const y = before.y + before.height + 4;
    await page.mouse.move(before.x + 2, y);
    await page.mouse.down();
    await page.mouse.move(before.x + before.width / 2, y, { steps: 4 });
    await page.mouse.up();
    await expect
      .poll(async () => (await first.boundingBox())?.width ?? 0)
      .toBeGreaterThan(1.5 * before.width);
    await strip.getByRole('button', { name: 'Show the whole film' }).click();
    await expect
      .poll(async () => Math.round((await first.boundingBox())?.width ?? 0))
      .toBe(Math.round(before.width));
  });

  it('lists every sense of every cue with what was decided, and leads a signer to what is signed', async () => {
    pictureOnFailure('sign-off-matrix', director);
    const { page } = director;
    await page.goto(`${scene.server.url}/films/${scene.film.id}?tab=sign-offs`);
    const table = page.getByRole('table', { name: 'Sign-offs of all cues' });
    await table.getByRole('link', { name: '1m01 Creative, Open' }).waitFor();
    await page.getByRole('tab', { name: 'To do' }).click();
    await page.getByRole('button', { name: /1m01 Main titles.*Not decided: Creative/ }).click();
    await page.getByRole('heading', { name: 'What you sign' }).waitFor();
    await page.getByRole('radio', { name: 'Approve', exact: true }).check();
    const hold = page.getByRole('button', { name: 'Hold to approve' });
    await hold.and(page.locator(':enabled')).waitFor();
    // A pointer that lies over it and leaves does not let go of the key.
    await hold.hover();
    await hold.focus();
    await page.keyboard.down('Enter');
    await page.mouse.move(0, 0);
    await page.getByRole('heading', { name: 'Nothing waits for your signature' }).waitFor();
    await page.keyboard.up('Enter');
    await page.getByRole('tab', { name: 'Sign-offs' }).click();
    await table.getByRole('link', { name: '1m01 Creative, Approved' }).waitFor();
    browser.expectNoComplaints();
  });
});
