import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe('listening', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;

  const take = (digit: number, name: string): Locator =>
    composer.page
      .getByRole('group', { name: 'Versions that are compared' })
      .getByRole('button', { name: `Hear ${digit} ${name}` });
  const lane = (name: string): Locator => composer.page.getByRole('group', { name, exact: true });
  const level = (name: string): Locator => composer.page.getByRole('slider', { name: `Level of ${name}` });
  const pressed = async (button: Locator): Promise<string | null> => button.getAttribute('aria-pressed');

  /** Waits until the playhead has come to a place; it may have gone on by the time somebody looks. */
  const playedTo = async (label: string): Promise<void> => {
    const clock = composer.page.getByRole('timer', { name: 'Film timecode' });
    await expect.poll(() => clock.textContent()).toSatisfy((at) => String(at) >= label);
  };

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    const second = await scene.composer.deliverMix(scene.cueId, mix('1m01 v2.wav', 330));
    await scene.composer.deliverStem(second, { kind: 'strings', name: 'Strings' }, mix('strings.wav', 110));
    await scene.composer.deliverStem(second, { kind: 'brass', name: 'Brass' }, mix('brass.wav', 165));
    await scene.composer.deliverBed(scene.cutId, 'dialogue', mix('dialogue.wav', 500));
    await scene.composer.deliverBed(scene.cutId, 'temp', mix('temp.wav', 600));
    composer = await browser.person('composer');
    await sitDown(composer, scene.composer, scene.room);
    await lane('v2').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('goes on without a stop when another version is chosen by its digit', async () => {
    pictureOnFailure('listening', composer);
    const { page } = composer;
    await page.keyboard.press('Home');
    await page.keyboard.press(' ');
    await playedTo(labelOf(24));
    await page.keyboard.press('1');
    await page.waitForURL(/version=1/);
    await lane('v1').waitFor();
    await playedTo(labelOf(48));
    await page.keyboard.press('2');
    await lane('v2').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    expect(await pressed(take(2, 'v2'))).toBe('true');
    expect(await pressed(take(1, 'v1'))).toBe('false');
  });

  it('hides which version is which, and shows the one that was heard last', async () => {
    const { page } = composer;
    await page.getByRole('button', { name: 'Blind' }).click();
    await take(1, 'A').waitFor();
    expect(await pressed(take(1, 'A'))).toBe('true');
    await page.keyboard.press('2');
    await lane('B').waitFor();
    expect(await page.getByRole('group', { name: 'v2', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show which is which' }).click();
    await take(2, 'v2').waitFor();
  });

  it('plays a version as its stems, each with its own fader', async () => {
    const { page } = composer;
    await take(2, 'v2').click();
    await page.getByRole('button', { name: 'Stems (2)' }).click();
    await lane('Strings').waitFor();
    await lane('Brass').waitFor();
    await page.getByRole('button', { name: 'Solo Brass' }).click();
    expect(await pressed(page.getByRole('button', { name: 'Solo Brass' }))).toBe('true');
    await level('Strings').fill('-20');
    await lane('Strings').getByText('-20.0').waitFor();
    await page.getByRole('button', { name: 'All faders to 0, nothing muted, nothing solo' }).click();
    await lane('Strings').getByText('0.0', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Mix', exact: true }).click();
    await lane('v2').waitFor();
  });

  it('lays music under the words as on a dubbing stage, and leaves the temp out until it is wanted', async () => {
    const { page } = composer;
    expect(await pressed(page.getByRole('button', { name: 'Mute Temp music' }))).toBe('true');
    expect(await pressed(page.getByRole('button', { name: 'Mute Dialogue' }))).toBe('false');
    await page.getByRole('button', { name: 'Dub level' }).click();
    await lane('v2').getByText('-12.0').waitFor();
    await lane('Dialogue').getByText('0.0', { exact: true }).waitFor();
  });

  it('scrubs on the rulers, and marks a range below them that a note can be given on', async () => {
    const { page } = composer;
    const box = await page.getByLabel('Waveform of v2').boundingBox();
    if (!box) throw new Error('The waveform is not on the screen.');
    const drag = async (y: number): Promise<void> => {
      await page.mouse.move(box.x + box.width * 0.2 + 1, box.y + y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.5 + 1, box.y + y, { steps: 4 });
      await page.mouse.up();
    };
    const clock = page.getByRole('timer', { name: 'Film timecode' });
    await drag(8);
    await clock.filter({ hasText: labelOf(120) }).waitFor();
    expect(await page.getByRole('button', { name: 'Clear marks' }).count()).toBe(0);
    await drag(60);
    await page.getByRole('button', { name: 'Note', exact: true }).click();
    await page.getByRole('form', { name: 'New note' }).getByText(labelOf(48)).waitFor();
    await page.getByRole('textbox', { name: 'New note' }).press('Escape');
    await page.getByRole('button', { name: 'Clear marks' }).click();
  });

  it("moves one's own note where its flag is dragged to", async () => {
    const { page } = composer;
    await page.keyboard.press('Home');
    await page.keyboard.press('m');
    await page.getByRole('textbox', { name: 'New note' }).fill('Earlier, please.');
    await page.getByRole('textbox', { name: 'New note' }).press('Enter');
    const flag = page.getByRole('button', { name: `Note at ${labelOf(0)} by Olivia Owner, open` });
    const box = await flag.boundingBox();
    if (!box) throw new Error('The flag is not on the screen.');
    await page.mouse.move(box.x + 3, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(box.x + 303, box.y + 5, { steps: 5 });
    await page.mouse.up();
    await flag.waitFor({ state: 'detached' });
    const moved = page.getByRole('article', { name: /Note at .* by Olivia Owner/ });
    expect(await moved.getAttribute('aria-label')).not.toContain(labelOf(0));
    await page.getByRole('status', { name: 'Saving state' }).getByText('Saved', { exact: true }).waitFor();
    browser.expectNoComplaints();
  });
});
