import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { cellOf, textIn, writeIn } from '../harness/sheet.js';

const NOTE = 'She should not know yet.';

describe('a round of notes', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;
  let producer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    director = await browser.person('director');
    composer = await browser.person('composer');
    producer = await browser.person('producer');
    await sitDown(director, scene.director, scene.room);
    await sitDown(composer, scene.composer, scene.room);
    await sitDown(producer, scene.producer, scene.room);
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  const noteOn = ({ page }: PersonAtBrowser): Locator =>
    page.getByRole('article', { name: /^Note at .* by Dora Director/ });
  const roundOn = ({ page }: PersonAtBrowser): Locator =>
    page.getByRole('region', { name: 'Round of notes' });

  it('is given, read back, taken back and closed, by keys', async () => {
    pictureOnFailure('rounds', director, composer, producer);
    await nameTheProducer();
    await readItBack();
    await confirmByKey();
    await withdrawAndUndo();
    await takeBackByKeys();
    await reactTo();
    await finishBoth();
    browser.expectNoComplaints();
  });

  it('is counted against what the film agreed, and asked of whom it chose', async () => {
    const { page } = composer;
    pictureOnFailure('rounds-agreed', composer, director);
    await page.goto(`${scene.server.url}/films/${scene.film.id}`);
    await page.getByRole('button', { name: 'Film settings' }).click();
    await page.getByLabel('Agreed for each cue').fill('1');
    await page.getByRole('radio', { name: 'These people' }).check();
    await page.getByRole('checkbox', { name: 'Dora Director' }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await roundOn(director).getByText('Round 1 of 1').waitFor();
    await roundOn(director).getByText('Everybody has finished').waitFor();
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v2.wav', 330));
    await director.page.getByLabel('Waveform of v2').waitFor();
    await roundOn(director).getByText('Round 2, agreed: 1').waitFor();
    await roundOn(director).getByText('Waiting for Dora Director').waitFor();
    browser.expectNoComplaints();
  });

  it('leaves the spotting sheet as one likes it: what one did there is taken back by keys', async () => {
    const { page } = composer;
    pictureOnFailure('rounds-spotting', composer);
    const title = cellOf(page, 'Title of 1m01');
    await writeIn(title, 'Dusk');
    await title.press('Tab');
    await page.getByRole('button', { name: 'Take back what you did last' }).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => textIn(title)).toBe('Main titles');
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => textIn(title)).toBe('Dusk');
    await page.getByRole('button', { name: 'Take back what you did last' }).click();
    await expect.poll(() => textIn(title)).toBe('Main titles');
    browser.expectNoComplaints();
  });

  async function nameTheProducer(): Promise<void> {
    const { page } = director;
    await roundOn(director).getByText('Waiting for Dora Director, Petra Producer').waitFor();
    await page.getByRole('textbox', { name: 'New note' }).click();
    await page.keyboard.type(`${NOTE} @pro`);
    await page.getByRole('option', { name: 'Petra Producer' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('agrees.');
    await page.keyboard.press('Enter');
    const words = noteOn(producer).getByText('@Petra Producer');
    await words.waitFor();
    expect(await words.evaluate((element) => element.tagName)).toBe('MARK');
  }

  async function readItBack(): Promise<void> {
    const { page } = composer;
    await noteOn(composer).getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Say how you read this' }).click();
    const field = page.getByRole('textbox', { name: 'I read this as' });
    await field.fill('no theme before bar 9');
    await field.press('Enter');
    await noteOn(director).getByText('no theme before bar 9').waitFor();
    await noteOn(director).getByText('not confirmed yet').waitFor();
    expect(await noteOn(producer).getByRole('button', { name: 'Yes, that is it' }).count()).toBe(0);
  }

  async function confirmByKey(): Promise<void> {
    const { page } = director;
    await noteOn(director)
      .getByRole('button', { name: /^Go to/ })
      .click();
    await page.keyboard.press('y');
    await noteOn(composer).getByText('confirmed', { exact: true }).waitFor();
  }

  async function withdrawAndUndo(): Promise<void> {
    const { page } = director;
    await noteOn(director).getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Withdraw note' }).click();
    await noteOn(composer).waitFor({ state: 'detached' });
    await noteOn(director).getByText('This note was withdrawn.').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await noteOn(composer).getByText(NOTE).waitFor();
    await noteOn(director).getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Withdraw note' }).click();
    await noteOn(director).getByRole('button', { name: 'Restore' }).click();
    await noteOn(composer).getByText(NOTE).waitFor();
  }

  async function takeBackByKeys(): Promise<void> {
    const { page } = composer;
    await noteOn(composer).getByRole('button', { name: 'Resolve' }).click();
    await noteOn(director).getByText('Resolved by Olivia Owner').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('Taken back: a resolution').waitFor();
    await noteOn(director).getByText('Reopened by Olivia Owner').waitFor();
    await page.keyboard.press('Control+Shift+z');
    await noteOn(director).getByText('Resolved by Olivia Owner').waitFor();
    await page.keyboard.press('Control+z');
    await noteOn(director).getByText('Reopened by Olivia Owner').waitFor();
  }

  async function reactTo(): Promise<void> {
    const { page } = producer;
    await noteOn(producer).getByRole('button', { name: 'More' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'React: Heart' }).focus();
    await page.keyboard.press('Enter');
    const heart = 'Heart: Petra Producer';
    await noteOn(director).getByRole('button', { name: heart }).click();
    await noteOn(producer).getByRole('button', { name: 'Heart: Petra Producer, Dora Director' }).waitFor();
    await noteOn(director).getByRole('button', { name: 'Heart: Petra Producer, Dora Director' }).click();
    await noteOn(producer).getByRole('button', { name: heart, exact: true }).waitFor();
  }

  async function finishBoth(): Promise<void> {
    const button = { name: 'I have finished giving notes' };
    expect(await roundOn(composer).getByRole('button', button).count()).toBe(0);
    await roundOn(director).getByRole('button', button).click();
    await roundOn(producer).getByText('Finished: Dora Director').waitFor();
    await roundOn(composer).getByText('Waiting for Petra Producer').waitFor();
    await roundOn(producer).getByRole('button', button).focus();
    await producer.page.keyboard.press('Enter');
    const notice = roundOn(composer).getByText('Round 1 is closed: all notes on v1 are given. 1 is open.');
    await notice.waitFor();
    await roundOn(director).getByText('Everybody has finished').waitFor();
    await roundOn(composer).getByRole('button', { name: 'Got it' }).click();
    await composer.page.reload();
    await roundOn(composer).getByText('Everybody has finished').waitFor();
    expect(await notice.count()).toBe(0);
    await roundOn(producer).getByRole('button', { name: 'I have more notes' }).click();
    await roundOn(composer).getByText('Waiting for Petra Producer').waitFor();
  }
});
