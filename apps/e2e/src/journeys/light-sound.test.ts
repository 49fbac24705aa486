import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe('light sound', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    composer = await browser.person('composer');
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('is fetched and plays on once it is asked for, and is remembered on this device', async () => {
    pictureOnFailure('light-sound', composer);
    const { page } = composer;
    const fetched: string[] = [];
    page.on('response', (response) => {
      const { pathname, search } = new URL(response.url());
      if (pathname.includes('/segments/')) fetched.push(search);
    });
    await sitDown(composer, scene.composer, scene.room);
    const toggle = page.getByRole('button', { name: 'Light sound' });
    const clock = page.getByRole('timer', { name: 'Film timecode' });
    /** Plays until film time passes, which it does only with sound. */
    const play = async (): Promise<void> => {
      await page.keyboard.press('Home');
      const before = await clock.textContent();
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      await expect.poll(() => clock.textContent()).not.toBe(before);
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
    };
    await toggle.waitFor();
    await play();
    // Nobody gets it who did not ask for it.
    expect(new Set(fetched)).toEqual(new Set(['']));

    await toggle.click();
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => fetched).toContain('?light=true');
    await play();

    fetched.length = 0;
    await page.reload();
    await toggle.waitFor();
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
    await play();
    expect(new Set(fetched)).toEqual(new Set(['?light=true']));
    browser.expectNoComplaints();
  });
});
