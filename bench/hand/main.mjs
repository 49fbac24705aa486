// Measures how the app feels in the hand: how soon a room can be used, frames, keys. bench/README.md has the command line.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { main, root } from '../../scripts/workspace/process.mjs';
import { describeMachine, PAGE, RESULTS, tidy, withSection } from '../listening/page.mjs';
import { handSection } from './section.mjs';

await main(async () => {
  const { values: options } = parseArgs({
    options: {
      hand: { type: 'boolean' },
      rounds: { type: 'string', default: '3' },
      cues: { type: 'string', default: '400' },
      notes: { type: 'string', default: '2000' },
      // A part of the names of what is measured.
      only: { type: 'string', default: '' },
      // Says what long frames were spent on.
      why: { type: 'boolean' },
      // Written on the page: what else ran meanwhile.
      beside: { type: 'string' },
      page: { type: 'boolean' },
    },
  });
  mkdirSync(RESULTS, { recursive: true });
  const results = join(RESULTS, `${new Date().toISOString().replaceAll(':', '-')}-hand.json`);
  Object.assign(process.env, {
    FIGURES_ROUNDS: options.rounds,
    FIGURES_CUES: options.cues,
    FIGURES_NOTES: options.notes,
    FIGURES_ONLY: options.only,
    FIGURES_FILE: results,
    ...(options.why && { FIGURES_WHY: 'yes' }),
  });
  const run = await startVitest('test', [], {
    root: join(root, 'apps/e2e'),
    include: ['src/hand/hand.figures.ts'],
    run: true,
    watch: false,
    disableConsoleIntercept: true,
  });
  await run.close();
  if (process.exitCode) throw new Error('It could not be measured.');
  const figures = JSON.parse(readFileSync(results, 'utf8'));
  const machine = { ...describeMachine(), Rounds: options.rounds };
  if (options.beside) machine.Beside = options.beside;
  const section = await tidy(handSection(machine, figures));
  if (options.page) writeFileSync(PAGE, await tidy(withSection(readFileSync(PAGE, 'utf8'), section)));
  else console.log(`\n${section}`);
  console.log(`Results: ${results}`);
});
