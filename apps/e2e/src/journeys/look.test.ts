import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

/** The theme that was on before any script of the page ran. */
const firstTheme = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (window as { themeAtFirst?: string }).themeAtFirst);

describe('the look of the pages', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    composer = await browser.person('composer');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('is dark until somebody chooses, with more contrast where the system asks for it', async () => {
    pictureOnFailure('look-system', composer);
    const { page } = composer;
    await sitDown(composer, scene.composer, scene.room);
    await page.getByLabel('Waveform of v1').waitFor();
    await expect.poll(() => theme(page)).toBe('dark');
    await page.emulateMedia({ contrast: 'more' });
    await expect.poll(() => theme(page)).toBe('contrast');
    await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
    await expect.poll(() => theme(page)).toBe('dark');
  });

  it('is chosen without a reload, waveforms too, and is there before the next page is painted', async () => {
    pictureOnFailure('look-theme', composer);
    const { page } = composer;
    await page.evaluate(() => {
      (window as { sameDocument?: boolean }).sameDocument = true;
    });
    const dark = await waveform(page);
    await choose(page, 'Theme', 'Light');
    await expect.poll(() => theme(page)).toBe('light');
    await expect.poll(() => waveform(page)).not.toBe(dark);
    expect(await page.evaluate(() => (window as { sameDocument?: boolean }).sameDocument)).toBe(true);

    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        (window as { themeAtFirst?: string }).themeAtFirst = document.documentElement.dataset['theme'] ?? '';
      });
    });
    await page.reload();
    await page.getByLabel('Waveform of v1').waitFor();
    expect(await firstTheme(page)).toBe('light');
    expect(await page.locator('meta[name="theme-color"]').getAttribute('content')).toBe('#fff');
  });

  it('speaks the language that was chosen, with its dates and numbers', async () => {
    pictureOnFailure('look-language', composer);
    const { page } = composer;
    await page.getByRole('textbox', { name: 'New note' }).fill('Later');
    await page.getByRole('textbox', { name: 'New note' }).press('Enter');
    await page.getByRole('article').waitFor();
    await choose(page, 'Language', 'Deutsch');
    await page.getByRole('tab', { name: 'Anmerkungen' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    const written = await page.getByRole('article').locator('time').getAttribute('datetime');
    // Of today a card says the time alone.
    const said = new Intl.DateTimeFormat('de', { timeStyle: 'short' });
    expect(await page.getByRole('article').locator('time').textContent()).toBe(
      said.format(new Date(written ?? '')),
    );
    await page.getByRole('tab', { name: 'Version' }).click();
    await page.getByText(/^\d+,\d+ MB$/).waitFor();

    await page.goto(`${scene.server.url}/me`);
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('日本語');
    await page.getByRole('heading', { name: 'アカウント' }).waitFor();
    await page.getByRole('combobox', { name: '言語' }).selectOption('');
    await page.getByRole('heading', { name: 'Account' }).waitFor();
    browser.expectNoComplaints();
  });

  it('belongs to one person, also on a device that several use', async () => {
    pictureOnFailure('look-person', composer);
    const { page } = composer;
    await expect.poll(() => theme(page)).toBe('light');
    await sitDown(composer, scene.director, '/');
    await page.getByRole('button', { name: 'Account of Dora Director' }).waitFor();
    await expect.poll(() => theme(page)).toBe('dark');
    await sitDown(composer, scene.composer, '/');
    await page.getByRole('button', { name: 'Account of Olivia Owner' }).waitFor();
    await expect.poll(() => theme(page)).toBe('light');
    browser.expectNoComplaints();
  });
});

function theme(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('data-theme');
}

async function choose(page: Page, what: string, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: what }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await page.keyboard.press('Escape');
}

/** The waveform as it is drawn. */
function waveform(page: Page): Promise<string> {
  return page.getByLabel('Waveform of v1').evaluate((element) => (element as HTMLCanvasElement).toDataURL());
}
