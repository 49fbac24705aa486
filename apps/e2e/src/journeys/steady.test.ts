import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { mix, position, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { jumpsOn, watchSteadiness } from '../harness/steadiness.js';

describe('while a page loads, nothing on it moves or is made anew,', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    const version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v2.wav', 440));
    await scene.composer.deliverStem(version, { kind: 'strings', name: 'Strings' }, mix('strings.wav', 330));
    const second = { number: '1m02', title: 'The window', in: position(250), out: position(280) };
    await scene.composer.spot(scene.film.id, second);
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  const parts = ['spotting', 'to-do', 'sign-offs', 'cuts', 'people', 'activity'];
  it.each([
    { role: 'composer', pages: ['/', '/me', '/nowhere', 'room', ...parts] },
    { role: 'director', pages: ['room'] },
    { role: 'producer', pages: ['room', 'to-do'] },
  ] as const)('for the $role', async ({ role, pages }) => {
    const at = await browser.person(role, { view: { width: 1440, height: 900 }, roomByRole: true });
    const { page } = at;
    await watchSteadiness(page);
    for (const name of pages) {
      const part = `/films/${scene.film.id}?tab=${name}`;
      const path = name.startsWith('/') ? name : name === 'room' ? scene.room : part;
      // Once from the server alone, once with what the device has kept of it.
      for (const visit of ['first', 'second']) {
        await sitDown(at, scene[role], path);
        await page.waitForLoadState('networkidle');
        expect(await jumpsOn(page), `${name}, ${visit} visit`).toEqual([]);
      }
    }
  });

  it('the button that signs stands where it is first seen, also when the earlier decisions come late', async () => {
    const signer = await browser.person('signer', { view: { width: 1440, height: 900 } });
    const { page } = signer;
    const hold = page.getByRole('button', { name: 'Choose a decision to sign' });
    const seen: unknown[] = [];
    const stated = page.waitForResponse('**/statement?*');
    const late = async (route: Route) => {
      await stated;
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      if (await hold.isVisible()) seen.push(await hold.boundingBox());
      await route.continue();
    };
    // Only the first answer is held back: the page may ask again, and then no statement follows.
    await page.route('**/sign-offs', late, { times: 1 });
    await sitDown(signer, scene.producer, `${scene.room}?panel=sign-off`);
    await page.getByRole('table', { name: 'Decisions so far' }).waitFor();
    await hold.waitFor();
    const stands = await hold.boundingBox();
    for (const place of seen) expect(place).toEqual(stands);
  });
});
