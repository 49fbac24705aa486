// npm run dev: the server on PORT (3000), rebuilt and restarted as its sources change, and Vite on 5173 before it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, serverEntry } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { main, root, toolPath } from './workspace/process.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();

  const env = { ...process.env, PORT: process.env.PORT ?? '3000' };
  // The browser's origin is Vite's, and the server refuses writes from any other.
  env.SEGUE_PUBLIC_URL ??= 'http://localhost:5173';
  const children = [
    start([toolPath('typescript', 'tsc'), '--build', 'apps/server', '--watch', '--preserveWatchOutput'], env),
    start(['--watch', '--enable-source-maps', serverEntry('main.js')], env),
    start([toolPath('vite'), '--port', '5173', '--strictPort'], env, join(root, 'apps/web')),
  ];

  const stop = () => children.forEach((child) => child.kill());
  process.on('SIGINT', stop).on('SIGTERM', stop);
  // One that ends takes the others along: half a development server only confuses.
  for (const child of children) child.once('exit', stop);
});

function start(args, env, cwd = root) {
  return spawn(process.execPath, args, { cwd, env, stdio: 'inherit' });
}
