import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Advice, root, runTool } from './process.mjs';

const cache = join(root, '.cache');
const stampPath = join(cache, 'build.sha256');
const generated = new Set(['node_modules', 'dist', 'out-tsc', 'test-results']);

/** Builds every project. Resolves to the exit code of nx. */
export async function build() {
  return buildProjects([]);
}

/** Builds the server, the web app, what lays the demo film and the libs below them, unless they are built from exactly these sources. */
export async function ensureBuilt() {
  const wanted = sourceHash();
  if (isBuilt() && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted) return;

  console.log('Building');
  if ((await buildProjects(['--projects=@segue/server,@segue/web,@segue/demo'])) !== 0) {
    throw new Advice('The build failed (see above).');
  }
  mkdirSync(cache, { recursive: true });
  writeFileSync(stampPath, wanted);
}

/** The path of a built entry of the server, such as `main.js`. */
export function serverEntry(name) {
  const path = join(root, 'apps/server/dist', name);
  if (!existsSync(path)) throw new Advice(`The build left no ${relative(root, path)}: is its source there?`);
  return path;
}

async function buildProjects(selection) {
  rmSync(stampPath, { force: true });
  return runTool('nx', ['run-many', '-t', 'build', '--parallel=2', '--output-style=static', ...selection]);
}

function isBuilt() {
  const entries = ['apps/server/dist/main.js', 'apps/web/dist/index.html', 'apps/demo/dist/main.js'];
  for (const lib of readdirSync(join(root, 'libs'))) {
    if (existsSync(join(root, 'libs', lib, 'package.json'))) entries.push(`libs/${lib}/dist/index.js`);
  }
  return entries.every((entry) => existsSync(join(root, entry)));
}

/** Contents, not dates: a fresh checkout or a touched file is no change. A few hundred files take milliseconds. */
function sourceHash() {
  const hash = createHash('sha256').update(process.versions.node);
  const files = ['package-lock.json', 'tsconfig.base.json', 'nx.json'].map((name) => join(root, name));
  for (const folder of ['libs', 'apps/server', 'apps/web', 'apps/demo/src'])
    files.push(...filesBelow(join(root, folder)));
  for (const file of files.sort())
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (generated.has(entry.name) || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
