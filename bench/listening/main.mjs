// Measures the reading of delivered sound beside ffmpeg, through the built library. bench/README.md has the command line.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram } from '../../scripts/testing/programs.mjs';
import { Advice, main } from '../../scripts/workspace/process.mjs';
import { ffmpegReads, ffmpegVersion, outputOf } from './ffmpeg.mjs';
import { material } from './material.mjs';
import { describeMachine, PAGE, RESULTS, tidy, withSection } from './page.mjs';
import { listeningSection } from './section.mjs';

const READER = join(import.meta.dirname, 'read.mjs');

await main(async () => {
  const { values: options } = parseArgs({
    options: {
      listening: { type: 'boolean' },
      rounds: { type: 'string', default: '3' },
      minutes: { type: 'string', default: '10' },
      page: { type: 'boolean' },
      // For the servers.
      kills: { type: 'string' },
    },
  });
  if (!findProgram('ffmpeg'))
    throw new Advice('The benchmark needs ffmpeg, to make its files and to compare with.');
  const rounds = Number(options.rounds);
  const minutes = Number(options.minutes);
  const files = await material(join(RESULTS, 'listening'), minutes);
  const machine = { ...describeMachine(), ffmpeg: await ffmpegVersion(), Minutes: minutes, Rounds: rounds };
  const lines = await measure(files, rounds);

  const results = join(RESULTS, `${new Date().toISOString().replaceAll(':', '-')}-listening.jsonl`);
  mkdirSync(RESULTS, { recursive: true });
  for (const line of [{ machine }, ...lines]) appendFileSync(results, `${JSON.stringify(line)}\n`);
  const section = listeningSection(machine, lines);
  if (options.page) writeFileSync(PAGE, await tidy(withSection(readFileSync(PAGE, 'utf8'), section)));
  else console.log(`\n${await tidy(section)}`);
  console.log(`Results: ${results}`);
});

/** Within a round ours and ffmpeg take turns. */
async function measure(files, rounds) {
  const lines = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, path] of Object.entries(files)) {
      const decode = await ffmpegReads(path, 'decode');
      const read = async (what, others) => {
        const ours = JSON.parse(await outputOf(process.execPath, [READER, path, what]));
        lines.push({ round, name: `${name} ${what}`, outcome: { ours, decode, ...others } });
        console.log(
          `${round} ${name} ${what}`.padEnd(17),
          JSON.stringify({ ours, decode, ...others }, rounded),
        );
      };
      await read('peaks', {});
      await read('all', { ebur128: await ffmpegReads(path, 'ebur128') });
      await read('whole', {});
    }
  }
  return lines;
}

function rounded(_key, value) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
