import { newId } from '@segue/protocol';
import { setHit } from '@segue/review-document';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, position, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { openDocument } from '../harness/sync-client.js';

const HIT = 120;

describe('the hits of a cue in the review room', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    const version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    await addTempoMap(version);
    const sheet = await openDocument(scene.composer, `film/${scene.film.id}`, { ack: true });
    const hit = { cue: scene.cueId, text: 'Door slams', cut: scene.cutId, at: position(HIT), earlier: [] };
    setHit(sheet.doc, newId(), hit);
    await sheet.acknowledged();
    sheet.close();
    composer = await browser.person('composer', { view: { width: 1280, height: 720 } });
    await rememberClicks(composer.page);
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('are led to by a line across the picture, which ends in a punch', async () => {
    pictureOnFailure('streamers', composer);
    const { page } = composer;
    await sitDown(composer, scene.composer, scene.room);
    await page.getByLabel('Waveform of v1').waitFor();
    await switchOn(page, 'Streamers');
    const line = page.locator('svg svg rect');
    const punch = page.locator('svg svg circle');
    await goTo(page, HIT - 24);
    await line.and(page.locator('[visibility=visible]')).waitFor();
    // A second of two is left: half way.
    const [lineBox, picture] = [await line.boundingBox(), await pictureIn(page)];
    const middle = (lineBox?.x ?? 0) + (lineBox?.width ?? 0) / 2;
    expect((middle - picture.left) / picture.width).toBeCloseTo(0.5, 2);
    expect(lineBox?.height).toBeGreaterThanOrEqual(picture.height);
    await goTo(page, HIT);
    await punch.and(page.locator('[visibility=visible]')).waitFor();
    expect(await line.getAttribute('visibility')).toBe('hidden');
    await goTo(page, HIT + 2);
    await punch.and(page.locator('[visibility=hidden]')).waitFor({ state: 'attached' });

    await switchOn(page, 'Flutters');
    await goTo(page, HIT - 4);
    await punch.and(page.locator('[visibility=visible]')).waitFor();
    expect(await line.getAttribute('visibility')).toBe('hidden');
    browser.expectNoComplaints();
  });

  it('stand still for whoever asked for less motion', async () => {
    const { page } = composer;
    await switchOn(page, 'Streamers');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await goTo(page, HIT - 36);
    await page.locator('svg svg text').getByText('2', { exact: true }).waitFor();
    expect(await page.locator('svg svg rect').isVisible()).toBe(false);
    await page.emulateMedia({ reducedMotion: null });
  });

  it('are played to with a click, as long as that is switched on', async () => {
    pictureOnFailure('streamers-click', composer);
    const { page } = composer;
    await page.getByRole('button', { name: 'Streamers and click' }).click();
    await page.getByRole('checkbox', { name: 'Click from the tempo map' }).check();
    // It has a level of its own, as everything that sounds.
    const level = page.getByRole('slider', { name: 'Level of the click' });
    await level.fill('-12');
    expect(await level.getAttribute('aria-valuetext')).toBe('-12.0 dB');
    const mute = page.getByRole('button', { name: 'Mute the click' });
    await mute.click();
    expect(await mute.getAttribute('aria-pressed')).toBe('true');
    await mute.click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    // The music has two channels, the click has one.
    await page.waitForFunction(() => clicksHeard() > 0.2);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    browser.expectNoComplaints();
  });

  async function addTempoMap(version: string): Promise<void> {
    const { url, cookie } = scene.composer;
    const notes = await fetch(`${url}/api/films/${scene.film.id}/markers?file=midi`, { headers: { cookie } });
    const address = `${url}/api/versions/${version}/tempo-map?fileName=tempo.mid&startFlicks=${position(0)}`;
    const body = await notes.arrayBuffer();
    expect((await fetch(address, { method: 'PUT', headers: { cookie }, body })).ok).toBe(true);
  }
});

async function switchOn(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Streamers and click' }).click();
  await page.getByRole('radio', { name: kind }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: kind }).waitFor({ state: 'detached' });
}

async function goTo(page: Page, frame: number): Promise<void> {
  await page.keyboard.press('=');
  const field = page.getByRole('textbox', { name: 'Go to timecode' });
  await field.fill(labelOf(frame));
  await field.press('Enter');
  await field.waitFor({ state: 'hidden' });
}

/** Where the picture is on the screen: in the middle of its element, as large as fits. */
function pictureIn(page: Page): Promise<{ left: number; width: number; height: number }> {
  return page.locator('video').evaluate((video: HTMLVideoElement) => {
    const box = video.getBoundingClientRect();
    const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
    const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
    return { left: box.left + (box.width - width) / 2, width, height };
  });
}

declare function clicksHeard(): number;

/** Makes a page keep the highest sample of what was laid out in one channel. */
async function rememberClicks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let highest = 0;
    const start = Reflect.get(AudioBufferSourceNode.prototype, 'start');
    AudioBufferSourceNode.prototype.start = function (...when) {
      if (this.buffer?.numberOfChannels === 1)
        highest = this.buffer.getChannelData(0).reduce((most, sample) => Math.max(most, sample), highest);
      start.apply(this, when);
    };
    Object.assign(globalThis, { clicksHeard: () => highest });
  });
}
