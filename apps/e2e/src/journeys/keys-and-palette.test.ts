import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe('the hands on the keyboard', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    await scene.composer.spot(scene.film.id, { number: '1m02', title: 'The window' });
    composer = await browser.person('composer');
    await sitDown(composer, scene.composer, scene.room);
    await composer.page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  const stands = (frame: number) =>
    expect.poll(() => composer.page.getByRole('timer').first().textContent()).toContain(labelOf(frame));

  it('finds a cue by a part of its name, and goes there', async () => {
    pictureOnFailure('palette', composer);
    const { page } = composer;
    await page.keyboard.press('Control+k');
    const field = page.getByRole('textbox', { name: 'Find and do' });
    await field.fill('window');
    await page.getByRole('button', { name: /1m02 The window/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '1m02 The window' }).waitFor();
    // And from cue to cue without it.
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: '1m01 Main titles' }).waitFor();
  });

  it('does from the palette what a key does', async () => {
    pictureOnFailure('palette-acts', composer);
    const { page } = composer;
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find and do' }).fill('one second forward');
    await page.getByRole('button', { name: /One second forward/ }).click();
    await stands(24);
  });

  it('binds a key anew, asks before it takes one away, and goes back', async () => {
    pictureOnFailure('keys', composer);
    const { page } = composer;
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.getByRole('textbox', { name: 'Search' }).fill('one second back');
    await dialog.getByRole('button', { name: 'Change the key of: One second back' }).click();
    await page.keyboard.press('l');
    await dialog.getByText(/This key does something else: Forwards/).waitFor();
    await dialog.getByRole('button', { name: 'Take it' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('l');
    await stands(0);

    // Kept on this device.
    await page.reload();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await page.keyboard.press('?');
    await dialog.getByRole('button', { name: 'Back to the keys that Segue comes with' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('Shift+ArrowRight');
    await stands(24);
    browser.expectNoComplaints();
  });
});
