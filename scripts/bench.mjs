// npm run bench [-- options]: builds Segue and measures it beside others, its sync server, its formats and its reading of
// sound; and, by itself, how it feels in the hand. bench/README.md has the options.
import { cpus } from 'node:os';
import { findProgram } from './testing/programs.mjs';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { Advice, main, run } from './workspace/process.mjs';

await main(async () => {
  for (const program of ['taskset', 'redis-server', 'ffmpeg'])
    if (!findProgram(program)) throw new Advice(`The benchmark needs ${program}, on Linux.`);
  if (cpus().length < 2) throw new Advice('The benchmark needs two cores: one for servers, one for clients.');
  await ensureInstalled();
  await ensureBuilt();
  const clientCore = '1';
  const options = process.argv.slice(2);
  const chosen = (...names) => options.some((option) => names.includes(option.split('=')[0]));
  const benches = [];
  if (!chosen('--formats', '--markers', '--listening', '--hand')) benches.push(['bench/main.mjs']);
  if (!chosen('--scenario', '--target', '--listening', '--hand')) benches.push(['bench/formats/main.mjs']);
  if (chosen('--listening')) benches.push(['bench/listening/main.mjs']);
  else if (!chosen('--scenario', '--target', '--formats', '--markers', '--hand', '--report'))
    benches.push(['bench/listening/main.mjs', '--page']);
  for (const bench of benches) {
    const code = await run('taskset', ['-c', clientCore, process.execPath, ...bench, ...options]);
    process.exitCode ||= code;
  }
  // A browser takes both cores, as it would at a desk.
  if (chosen('--hand')) process.exitCode ||= await run(process.execPath, ['bench/hand/main.mjs', ...options]);
});
