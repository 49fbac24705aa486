import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { Fingers, pointIn } from '../harness/fingers.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

const UPRIGHT = { view: { width: 1024, height: 1366 }, touch: true };
const LYING = { view: { width: 1366, height: 1024 }, touch: true };

describe('with fingers alone', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;
  let producer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    director = await browser.person('director', { ...UPRIGHT, roomByRole: true });
    composer = await browser.person('composer', LYING);
    producer = await browser.person('producer', UPRIGHT);
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('a director comes in, plays, and goes where the waveform is tapped', async () => {
    pictureOnFailure('touch-play', director);
    const { page } = director;
    await page.goto(await scene.composer.invite(scene.film.id, 'Dario Director', 'director'));
    await page.getByRole('button', { name: 'Join as Dario Director' }).tap();
    await page.getByRole('link', { name: /^1m01/ }).first().tap();
    await page.getByRole('button', { name: 'Play', exact: true }).tap();
    await page.getByRole('button', { name: 'Pause', exact: true }).tap();
    await page.getByRole('button', { name: 'Show the whole desk' }).tap();
    const clock = page.getByRole('timer', { name: 'Film timecode' });
    const wave = await waveform(page);
    const before = await clock.textContent();
    await wave.tap({ position: await middleOf(wave) });
    await expect.poll(() => clock.textContent()).not.toBe(before);
  });

  it('marks a range on the waveform, writes about it, and moves its end', async () => {
    pictureOnFailure('touch-note', director);
    const { page } = director;
    const fingers = await Fingers.on(page);
    const wave = await waveform(page);
    await fingers.drag(await pointIn(wave, 0.3, 0.6), await pointIn(wave, 0.5, 0.6));
    await page.getByRole('button', { name: 'Note', exact: true }).tap();
    // The finger is a press a moment after it has left.
    await page.locator('textarea:focus').waitFor();
    // What the keyboard on the screen does.
    await page.keyboard.insertText('Hold the horn back.');
    await page.getByRole('button', { name: 'Send note' }).tap();
    const note = page.getByRole('article').filter({ hasText: 'Hold the horn back.' });
    const range = note.getByRole('button', { name: /^Go to / });
    const before = await range.textContent();
    expect(before).toContain('–');

    const end = page.getByRole('list', { name: 'Notes on the waveform' }).locator('[data-out]').last();
    await fingers.drag(await pointIn(end, 0.5, 0.7), await pointIn(wave, 0.8, 0.7));
    await expect.poll(() => range.textContent()).not.toBe(before);
    // Its start has stayed.
    expect((await range.textContent())?.split('–')[0]).toBe(before?.split('–')[0]);
  });

  it('a double tap on one’s own words changes them, and Escape leaves them', async () => {
    pictureOnFailure('touch-edit', director);
    const { page } = director;
    await doubleTap(page, 'Hold the horn back.');
    const field = page.getByRole('form', { name: 'Edit note' }).getByRole('textbox', { name: 'Text' });
    await field.fill('Something else.');
    await field.press('Escape');
    await field.waitFor({ state: 'hidden' });
    await doubleTap(page, 'Hold the horn back.');
    await field.fill('Hold the horn back, please.');
    await page.getByRole('form', { name: 'Edit note' }).getByRole('button', { name: 'Save' }).tap();
    await page.getByText('Hold the horn back, please.').waitFor();
    await page.getByText('edited').waitFor();
  });

  it('two fingers look closer at the waveform, and mark nothing', async () => {
    pictureOnFailure('touch-pinch', director);
    const { page } = director;
    const fingers = await Fingers.on(page);
    const wave = await waveform(page);
    const farther = page.getByRole('region', { name: 'Waveform' }).getByRole('button', { name: 'Zoom out' });
    expect(await farther.isDisabled()).toBe(true);
    await fingers.down(await pointIn(wave, 0.45, 0.6), await pointIn(wave, 0.55, 0.6));
    for (const spread of [0.1, 0.15, 0.2, 0.25])
      await fingers.move(await pointIn(wave, 0.5 - spread, 0.6), await pointIn(wave, 0.5 + spread, 0.6));
    await fingers.up();
    await expect.poll(() => farther.isEnabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Clear marks' }).count()).toBe(0);
    await page.getByRole('region', { name: 'Waveform' }).getByRole('button', { name: 'Show all' }).tap();
    await expect.poll(() => farther.isDisabled()).toBe(true);
  });

  it('every key of the room has a button: what has none of its own stands in a menu', async () => {
    pictureOnFailure('touch-more', director);
    const { page } = director;
    const clock = page.getByRole('timer', { name: 'Film timecode' });
    await page.getByRole('button', { name: 'Go to start' }).tap();
    const before = await clock.textContent();
    await page.getByRole('button', { name: 'More commands' }).tap();
    await page.getByRole('menuitem', { name: 'One second forward' }).tap();
    await page.getByRole('menuitem', { name: 'One second forward' }).tap();
    await expect.poll(() => clock.textContent()).not.toBe(before);
    await page.getByRole('menuitem', { name: 'One second back' }).tap();
    await page.getByRole('menuitem', { name: 'One second back' }).tap();
    await expect.poll(() => clock.textContent()).toBe(before);
    await page.getByRole('menuitem', { name: 'This list' }).tap();
    await page.getByRole('dialog', { name: 'Keys' }).getByRole('button', { name: 'Close' }).tap();
    browser.expectNoComplaints();
  });

  it('a composer changes nobody else’s words, and resolves from what is to do', async () => {
    pictureOnFailure('touch-resolve', composer);
    await sitDown(composer, scene.composer, scene.room);
    const { page } = composer;
    const words = 'Hold the horn back, please.';
    await doubleTap(page, words);
    // They would have given way to the form.
    expect(await page.getByText(words).isVisible()).toBe(true);
    await page.getByRole('link', { name: 'The Long Way Home' }).tap();
    await page.getByRole('tab', { name: 'To do' }).tap();
    const note = page.getByRole('article', { name: /by Dario Director/ });
    await note.getByRole('button', { name: 'Resolve' }).tap();
    await note.getByText('Resolved', { exact: true }).waitFor();
  });

  it('a producer holds a finger to sign; one that is lifted has signed nothing', async () => {
    pictureOnFailure('touch-sign', producer);
    await sitDown(producer, scene.producer, `/films/${scene.film.id}?tab=to-do`);
    const { page } = producer;
    const fingers = await Fingers.on(page);
    await page.getByRole('button', { name: /1m01 Main titles.*Not decided: Final/ }).tap();
    await page.getByRole('radio', { name: 'Approve', exact: true }).tap();
    const hold = page.getByRole('button', { name: 'Hold to approve' });
    await fingers.down(await pointIn(hold));
    await page.getByRole('button', { name: 'Keep holding' }).waitFor();
    await fingers.up();
    await fingers.down(await pointIn(hold));
    await page.getByRole('heading', { name: 'Nothing waits for your signature' }).waitFor();
    await fingers.up();
    browser.expectNoComplaints();
  });

  it('a mouse does the same: an edge is dragged, and two clicks change one’s own words', async () => {
    const editor = await browser.person('editor');
    pictureOnFailure('mouse-note', editor);
    await sitDown(editor, scene.director, scene.room);
    const { page } = editor;
    const wave = await waveform(page);
    await dragMouse(page, wave, 0.2, 0.4);
    await page.getByRole('button', { name: 'Note', exact: true }).click();
    await page.keyboard.type('More air here.');
    await page.keyboard.press('Enter');
    const note = page.getByRole('article').filter({ hasText: 'More air here.' });
    const range = note.getByRole('button', { name: /^Go to / });
    const before = await range.textContent();
    const start = page.getByRole('list', { name: 'Notes on the waveform' }).locator('[data-mine] [data-out]');
    const from = await pointIn(start, 0.5, 0.7);
    const to = await pointIn(wave, 0.6, 0.7);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => range.textContent()).not.toBe(before);

    await note.getByText('More air here.').dblclick();
    await page.getByRole('form', { name: 'Edit note' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('form', { name: 'Edit note' }).waitFor({ state: 'hidden' });
    const others = page.getByText('Hold the horn back, please.');
    await others.dblclick();
    expect(await others.isVisible()).toBe(true);
  });
});

/** The waveform of the first version, once what it stands on is drawn. */
async function waveform(page: Page): Promise<Locator> {
  const wave = page.getByLabel('Waveform of v1');
  await wave.waitFor();
  return wave;
}

async function middleOf(wave: Locator): Promise<{ x: number; y: number }> {
  const box = await wave.boundingBox();
  if (!box) throw new Error('There is no waveform.');
  return { x: box.width / 2, y: box.height * 0.6 };
}

async function doubleTap(page: Page, words: string): Promise<void> {
  const fingers = await Fingers.on(page);
  await fingers.doubleTap(await pointIn(page.getByText(words)));
}

async function dragMouse(page: Page, wave: Locator, from: number, to: number): Promise<void> {
  const [begin, end] = [await pointIn(wave, from, 0.6), await pointIn(wave, to, 0.6)];
  await page.mouse.move(begin.x, begin.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}
