// npm run bench [-- options]: builds Segue and measures its sync server beside others. bench/README.md has the options.
import { cpus } from 'node:os';
import { findProgram } from './testing/programs.mjs';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { Advice, main, run } from './workspace/process.mjs';

await main(async () => {
  for (const program of ['taskset', 'redis-server'])
    if (!findProgram(program)) throw new Advice(`The benchmark needs ${program}, on Linux.`);
  if (cpus().length < 2) throw new Advice('The benchmark needs two cores: one for servers, one for clients.');
  await ensureInstalled();
  await ensureBuilt();
  const clientCore = '1';
  const load = [process.execPath, 'bench/main.mjs', ...process.argv.slice(2)];
  process.exitCode = await run('taskset', ['-c', clientCore, ...load]);
});
