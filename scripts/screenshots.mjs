// npm run screenshots [-- --pictures | --tour]: takes pictures of every screen in every theme and size into
// docs/screenshots, and makes the animated tour of the README, on a server of its own with the demo film.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { provideChromium } from './testing/chromium.mjs';
import { findProgram } from './testing/programs.mjs';
import { temporaryFolder } from './testing/temporary-server.mjs';
import { startDemo } from './workspace/demo.mjs';
import { Advice, main, root } from './workspace/process.mjs';

const FOLDER = join(root, 'docs/screenshots');

await main(async () => {
  const only = process.argv[2];
  if (only !== undefined && only !== '--pictures' && only !== '--tour')
    throw new Advice('Say --pictures, --tour, or nothing for both.');
  // Asked before minutes of work.
  if (only !== '--pictures' && !findProgram('ffmpeg'))
    throw new Advice(
      'The tour is put together by ffmpeg, with libwebp: install it (Debian: apt-get install ffmpeg), or take the pictures alone: npm run screenshots -- --pictures',
    );
  const chromium = await provideChromium();
  const data = temporaryFolder('screenshots');
  let demo;
  try {
    demo = await startDemo({ SEGUE_DATA: data, PORT: '0', LOG_LEVEL: 'warn' });
    // What they stand on may have been installed only now.
    const { openStage } = await import('../apps/demo/pictures/stage.mjs');
    const { takePictures } = await import('../apps/demo/pictures/take-pictures.mjs');
    const { makeTour } = await import('../apps/demo/pictures/tour.mjs');
    const stage = await openStage(demo, chromium);
    try {
      // Pictures first: the tour writes notes and signs.
      if (only !== '--tour') await takePictures(stage, FOLDER);
      if (only !== '--pictures') await makeTour(stage, join(FOLDER, 'tour.webp'));
    } finally {
      await stage.close();
    }
  } finally {
    await demo?.stop();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
});
