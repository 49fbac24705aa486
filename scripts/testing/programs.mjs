import { accessSync, constants, readdirSync, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { run } from '../workspace/process.mjs';

/** The first of these programs that is on the path, as an absolute path, or undefined. */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** The newest folder with PostgreSQL's own programs: the one on the path, or Debian's, which is on no path. */
export function findPostgresFolder() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((v) => join(debian, v, 'bin')),
  ];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => isProgram(join(folder, name))));
}

/** Whether Debian packages can be installed here: on Debian or a relative of it, and as root. */
export function canInstallPackages() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

let listsAreFresh = false;

/** Installs Debian packages. Resolves to whether it worked; apt says on the console what did not. */
export async function installPackages(...packages) {
  console.log(`Installing ${packages.join(' ')}`);
  // apt's progress is for reading, not for the count on the last line: it goes where errors go.
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 2, 2] };
  // A failing update is not the end: the lists that are there may do.
  if (!listsAreFresh) listsAreFresh = (await run('apt-get', ['update', '-qq'], options)) === 0;
  return (
    (await run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', ...packages], options)) === 0
  );
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
