import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loaded } from './stage.mjs';

/** What people see, in CSS pixels; the tour shows it at eight tenths. */
const VIEW = { width: 1200, height: 750 };
const SHOWN = { width: 960, height: 600, caption: 44 };

/** Makes the tour of the README into `file`: a note from the director to the composer, and a signature of the producer. */
export async function makeTour(stage, file) {
  const reel = await openReel(stage);
  const director = await stage.sit('director', VIEW);
  const composer = await stage.sit('composer', VIEW);
  const producer = await stage.sit('producer', VIEW);

  console.log('Tour: the director');
  await openDirectorsPage(director, stage);
  await openToDo(composer, stage);
  reel.says('The director plays. Space is all it takes.');
  await reel.take(director, 1.2);
  await director.keyboard.press('Space');
  await reel.follow(director, 2.4);
  reel.says('The first letter holds the picture; Return sends the note.');
  await reel.type(director, 'The horn is early. Let me read the title first.', 8);
  await reel.take(director, 0.8);
  await director.keyboard.press('Enter');
  await director.keyboard.press('Space');
  await reel.take(director, 1);

  console.log('Tour: the composer');
  reel.says('The composer has it in the to-do at once, and answers by keyboard.');
  const note = composer
    .getByRole('article', { name: /by Dora Lindqvist/ })
    .filter({ hasText: 'The horn is early' });
  await note.getByRole('button', { name: 'Answer' }).and(composer.locator(':enabled')).waitFor();
  await note.focus();
  await reel.take(composer, 1.8);
  await composer.keyboard.press('c');
  await reel.type(composer, 'Two beats later, then.', 4);
  await composer.keyboard.press('Enter');
  await note.getByText('Two beats later, then.').waitFor();
  await reel.take(composer, 0.8);
  await composer.keyboard.press('r');
  await note.getByText('Resolved', { exact: true }).waitFor();
  await reel.take(composer, 1.4);

  console.log('Tour: the producer');
  await producer.goto(`${stage.room('1m01')}?panel=sign-off&at=01:00:09:00`);
  const hold = producer.getByRole('button', { name: /^(Hold to approve|Choose a decision to sign)$/ });
  await hold.waitFor();
  await producer.getByLabel('Waveform of v2').waitFor();
  reel.says('The producer sees exactly what is signed, and signs by holding.');
  await loaded(producer);
  await reel.take(producer, 1.6);
  await producer.getByRole('radio', { name: 'Approve', exact: true }).check();
  await hold.scrollIntoViewIfNeeded();
  await reel.take(producer, 0.8);
  await hold.hover();
  await producer.mouse.down();
  await reel.follow(producer, 0.9);
  const decided = producer.getByRole('table', { name: 'Decisions so far' }).getByText('Paul Okafor');
  await decided.first().waitFor();
  await producer.mouse.up();
  await producer.getByRole('heading', { name: 'Sign-off of v2' }).scrollIntoViewIfNeeded();
  await loaded(producer);
  await reel.take(producer, 2.2);

  await reel.write(file);
  for (const page of [director, composer, producer]) await page.context().close();
}

async function openDirectorsPage(page, { room }) {
  await page.goto(`${room('1m01')}?at=01:00:01:00`);
  await page.getByRole('textbox', { name: 'What do you feel here?' }).and(page.locator(':enabled')).waitFor();
  await loaded(page);
}

async function openToDo(page, { film }) {
  await page.goto(`${film}?tab=to-do`);
  await page.getByRole('article').first().waitFor();
}

/** Collects frames, each with the seconds it is shown and the words below it. */
async function openReel(stage) {
  const folder = mkdtempSync(join(tmpdir(), 'segue-tour-'));
  const table = await stage.sit('stranger', { width: SHOWN.width, height: SHOWN.height + SHOWN.caption });
  await table.setContent(`<style>
    body { margin: 0; background: #000; color: #fff; font: 17px/${SHOWN.caption}px sans-serif; text-align: center }
    img { display: block; width: ${SHOWN.width}px; height: ${SHOWN.height}px }
    </style><img><div></div>`);
  const frames = [];
  let words = '';

  async function take(page, seconds) {
    frames.push({ shot: await page.screenshot({ type: 'jpeg', quality: 95 }), caption: words, seconds });
  }

  /** Sets the words below a frame, and puts it into the folder. */
  async function develop({ shot, caption }, name) {
    await table.evaluate(
      async ([source, below]) => {
        const image = document.querySelector('img');
        image.src = source;
        document.querySelector('div').textContent = below;
        await image.decode();
      },
      [`data:image/jpeg;base64,${shot.toString('base64')}`, caption],
    );
    await table.screenshot({ path: join(folder, name) });
  }

  return {
    /** The words below the frames that follow. */
    says: (caption) => (words = caption),
    take,
    /** Takes frames as fast as they come, for some seconds, each shown as long as it took. */
    follow: async (page, seconds) => {
      const start = performance.now();
      for (let before = start; before - start < seconds * 1000;) {
        await take(page, 0);
        const now = performance.now();
        frames.at(-1).seconds = (now - before) / 1000;
        before = now;
      }
    },
    /** Types `text` in so many steps. */
    type: async (page, text, steps) => {
      const length = Math.ceil(text.length / steps);
      for (let at = 0; at < text.length; at += length) {
        await page.keyboard.type(text.slice(at, at + length));
        await take(page, 0.18);
      }
    },
    /** Puts all frames together as an animated WebP that runs for ever. */
    write: async (file) => {
      for (const [index, frame] of frames.entries()) await develop(frame, `${index}.png`);
      const list = frames.map(({ seconds }, index) => `file ${index}.png\nduration ${seconds.toFixed(3)}\n`);
      // The last frame's length is heeded only where another one follows.
      writeFileSync(join(folder, 'list.txt'), `${list.join('')}file ${frames.length - 1}.png\n`);
      const input = ['-f', 'concat', '-i', join(folder, 'list.txt')];
      const output = ['-fps_mode', 'vfr', '-c:v', 'libwebp_anim', '-q:v', '85', '-compression_level', '6'];
      const { status, stderr } = spawnSync(
        'ffmpeg',
        ['-nostdin', '-y', '-loglevel', 'error', ...input, ...output, '-loop', '0', file],
        { encoding: 'utf8' },
      );
      rmSync(folder, { recursive: true, force: true });
      if (status !== 0) throw new Error(`ffmpeg ended with ${status}: ${stderr}`);
      const length = frames.reduce((sum, { seconds }) => sum + seconds, 0);
      console.log(`Tour: ${frames.length} frames, ${length.toFixed(1)} s, ${file}`);
    },
  };
}
