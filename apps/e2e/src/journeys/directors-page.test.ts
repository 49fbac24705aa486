import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe("the director's page", () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    director = await browser.person('director', { roomByRole: true });
    composer = await browser.person('composer', { roomByRole: true });
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('needs Space and Return only, from the first picture to the note that the composer sees', async () => {
    pictureOnFailure('directors-page', director, composer);
    await sitDown(director, scene.director, scene.room);
    await sitDown(composer, scene.composer, scene.room);
    const { page } = director;
    const box = page.getByRole('textbox', { name: 'What do you feel here?' });
    await box.waitFor();

    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    // The first letter holds the picture; what follows is text, spaces too.
    await page.keyboard.type('Too sure of itself.');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(await box.inputValue()).toBe('Too sure of itself.');
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .getByText(/Noted at 01:00:/)
      .waitFor();
    // It goes on where it was held.
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(await box.inputValue()).toBe('');

    // The composer is at the desk, by their role.
    const card = composer.page.getByRole('article', { name: /by Dora Director/ });
    await card.getByText('Too sure of itself.').waitFor();
    await card.getByRole('button', { name: 'Reply' }).click();
    await card.getByRole('textbox', { name: 'Reply' }).fill('It will doubt, in v2.');
    await composer.page.keyboard.press('Enter');

    await page.getByRole('button', { name: /^Note at .* by Dora Director$/ }).click();
    await page.getByText('It will doubt, in v2.').waitFor();
    browser.expectNoComplaints();
  });

  it('loses no letter of somebody who begins before the notes are there', async () => {
    const late = await browser.person('director, late notes', { roomByRole: true });
    pictureOnFailure('directors-page-late', late);
    const { page } = late;
    let letThrough = (): void => undefined;
    const typed = new Promise<void>((resolve) => (letThrough = resolve));
    await page.routeWebSocket(/\/sync\//, async (socket) => {
      await typed;
      socket.connectToServer();
    });
    await sitDown(late, scene.director, scene.room);
    const box = page.getByRole('textbox', { name: 'What do you feel here?' });
    await box.waitFor();
    await page.keyboard.type('At once.');
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toBe('At once.');
    letThrough();
    await page.getByRole('button', { name: /^Note it at/ }).click();
    await page
      .getByRole('status')
      .getByText(/Noted at 01:00:/)
      .waitFor();
    await late.context.close();
  });

  it('can be left for the whole desk, and is come back to; the choice is kept', async () => {
    pictureOnFailure('directors-page-desk', director);
    const { page } = director;
    await page.getByRole('button', { name: 'Show the whole desk' }).click();
    await page.getByRole('tab', { name: 'Sign-off' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: "Show the director's page" }).click();
    await page.getByRole('textbox', { name: 'What do you feel here?' }).waitFor();
  });
});
