import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Advice, root } from '../workspace/process.mjs';
import { canInstallPackages, findPostgresFolder, freePort, installPackages } from './programs.mjs';
import { startTemporaryServer, temporaryFolder } from './temporary-server.mjs';

const advice =
  'The tests need PostgreSQL: install it (Debian: apt-get install postgresql), or name a server in TEST_DATABASE_URL.';

/**
 * A PostgreSQL with the right to create databases: the one in TEST_DATABASE_URL, one that runs on this machine,
 * or one of our own. Resolves to its URL and a function that ends what was started.
 */
export async function providePostgres() {
  const named = process.env.TEST_DATABASE_URL;
  if (named) {
    if (await mayCreateDatabases(named)) return { url: named, stop: async () => {} };
    throw new Advice(
      'The database in TEST_DATABASE_URL does not answer, or its user may not create databases.',
    );
  }
  const running = 'postgres://postgres@127.0.0.1:5432/postgres';
  if (await mayCreateDatabases(running)) return { url: running, stop: async () => {} };

  if (!findPostgresFolder() && canInstallPackages()) await installPackages('postgresql');
  const programs = findPostgresFolder();
  if (!programs) throw new Advice(advice);
  return startPostgres(programs);
}

async function startPostgres(programs) {
  const folder = temporaryFolder('postgres');
  const port = await freePort();
  const owner = unprivilegedOwner();
  if (owner) chownSync(folder, owner.uid, owner.gid);

  const data = join(folder, 'data');
  const clusterOptions = [
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  execFileSync(join(programs, 'initdb'), ['-D', data, ...clusterOptions], {
    cwd: folder,
    ...owner,
    stdio: 'pipe',
  });

  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  // Test data need not survive a power cut; parallel test files need more than the default of 100 connections.
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    max_connections: 300,
  };
  const stop = await startTemporaryServer({
    command: join(programs, 'postgres'),
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    folder,
    owner,
    answers: () => mayCreateDatabases(url),
    stopSignal: 'SIGINT', // ends sessions and shuts down in order
  });
  return { url, stop };
}

/** PostgreSQL refuses to run as root: then it runs as the user its package made, or as nobody. */
function unprivilegedOwner() {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user: the next.
    }
  }
  throw new Advice('PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it.');
}

async function mayCreateDatabases(connectionString) {
  const { Client } = createRequire(join(root, 'package.json'))('pg');
  const client = new Client({ connectionString, connectionTimeoutMillis: 3000 });
  // A server that goes away while we look is told by the failing query.
  client.on('error', () => {});
  try {
    await client.connect();
    const sql = 'select rolcreatedb or rolsuper as allowed from pg_roles where rolname = current_user';
    return (await client.query(sql)).rows[0]?.allowed === true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
