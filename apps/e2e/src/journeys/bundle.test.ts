import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

const MOST_SCRIPT = 350_000;

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

  it('takes at most 350 kB of script, compressed', async () => {
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
    expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT);
    browser.expectNoComplaints();
  });
});
