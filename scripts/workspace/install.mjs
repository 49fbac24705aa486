import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Advice, root, run } from './process.mjs';

/** Makes sure that the node_modules of a folder is what its lock file says, with `npm ci` if it is not. */
export async function ensureInstalled(folder = root) {
  requireNode();
  const stampPath = join(folder, 'node_modules', '.segue-install');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted) return;

  console.log(`Installing the packages of ${relative(root, join(folder, 'package-lock.json'))}`);
  // Building and testing need the development packages, also where NODE_ENV says production.
  const [command, args, options] = npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  const code = await run(command, args, { ...options, cwd: folder });
  if (code !== 0) {
    throw new Advice('npm ci failed (see above). Check the network and the npm registry, then try again.');
  }
  writeFileSync(stampPath, wanted);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Advice(
    `Segue needs Node 20.19 or newer; this is ${process.versions.node}. Install the current LTS release from nodejs.org.`,
  );
}

/** The npm that started us, or the one on the path (a .cmd on Windows, which only a shell can start). */
function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return [process.execPath, [script, ...args]];
  return ['npm', args, { shell: process.platform === 'win32' }];
}
