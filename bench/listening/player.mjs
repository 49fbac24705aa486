// Measures the player in a browser: how soon it is heard, whether the picture keeps up, what it takes. bench/README.md has the
// command line.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { findProgram } from '../../scripts/testing/programs.mjs';
import { Advice, main, root } from '../../scripts/workspace/process.mjs';
import { describeMachine, PAGE, RESULTS, tidy, withSection } from './page.mjs';
import { playerSection } from './player-section.mjs';

await main(async () => {
  const { values: options } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      turns: { type: 'string', default: '20' },
      page: { type: 'boolean' },
    },
  });
  if (!findProgram('ffmpeg'))
    throw new Advice('The benchmark needs ffmpeg, to make a long movie of a short one.');
  mkdirSync(RESULTS, { recursive: true });
  const results = join(RESULTS, `${new Date().toISOString().replaceAll(':', '-')}-player.json`);
  Object.assign(process.env, {
    FIGURES_MINUTES: options.minutes,
    FIGURES_TURNS: options.turns,
    FIGURES_FILE: results,
  });
  const run = await startVitest('test', [], {
    root: join(root, 'apps/e2e'),
    include: ['src/listening/player.figures.ts'],
    run: true,
    watch: false,
  });
  await run.close();
  if (process.exitCode) throw new Error('It could not be measured.');
  const figures = JSON.parse(readFileSync(results, 'utf8'));
  const section = await tidy(playerSection({ ...describeMachine(), Minutes: options.minutes }, figures));
  if (options.page) writeFileSync(PAGE, await tidy(withSection(readFileSync(PAGE, 'utf8'), section)));
  else console.log(`\n${section}`);
  console.log(`Results: ${results}`);
});
