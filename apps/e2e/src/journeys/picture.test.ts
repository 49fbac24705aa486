import { newId } from '@segue/protocol';
import { addEntry } from '@segue/review-document';
import { parseTimecode } from '@segue/timecode';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import {
  FIRST_FRAME,
  FORMAT,
  labelOf,
  mix,
  position,
  setScene,
  sitDown,
  type ReviewScene,
} from '../harness/review-scene.js';
import { openDocument } from '../harness/sync-client.js';

const NOTE_FRAME = 101;

describe('the picture in the review room', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let noteId: string;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    const version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    noteId = await writeNote(version);
    director = await browser.person('director');
    await watchFrames(director);
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('shows the frame that the timecode says: after a jump, a step, a shuttle and a stop', async () => {
    pictureOnFailure('picture', director);
    const { page } = director;
    await sitDown(director, scene.director, scene.room);
    await page.getByLabel('Waveform of v1').waitFor();
    // The very first frame may be on the screen before anybody can ask to be told of it.
    await page.keyboard.press('Shift+ArrowRight');
    await expectFrame(page, 24);
    await page.keyboard.press('Home');
    await expectFrame(page, 0);
    for (const frame of [1, 2, 3]) {
      await page.keyboard.press('ArrowRight');
      await expectFrame(page, frame);
    }
    await page.keyboard.press('ArrowLeft');
    await expectFrame(page, 2);
    await page.keyboard.press('Shift+ArrowRight');
    await expectFrame(page, 26);
    for (const frame of [23, 24, 47, 48, 157, 230, 5]) {
      await goTo(page, labelOf(frame));
      await expectFrame(page, frame);
    }

    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await page.waitForFunction((frame) => shownFrame() > frame, 40);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await expectFrame(page, (await timecode(page)) - FIRST_FRAME);
    browser.expectNoComplaints();
  });

  it('opens a link to a note at its frame', async () => {
    const { page } = director;
    await sitDown(director, scene.director, `${scene.room}?version=1&note=${noteId}`);
    await page.getByRole('article', { name: `Note at ${labelOf(NOTE_FRAME)} by Dora Director` }).waitFor();
    await expectFrame(page, NOTE_FRAME);
    browser.expectNoComplaints();
  });

  async function writeNote(version: string): Promise<string> {
    const id = newId();
    const notes = await openDocument(scene.director, `cue/${scene.cueId}/notes`, { ack: true });
    const place = { version, in: position(NOTE_FRAME), out: null };
    const words = { kind: 'timing', weight: 'taste', text: 'Hit the door here.' } as const;
    addEntry(notes.doc, scene.director.personId, id, {
      type: 'note',
      ...place,
      ...words,
      lamport: 1,
      at: Date.now(),
    });
    await notes.acknowledged();
    notes.close();
    return id;
  }
});

async function goTo(page: Page, label: string): Promise<void> {
  await page.keyboard.press('=');
  const field = page.getByRole('textbox', { name: 'Go to timecode' });
  await field.fill(label);
  await field.press('Enter');
  await field.waitFor({ state: 'hidden' });
}

/** Frame number of the timecode on the screen, counted from midnight. */
async function timecode(page: Page): Promise<number> {
  const text = await page.getByRole('timer', { name: 'Film timecode' }).innerText();
  const parsed = parseTimecode(text, FORMAT);
  if (!('frame' in parsed)) throw new Error(`"${text}" is no timecode`);
  return parsed.frame;
}

/** Waits until timecode and picture both stand at a frame, counted from the start of the movie. */
async function expectFrame(page: Page, frame: number): Promise<void> {
  await page
    .getByRole('timer', { name: 'Film timecode' })
    .getByText(labelOf(frame), { exact: true })
    .waitFor();
  await page
    .waitForFunction((wanted) => shownFrame() === wanted, frame)
    .catch(async (error: unknown) => {
      expect(await page.evaluate(() => shownFrame()), `the picture at ${labelOf(frame)}`).toBe(frame);
      throw error;
    });
}

declare function shownFrame(): number;

/** Makes every page of the person keep the number of the frame that its video last put on the screen. */
async function watchFrames({ context }: PersonAtBrowser): Promise<void> {
  await context.addInitScript(() => {
    let watched: HTMLVideoElement | null = null;
    let shown = -1;
    const look = (_now: number, { mediaTime }: { mediaTime: number }): void => {
      shown = Math.round(mediaTime * 24);
      watched?.requestVideoFrameCallback(look);
    };
    new MutationObserver(() => {
      const video = document.querySelector('video');
      if (video === null || video === watched) return;
      watched = video;
      video.requestVideoFrameCallback(look);
    }).observe(document, { childList: true, subtree: true });
    Object.assign(globalThis, { shownFrame: () => shown });
  });
}
