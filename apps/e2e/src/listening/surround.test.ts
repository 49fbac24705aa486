import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { rampSample, rampSeconds, rampWave } from './ramp-wave.js';
import { watchPlaying, type Watched } from './watch-playing.js';

const SECONDS = 10;
/** The left rear height of 7.1.4: it lies in the second of the two FLAC streams. */
const LTR = 10;
/** Left gets half of it, and mono is half of left and right. */
const SHARE = 1 / 4;

declare const playing: Watched;

describe('a mix in 7.1.4', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let listener: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    const bytes = rampWave(SECONDS, 0, { channel: LTR, of: 12 });
    await scene.composer.deliverMix(scene.cueId, { name: '1m01 v1.wav', bytes });
    listener = await browser.person('listener');
    await watchPlaying(listener, SECONDS);
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  /** Whether all that comes out is the ramp, bit by bit, at so much of its level. */
  const isRamp = (output: readonly number[], share: number): boolean => {
    const first = Math.round(rampSeconds((output[0] ?? NaN) / share, SECONDS) * 48_000);
    return [-1, 0, 1].some((by) =>
      output.every(
        (sample, index) => Math.round((sample / share) * 2 ** 23) === rampSample(first + by + index, SECONDS),
      ),
    );
  };

  it('is heard on two loudspeakers, channel by channel where one wants it', async () => {
    const { page } = listener;
    await sitDown(listener, scene.composer, scene.room);
    await page.getByLabel('Waveform of v1').waitFor();
    await page.keyboard.press('Space');
    await page.waitForFunction((top) => {
      const [first = 0, last = 0] = [playing.output()[0], playing.output().at(-1)];
      return first < 0 && last > top && last < 0;
    }, -0.45 * SHARE);
    expect(isRamp(await page.evaluate(() => playing.output()), SHARE)).toBe(true);

    const solo = page.getByLabel('Channel of v1');
    await solo.selectOption({ label: 'Ltr' });
    await expect.poll(async () => isRamp(await page.evaluate(() => playing.output()), 1)).toBe(true);
    await solo.selectOption({ label: 'C' });
    await page.waitForFunction(() => playing.output().every((sample) => sample === 0));
    browser.expectNoComplaints();
  });
});
