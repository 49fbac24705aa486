// npm run bench [-- name …]: runs bench/*.bench.mjs one after the other, all or those whose name contains a word.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { Advice, main, root, run } from './workspace/process.mjs';

await main(async () => {
  const words = process.argv.slice(2);
  const benches = readdirSync(join(root, 'bench'))
    .filter((file) => file.endsWith('.bench.mjs'))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
  if (benches.length === 0) throw new Advice('There is no such bench: bench/*.bench.mjs are run.');

  await ensureInstalled();
  await ensureBuilt();
  for (const bench of benches) {
    console.log(`\n${bench}`);
    if ((await run(process.execPath, [join('bench', bench)])) !== 0) process.exitCode = 1;
  }
});
