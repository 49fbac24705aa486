import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { firstLoadBytes } from '../harness/first-load.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

/** What has to be there before the room can be used. */
const MOST_AT_FIRST = 350_000;
/** That, and what then comes by itself: the strip, the round, the live socket. */
const MOST_IN_ALL = 385_000;

describe('the first load of the review room', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('takes at most 350 kB of script, compressed, before the room can be used', async () => {
    const bytes = await firstLoadBytes();
    console.log(`Needed before the review room can be used: ${(bytes / 1000).toFixed(1)} kB gzip`);
    expect(bytes).toBeLessThanOrEqual(MOST_AT_FIRST);
  });

  it('takes little more with all that then comes by itself', async () => {
    const composer = await browser.person('composer');
    const scripts = new Map<string, Promise<number>>();
    composer.page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      scripts.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      );
    });
    await sitDown(composer, scene.composer, scene.room);
    await composer.page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await composer.page.waitForLoadState('networkidle');
    const bytes = (await Promise.all(scripts.values())).reduce((sum, size) => sum + size, 0);
    console.log(`Script of the review room: ${(bytes / 1000).toFixed(1)} kB gzip in ${scripts.size} files`);
    expect(scripts.size).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(MOST_IN_ALL);
    browser.expectNoComplaints();
  });
});
