// Measures how the app feels in the hand, for bench/hand/main.mjs. Not a test: nothing depends on what comes out.
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { ApiClient } from '../harness/api-client.js';
import { openBrowser, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { firstLoadBytes } from '../harness/first-load.js';
import { sitDown, type ReviewScene } from '../harness/review-scene.js';
import { setLargeScene } from './large-film.js';
import { watchHand, type WatchedHand } from './watch-hand.js';

const ROUNDS = Number(process.env['FIGURES_ROUNDS'] ?? '3');
const CUES = Number(process.env['FIGURES_CUES'] ?? '400');
const NOTES = Number(process.env['FIGURES_NOTES'] ?? '2000');
/** Which acts are measured, by a part of their name. */
const ONLY = process.env['FIGURES_ONLY'] ?? '';
/** What most rooms hold. */
const USUAL = { cues: 40, notes: 40 };
/** Notes of a colleague in a round: of a hundred the slowest one may be the machine's. */
const TURNS = 34;
const VIEW = { width: 1920, height: 1080 };

declare const hand: WatchedHand;

describe('in the hand', { timeout: 900_000 }, () => {
  const waits: Record<string, number[]> = {};
  const frames: Record<string, number[][]> = {};
  let scene: ReviewScene;
  let usual: ReviewScene;
  let browser: TestBrowser;

  beforeAll(async () => {
    scene = await setLargeScene(CUES, NOTES);
    [usual, browser] = await Promise.all([setLargeScene(USUAL.cues, USUAL.notes), openBrowser()]);
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    await Promise.all([scene, usual].map(({ server }) => server.stop()));
    const figures = { cues: CUES, notes: NOTES, usual: USUAL, bundle: await firstLoadBytes(), waits, frames };
    const to = process.env['FIGURES_FILE'];
    if (to !== undefined) await writeFile(to, JSON.stringify(figures));
  });

  async function sit(name: string, who: ApiClient, path: string): Promise<PersonAtBrowser> {
    const at = await browser.person(name, { view: VIEW });
    // What misses by far is measured too.
    at.context.setDefaultTimeout(120_000);
    await watchHand(at);
    await sitDown(at, who, path);
    return at;
  }

  /** Once a browser keeps the app for itself: while it fetches every page, in the first seconds, it is busy with that. */
  async function atRest(page: Page): Promise<void> {
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }

  function note(name: string, ...values: readonly number[]): void {
    (waits[name] ??= []).push(...values);
    console.log(name, values.map((value) => value.toFixed(1)).join(' '));
  }

  /** Does something twice, first to warm up, and keeps the frames of the second time. */
  async function feel(page: Page, name: string, act: () => Promise<unknown>): Promise<void> {
    if (!name.includes(ONLY)) return;
    await act();
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      hand.begin();
    });
    await act();
    await page.waitForTimeout(300);
    const felt = await page.evaluate(() => hand.end());
    (frames[name] ??= []).push([...felt.frames]);
    const sorted = [...felt.frames].sort((a, b) => a - b);
    const share = (part: number) => (sorted[Math.ceil(part * sorted.length) - 1] ?? NaN).toFixed(1);
    console.log(`${name}: ${sorted.length} frames, p50 ${share(0.5)} p99 ${share(0.99)} max ${share(1)}`);
    if (process.env['FIGURES_WHY']) console.log(felt.scripts.slice(0, 8).join('\n'));
  }

  async function type(page: Page, name: string, field: Locator): Promise<void> {
    if (!name.includes(ONLY)) return;
    await field.click();
    for (const take of ['warm', 'real']) {
      if (take === 'real')
        await page.evaluate(() => {
          hand.begin();
        });
      await page.keyboard.type('What is typed here is read at once.', { delay: 60 });
    }
    await page.waitForTimeout(100);
    note(name, ...(await page.evaluate(() => hand.keys)));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Escape');
  }

  for (let round = 1; round <= ROUNDS; round++) {
    it(`opens the room, round ${round}`, async () => {
      for (const [room, { composer, room: path }] of [
        ['room', usual],
        ['room of thousands', scene],
      ] as const) {
        const at = await sit('first visit', composer, path);
        for (const name of [`${room} usable, first visit`, `${room} usable, again`]) {
          await at.page.waitForFunction(() => hand.usable);
          note(name, (await at.page.evaluate(() => hand.usable)) ?? NaN);
          await at.page.waitForLoadState('networkidle');
          await at.page.reload();
        }
        await at.context.close();
      }
    });

    it(`moves in the room, round ${round}`, async () => {
      const { page, context } = await sit('composer', scene.composer, scene.room);
      await page.waitForFunction(() => hand.usable);
      await atRest(page);
      const list = page.getByRole('feed');
      await feel(page, 'scrolling the notes', () => wheel(page, list, 40, 400));
      await feel(page, 'filtering the notes', async () => {
        const state = page.getByRole('combobox', { name: 'State' });
        const kind = page.getByRole('combobox', { name: 'Kind' }).first();
        for (const [field, key] of [
          [state, 'ArrowDown'],
          [kind, 'ArrowDown'],
          [kind, 'ArrowDown'],
          [kind, 'Home'],
          [state, 'Home'],
        ] as const) {
          await field.focus();
          await page.keyboard.press(key);
          await page.waitForTimeout(300);
        }
      });
      const wave = page.getByRole('img', { name: /^Waveform of/ });
      await feel(page, 'zooming the waveform', () => zoom(page, wave));
      await feel(page, 'scrubbing', async () => {
        const { x, y, width } = await boxOf(wave);
        await page.mouse.move(x + 50, y + 8);
        await page.mouse.down();
        await page.mouse.move(x + width - 50, y + 8, { steps: 120 });
        await page.mouse.up();
      });
      await feel(page, 'zooming the strip in the room', () =>
        zoom(page, page.getByRole('list', { name: 'Cues' })),
      );
      await type(page, 'typing a note', page.getByRole('textbox', { name: 'New note' }));
      await context.close();
    });

    it(`looks at an empty page, round ${round}`, async () => {
      const at = await browser.person('nobody', { view: VIEW });
      await watchHand(at);
      const { page, context } = at;
      await page.goto(`${scene.server.url}/segue.webmanifest`);
      // What the machine itself leaves out, whatever is shown.
      await feel(page, 'nothing (an empty page)', async () => {
        for (let press = 0; press < 60; press++) await page.keyboard.press('ArrowDown');
        await wheel(page, page.locator('body'), 60, 400);
      });
      await context.close();
    });

    it(`hears a colleague, round ${round}`, async () => {
      if (!'note of a colleague'.includes(ONLY)) return;
      const writer = await sit('director', scene.director, scene.room);
      const reader = await sit('producer', scene.producer, scene.room);
      for (const { page } of [writer, reader]) {
        await page.waitForFunction(() => hand.usable);
        await atRest(page);
      }
      for (let turn = 0; turn <= TURNS; turn++) {
        const words = `Seen at once, ${round}/${turn}.`;
        await writer.page.keyboard.press('Home');
        await writer.page.getByRole('textbox', { name: 'New note' }).fill(words);
        const painted = reader.page.evaluate((text) => hand.painted(text), words);
        await reader.page.evaluate(() => 0);
        await writer.page.keyboard.press('Enter');
        const seen = await painted;
        const wait = seen - (await writer.page.evaluate(() => hand.entered));
        // The first one is for warming up.
        if (turn > 0) note('note of a colleague', wait);
        await writer.page.keyboard.press('Escape');
        // It is taken back, so that the list shows the next one at the same place, …
        await writer.page.keyboard.press('ControlOrMeta+Z');
        // … and nobody writes that one in the same moment: what follows from this one is over by then.
        await writer.page.waitForTimeout(2000);
      }
      await writer.context.close();
      await reader.context.close();
    });

    it(`moves on the page of the film, round ${round}`, async () => {
      const { page, context } = await sit('owner', scene.composer, `/films/${scene.film.id}`);
      const table = page.getByRole('table');
      await table.getByRole('row').nth(20).waitFor();
      await atRest(page);
      await feel(page, 'scrolling the sheet', () => wheel(page, table, 30, 400));
      const search = page.getByRole('search').getByRole('textbox');
      await feel(page, 'filtering the sheet', async () => {
        await search.click();
        await page.keyboard.type('hope 1', { delay: 100 });
        for (let press = 0; press < 6; press++) {
          await page.waitForTimeout(100);
          await page.keyboard.press('Backspace');
        }
      });
      await feel(page, 'sorting the sheet', async () => {
        for (const name of ['Title', 'Title', 'In', 'In', 'In']) {
          await table.getByRole('button', { name, exact: true }).click();
          await page.waitForTimeout(300);
        }
      });
      await feel(page, 'walking the sheet', async () => {
        await table.getByRole('textbox').nth(1).click();
        for (let press = 0; press < 60; press++) await page.keyboard.press('ArrowDown');
      });
      await type(page, 'typing in the sheet', table.getByRole('textbox', { name: /^Title/ }).nth(3));
      const strip = page.getByRole('list', { name: 'Cues' });
      await feel(page, 'zooming the strip', () => zoom(page, strip));
      await feel(page, 'walking the strip', async () => {
        await strip.getByRole('link').first().focus();
        for (let press = 0; press < 60; press++) await page.keyboard.press('ArrowRight');
      });
      await feel(page, 'pointing along the strip', async () => {
        const { x, y, width } = await boxOf(strip);
        await page.mouse.move(x + 10, y + 10);
        await page.mouse.move(x + width - 10, y + 10, { steps: 120 });
      });
      await context.close();
    });
  }
});

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('It is not on the screen.');
  return box;
}

/** Turns the wheel over something: as many notches, half of them back. */
async function wheel(page: Page, over: Locator, notches: number, by: number): Promise<void> {
  const { x, y, width } = await boxOf(over);
  await page.mouse.move(x + width / 2, Math.min(y + 200, VIEW.height - 40));
  for (let notch = 0; notch < notches; notch++) {
    await page.mouse.wheel(0, notch < notches / 2 ? by : -by);
    await page.waitForTimeout(40);
  }
}

/** Zooms by the wheel, closer and back. */
async function zoom(page: Page, over: Locator): Promise<void> {
  const { x, y, width, height } = await boxOf(over);
  await page.mouse.move(x + width / 3, y + height / 2);
  await page.keyboard.down('Control');
  for (let notch = 0; notch < 50; notch++) {
    await page.mouse.wheel(0, notch < 25 ? -40 : 40);
    await page.waitForTimeout(16);
  }
  await page.keyboard.up('Control');
}
