import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOST_CONNECTION, openBrowser, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { rampSample, rampSeconds, rampWave } from './ramp-wave.js';
import { watchPlaying, type Watched } from './watch-playing.js';

const SECONDS = 10;
const LOUDEST = 2 ** 23;

declare const playing: Watched;

describe('a version in the review room', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let listener: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    const bytes = rampWave(SECONDS, 0);
    await scene.composer.deliverMix(scene.cueId, { name: '1m01 v1.wav', bytes });
    listener = await browser.person('listener');
    await watchPlaying(listener, SECONDS);
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('reaches the loudspeakers bit by bit, also when the decoder could not be loaded at first', async () => {
    const { page, context } = listener;
    let refused = 0;
    await context.route(/decode\.worker/, async (route) => {
      refused++;
      if (refused === 1) await route.abort();
      else await route.continue();
    });
    await sitDown(listener, scene.composer, scene.room);
    await page.getByLabel('Waveform of v1').waitFor();
    await page.keyboard.press('Space');
    // Before the first sample of the ramp, and after its last, there is silence.
    await page.waitForFunction(() => {
      const [first = 0, last = 0] = [playing.output()[0], playing.output().at(-1)];
      return first < 0 && last > -0.4 && last < 0;
    });
    const output = await page.evaluate(() => playing.output());
    const first = Math.round(rampSeconds(output[0] ?? NaN, SECONDS) * 48_000);
    // One sample is rounded to where the one beside it lies.
    const shift = [-1, 0, 1].find((by) =>
      output.every(
        (sample, index) => Math.round(sample * LOUDEST) === rampSample(first + by + index, SECONDS),
      ),
    );
    expect(shift).toBeDefined();
    expect(refused).toBeGreaterThan(1);
    browser.expectNoComplaints(LOST_CONNECTION);
  });
});
