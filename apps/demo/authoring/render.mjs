// Draws the picture of the demo film. Run by hand when the drawing changes, after a build; needs Chromium, and for the
// movies an ffmpeg with libx264:
//   node apps/demo/authoring/render.mjs          both cuts, into apps/demo/film
//   node apps/demo/authoring/render.mjs FOLDER   stills of each shot, to look at
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { eventsOf, label, RATE, SHOTS, START } from '../dist/shots.js';

const SIZE = { width: 960, height: 540 };
const film = join(import.meta.dirname, '../film');

const browser = await chromium.launch({
  executablePath: process.env.SEGUE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: SIZE });
await page.setContent(`<canvas width=${SIZE.width} height=${SIZE.height}></canvas>`);
await page.addScriptTag({ content: readFileSync(join(import.meta.dirname, 'picture.js'), 'utf8') });

const [stills] = process.argv.slice(2);
if (stills !== undefined) {
  mkdirSync(stills, { recursive: true });
  for (const { name, frames } of SHOTS)
    for (const part of [0.25, 0.75])
      writeFileSync(
        join(resolve(stills), `${name}-${part * 100}.jpg`),
        await draw(name, Math.floor(frames * part), frames, 'still', ''),
      );
} else {
  mkdirSync(film, { recursive: true });
  for (const cut of [1, 2]) await renderCut(cut);
}
await browser.close();

async function renderCut(cut) {
  const options =
    '-c:v libx264 -preset veryslow -crf 30 -tune animation -pix_fmt yuv420p -g 24 -movflags +faststart';
  const input = ['-f', 'image2pipe', '-framerate', String(RATE), '-c:v', 'mjpeg', '-i', '-'];
  const output = join(film, `night-train-cut-${cut}.mp4`);
  const encoder = spawn('ffmpeg', ['-y', '-loglevel', 'error', ...input, ...options.split(' '), output], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  for (const { shot, frames, record } of eventsOf(cut)) {
    for (let frame = 0; frame < frames; frame++) {
      const burnt = label(START * RATE + record + frame);
      const source = `${shot.reel}  ${label(shot.hour * 3600 * RATE + frame)}`;
      if (!encoder.stdin.write(await draw(shot.name, frame, shot.frames, burnt, source)))
        await once(encoder.stdin, 'drain');
    }
  }
  encoder.stdin.end();
  const [code] = await once(encoder, 'exit');
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}

/** One frame as JPEG. */
async function draw(shot, frame, frames, burnt, source) {
  const data = await page.evaluate(
    ([...given]) => {
      const canvas = document.querySelector('canvas');
      globalThis.drawFrame(canvas.getContext('2d'), ...given);
      return canvas.toDataURL('image/jpeg', 0.95);
    },
    [shot, frame, frames, burnt, source],
  );
  return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
}
