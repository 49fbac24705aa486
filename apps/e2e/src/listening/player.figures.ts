// Measures the player in the real room, for bench/listening/player.mjs. Not a test: nothing depends on what comes out.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openBrowser, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, MOVIE, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { lane, play, SECOND, sound, stems } from './expected.js';
import { openHall } from './hall.js';
import { rampWave } from './ramp-wave.js';
import { watchPlaying, type Watched } from './watch-playing.js';

const MINUTES = Number(process.env['FIGURES_MINUTES'] ?? '1');
const TURNS = Number(process.env['FIGURES_TURNS'] ?? '10');
const REEL_SECONDS = 12;

declare const playing: Watched;

describe('the player', () => {
  const figures: Record<string, unknown> = { minutes: MINUTES };
  let scene: ReviewScene;
  let browser: TestBrowser;
  let listener: PersonAtBrowser;
  const seconds = Math.max(REEL_SECONDS, MINUTES * 60);

  beforeAll(async () => {
    // Before there is a server: it would close a connection on which nothing comes for as long as they take.
    const waves = [rampWave(seconds, 0), rampWave(seconds, 1)];
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMovie(scene.cutId, { name: 'reel.mp4', bytes: await longMovie(seconds) });
    for (const [index, bytes] of waves.entries())
      await scene.composer.deliverMix(scene.cueId, { name: `1m01 v${index + 1}.wav`, bytes });
    listener = await browser.person('listener');
    await watchPlaying(listener, seconds);
    await sitDown(listener, scene.composer, scene.room);
    await listener.page.getByLabel('Waveform of v2').waitFor();
  }, 1_200_000);
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
    const to = process.env['FIGURES_FILE'];
    if (to !== undefined) await writeFile(to, JSON.stringify(figures));
    else console.log(JSON.stringify(figures, null, 1));
  });

  it('starts', async () => {
    const { page } = listener;
    await page.mouse.move(300, 300);
    await page.waitForLoadState('networkidle');
    figures['first start'] = await untilSound(page, 'Space');
    await page.keyboard.press('Space');
    const starts: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      starts.push(await untilSound(page, 'Space'));
      await page.keyboard.press('Space');
    }
    figures['start'] = starts;
  });

  it('goes elsewhere', async () => {
    const { page } = listener;
    const near: number[] = [];
    const far: number[] = [];
    await stand(page);
    await page.keyboard.press('Space');
    for (let turn = 0; turn < TURNS; turn++) {
      await page.waitForTimeout(500);
      near.push(await untilSound(page, 'Home'));
      await page.keyboard.press('=');
      const field = page.getByRole('textbox', { name: 'Go to timecode' });
      // A part of a segment further each time: mostly to what was not fetched yet, where the film is long enough.
      const at = Math.round(24 * ((20 + turn * 17) % (seconds - 1)));
      await field.fill(labelOf(at));
      far.push(await untilSound(page, 'Enter'));
    }
    figures['seek, here'] = near;
    figures['seek, elsewhere'] = far;
  });

  it('switches', async () => {
    const { page } = listener;
    await stand(page);
    await page.keyboard.press('Space');
    await page.waitForTimeout(1000);
    const switches: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      switches.push(await untilFade(page, turn % 2 ? 'Digit2' : 'Digit1'));
      await page.waitForTimeout(200);
    }
    figures['switch'] = switches;
  });

  it(
    'keeps the picture with the sound',
    async () => {
      const { page } = listener;
      await stand(page);
      await page.evaluate(() => {
        playing.frames.length = 0;
      });
      await page.keyboard.press('Space');
      await page.waitForTimeout(seconds * 1000 - 1000);
      const frames = await page.evaluate(() => playing.frames);
      const steady = frames
        .filter(({ film }) => film > 3)
        .map(({ mediaTime, film }) => 1000 * (film - mediaTime));
      const off = steady.map(Math.abs).sort((a, b) => a - b);
      const share = (part: number) => off[Math.min(off.length - 1, Math.floor(part * off.length))];
      figures['picture'] = {
        frames: steady.length,
        mean: steady.reduce((sum, each) => sum + each, 0) / steady.length,
        p50: share(0.5),
        p95: share(0.95),
        p99: share(0.99),
        max: off.at(-1),
      };
      if (process.env['FIGURES_FRAMES'])
        await writeFile(process.env['FIGURES_FRAMES'], JSON.stringify(frames));
    },
    MINUTES * 60_000 + 60_000,
  );

  it('takes memory', async () => {
    figures['memory of the room, MB'] = await rendererMegabytes(browser);
    const hall = await openHall();
    figures['memory of an empty page, MB'] = await rendererMegabytes(hall);
    const names = ['strings', 'brass', 'choir', 'drums', 'keys', 'synths'];
    const facts = { samples: 3600 * 48_000, segmentSamples: 5 * 48_000 };
    const jumps = Array.from({ length: 60 }, (_, index) => ({
      at: (index + 1) / 2,
      start: { position: (index + 1) * 59 * SECOND, speed: 1 as const },
    }));
    const most = await hall.perform({
      rate: 48_000,
      seconds: 61,
      sounds: Object.fromEntries(names.map((name, seed) => [name, sound({ seed }, facts)])),
      acts: [play(stems(...names.map((name) => lane(name))), 0), ...jumps],
      // As the app bounds it.
      maxBytes: 96_000_000,
    });
    figures['decoded at most, MB'] = most / 1e6;
    figures['memory of a page with six stems of an hour, MB'] = await rendererMegabytes(hall);
    await hall.close();
  }, 300_000);
});

/** Has the room stand, wherever it was. */
async function stand(page: Page): Promise<void> {
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  if (await pause.isVisible()) await pause.click();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await page.keyboard.press('Home');
}

/** Milliseconds from a key to the first sample that it makes sound. */
async function untilSound(page: Page, key: string): Promise<number> {
  await page.evaluate(() => {
    playing.begin();
  });
  await page.keyboard.press(key);
  return page.waitForFunction(() => playing.soundAfter()).then((handle) => handle.jsonValue());
}

/** Milliseconds from a key to the first sample of the other version. */
async function untilFade(page: Page, key: string): Promise<number> {
  await page.evaluate(() => {
    playing.begin();
  });
  await page.keyboard.press(key);
  return page.waitForFunction(() => playing.fadeAfter()).then((handle) => handle.jsonValue());
}

/** The fixture over and over. */
async function longMovie(seconds: number): Promise<Buffer> {
  if (seconds <= REEL_SECONDS) return readFile(MOVIE);
  const folder = await mkdtemp(join(tmpdir(), 'segue-movie-'));
  const to = join(folder, 'reel.mp4');
  const turns = String(Math.ceil(seconds / REEL_SECONDS) - 1);
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-stream_loop', turns, '-i', MOVIE, '-c', 'copy', to]);
  const bytes = await readFile(to);
  await rm(folder, { recursive: true });
  return bytes;
}

/** What the largest page of a browser takes of the machine's memory for itself. */
async function rendererMegabytes({
  processes,
}: {
  processes: () => Promise<readonly number[]>;
}): Promise<number> {
  const sizes = await Promise.all(
    (await processes()).map(async (id) => {
      const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8');
      return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1000;
    }),
  );
  return Math.max(...sizes);
}
