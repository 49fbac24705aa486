import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { position, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { cellOf, textIn } from '../harness/sheet.js';

describe('a cell of the spotting sheet is written in', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;
  let page: Page;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    const second = { number: '1m02', title: 'The window', in: position(250), out: position(280) };
    await scene.composer.spot(scene.film.id, second);
    composer = await browser.person('composer');
    await sitDown(composer, scene.composer, `/films/${scene.film.id}?tab=spotting`);
    ({ page } = composer);
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('by a click, which selects what stands there; a second click puts the caret', async () => {
    pictureOnFailure('sheet-cells-click', composer);
    const title = cellOf(page, 'Title of 1m01');
    await title.click();
    await page.keyboard.type('Dawn');
    await page.keyboard.press('Tab');
    await expect.poll(() => textIn(title)).toBe('Dawn');
    await title.click({ position: { x: 3, y: 10 } });
    await title.click({ position: { x: 3, y: 10 } });
    await page.keyboard.type('A ');
    await page.keyboard.press('Enter');
    await expect.poll(() => textIn(title)).toBe('A Dawn');
  });

  it('by keys alone: Tab, arrows, Enter, and what is typed lands where one is', async () => {
    pictureOnFailure('sheet-cells-keys', composer);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await page.getByRole('link', { name: 'Open 1m01' }).focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Number of 1m01');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Number of 1m02');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Title of 1m02');
    await page.keyboard.type('Night');
    await page.keyboard.press('Shift+Enter');
    expect(await focused()).toBe('Title of 1m01');
    await expect.poll(() => textIn(cellOf(page, 'Title of 1m02'))).toBe('Night');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('Number of 1m01');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('Number of 1m01');
  });

  it('and a kind is chosen, by keys or from the list that a click opens', async () => {
    pictureOnFailure('sheet-cells-kind', composer);
    const kind = page.getByRole('combobox', { name: 'Kind of 1m02' });
    await cellOf(page, 'Title of 1m02').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => kind.inputValue()).toBe('source');
    await page.getByRole('combobox', { name: 'Kind of 1m01' }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('combobox', { name: 'Kind of 1m01' }).inputValue()).toBe('source');
    browser.expectNoComplaints();
  });

  it('with what cannot be taken kept, and said, until it is put right', async () => {
    pictureOnFailure('sheet-cells-problem', composer);
    const out = cellOf(page, 'Out of 1m01');
    const before = await textIn(out);
    await out.click();
    await page.keyboard.type('00:00:00:00');
    await page.keyboard.press('Enter');
    const said = page.getByRole('alert').filter({ hasText: 'The out has to come after the in.' });
    await said.waitFor();
    await out.click();
    await page.keyboard.press('Escape');
    await said.waitFor({ state: 'hidden' });
    expect(await textIn(out)).toBe(before);
  });
});
