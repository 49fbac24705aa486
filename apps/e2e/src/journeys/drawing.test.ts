import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

const FRAME = 101;
const TEXT = 'Arrive on her look, not on the cut.';
/** A point of the picture, as parts of its width and height. */
type Spot = readonly [x: number, y: number];

describe('a note with a drawing', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    const version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    const stem = { kind: 'strings', name: 'Strings high' } as const;
    await scene.composer.deliverStem(version, stem, mix('1m01 v1 strings.wav', 330));
    director = await browser.person('director');
    // Another shape of window, and so other black around the picture.
    composer = await browser.person('composer', { view: { width: 1280, height: 720 } });
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('is drawn on a frame, and sent with its words', async () => {
    pictureOnFailure('drawing', director);
    const { page } = director;
    await sitDown(director, scene.director, scene.room);
    await page.getByLabel('Waveform of v1').waitFor();
    await goTo(page, FRAME);
    await page.keyboard.press('d');
    const board = page.getByRole('dialog', { name: 'Draw on the picture' });
    await board.getByRole('button', { name: 'Arrow' }).click();
    await drag(page, [0.25, 0.25], [0.5, 0.5]);
    await board.getByRole('button', { name: 'Box' }).click();
    await board.getByRole('button', { name: 'Yellow' }).click();
    await drag(page, [0.5, 0.5], [0.75, 0.8]);
    await board.getByRole('button', { name: 'Pen' }).click();
    await dragByFinger(page, [0.1, 0.8], [0.3, 0.9]);
    await strokesOn(page).nth(2).waitFor();
    await page.keyboard.press('Control+z');
    await strokesOn(page).nth(2).waitFor({ state: 'detached' });
    // By keyboard there is no place to click at.
    await board.getByRole('button', { name: 'Text' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('her look');
    await page.keyboard.press('Enter');
    await board.getByText('her look').waitFor();
    await page.keyboard.press('Escape');
    await board.waitFor({ state: 'detached' });

    // The words come next, and the drawing waits for them.
    await page.keyboard.type(TEXT);
    await page.getByRole('combobox', { name: 'About' }).selectOption({ label: 'Strings high' });
    await page.getByRole('button', { name: 'Send note' }).click();
    const note = page.getByRole('article').filter({ hasText: TEXT });
    await note.getByRole('button', { name: 'Go to its drawing' }).waitFor();
    await page.getByRole('status', { name: 'Saving state' }).getByText('Saved', { exact: true }).waitFor();
    browser.expectNoComplaints();
  });

  it('is seen by others on the same place of the picture, on its frame alone', async () => {
    pictureOnFailure('drawing-seen', composer);
    const { page } = composer;
    await sitDown(composer, scene.composer, scene.room);
    const note = page.getByRole('article').filter({ hasText: TEXT });
    await note.getByText('Strings high').waitFor();
    await page.keyboard.press('Home');
    await page.getByRole('button', { name: 'Hide drawings' }).waitFor();
    await drawingOn(page).waitFor({ state: 'detached' });
    await note.getByRole('button', { name: 'Go to its drawing' }).click();
    await drawingOn(page).getByText('her look').waitFor();
    expect(await spotsOf(page, 0)).toEqual([expect.closeTo(0.25, 2), expect.closeTo(0.25, 2)]);
    expect(await spotsOf(page, 1)).toEqual([expect.closeTo(0.5, 2), expect.closeTo(0.5, 2)]);
    expect(await spotsOf(page, 1, 0.5)).toEqual([expect.closeTo(0.75, 2), expect.closeTo(0.8, 2)]);

    await page.getByRole('button', { name: 'Hide drawings' }).click();
    await drawingOn(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show drawings' }).click();
    await drawingOn(page).waitFor();
    await page.getByRole('heading', { name: '1m01 Main titles' }).click();
    await page.keyboard.press('ArrowRight');
    await drawingOn(page).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowLeft');
    await drawingOn(page).waitFor();
    browser.expectNoComplaints();
  });

  it('comes back from a file of notes', async () => {
    pictureOnFailure('drawing-imported', director);
    const { page } = director;
    const { url, cookie } = scene.director;
    const answer = await fetch(`${url}/api/films/${scene.film.id}/markers?file=json`, {
      headers: { cookie },
    });
    const file = (await answer.json()) as { notes: { id: string | null; text: string }[] };
    // As another program would send it on: without the id it is a note of its own.
    for (const note of file.notes) Object.assign(note, { id: null, text: 'From elsewhere' });
    await page.getByRole('button', { name: 'Import markers' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import markers' });
    const buffer = Buffer.from(JSON.stringify(file));
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer });
    await dialog.getByRole('row', { name: /New note.*From elsewhere.*with its drawing/ }).waitFor();
    await dialog.getByRole('button', { name: 'Apply 1 change' }).click();
    const note = page.getByRole('article').filter({ hasText: 'From elsewhere' });
    await page.keyboard.press('Home');
    await note.getByRole('button', { name: 'Go to its drawing' }).click();
    await expect.poll(() => drawingOn(page).getByText('her look').count()).toBe(2);
    await note.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Withdraw note' }).click();
    browser.expectNoComplaints();
  });

  it('is changed and taken away by whoever drew it', async () => {
    pictureOnFailure('drawing-changed', director, composer);
    const { page } = director;
    await openEditor(page);
    await page.getByRole('button', { name: 'Go on drawing' }).click();
    const board = page.getByRole('dialog', { name: 'Draw on the picture' });
    await board.getByRole('button', { name: 'Clear' }).click();
    await board.getByRole('button', { name: 'Box' }).click();
    await drag(page, [0.2, 0.4], [0.6, 0.6]);
    await board.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await drawingOn(composer.page).getByText('her look').waitFor({ state: 'detached' });
    expect(await strokesOn(composer.page).count()).toBe(1);
    expect(await spotsOf(composer.page, 0, 0.5)).toEqual([expect.closeTo(0.6, 2), expect.closeTo(0.6, 2)]);

    await openEditor(page);
    await page.getByRole('button', { name: 'Remove the drawing' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await drawingOn(composer.page).waitFor({ state: 'detached' });
    await composer.page.getByRole('button', { name: 'Go to its drawing' }).waitFor({ state: 'detached' });
    browser.expectNoComplaints();
  });
});

async function openEditor(page: Page): Promise<void> {
  const note = page.getByRole('article').filter({ hasText: TEXT });
  await note.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Edit note' }).click();
  await page.getByRole('form', { name: 'Edit note' }).waitFor();
}

async function goTo(page: Page, frame: number): Promise<void> {
  await page.keyboard.press('=');
  const field = page.getByRole('textbox', { name: 'Go to timecode' });
  await field.fill(labelOf(frame));
  await field.press('Enter');
  await field.waitFor({ state: 'hidden' });
}

/** What somebody drew, as it lies over the picture. */
function drawingOn(page: Page): Locator {
  return page.getByRole('img', { name: 'Drawing by Dora Director' });
}

/** The lines over the picture, without their dark edges. */
function strokesOn(page: Page): Locator {
  return page.locator('svg svg path[stroke]');
}

async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  const { left, top, width, height } = await pictureIn(page);
  const place = ([x, y]: Spot) => [left + x * width, top + y * height] as const;
  await page.mouse.move(...place(from));
  await page.mouse.down();
  await page.mouse.move(...place([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await page.mouse.move(...place(to));
  await page.mouse.up();
}

async function dragByFinger(page: Page, from: Spot, to: Spot): Promise<void> {
  const { left, top, width, height } = await pictureIn(page);
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...spots: Spot[]) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: spots.map(([x, y]) => ({ x: left + x * width, y: top + y * height })),
    });
  await touch('touchStart', from);
  await touch('touchMove', to);
  await touch('touchEnd');
  await finger.detach();
}

/** Where the picture is on the screen: in the middle of its element, as large as fits. */
function pictureIn(page: Page): Promise<{ left: number; top: number; width: number; height: number }> {
  return page.locator('video').evaluate((video: HTMLVideoElement) => {
    const box = video.getBoundingClientRect();
    const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
    const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
    return {
      left: box.left + (box.width - width) / 2,
      top: box.top + (box.height - height) / 2,
      width,
      height,
    };
  });
}

/** Which spot of the picture a line passes at a part of its length. */
async function spotsOf(page: Page, stroke: number, part = 0): Promise<Spot> {
  const { left, top, width, height } = await pictureIn(page);
  const { x, y } = await strokesOn(page)
    .nth(stroke)
    .evaluate((path: SVGPathElement, at) => {
      const point = path.getPointAtLength(path.getTotalLength() * at);
      const { x: right, y: down } = point.matrixTransform(path.getScreenCTM() ?? new DOMMatrix());
      return { x: right, y: down };
    }, part);
  return [(x - left) / width, (y - top) / height];
}
