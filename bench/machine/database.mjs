import { execFileSync } from 'node:child_process';
import { Advice } from '../../scripts/workspace/process.mjs';
import { PostgresClient } from '../packages.mjs';
import { endedChildrenSeconds, parentOf, processorSeconds } from './processes.mjs';

const SERVER_URL = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const PIN_EVERY_MS = 500;

/** The version of the PostgreSQL that is measured with. */
export async function postgresVersion() {
  const client = await connect();
  const version = (await client.query('show server_version')).rows[0].server_version;
  await client.end();
  return version.split(' ')[0];
}

/**
 * An empty database on the PostgreSQL of the tests. What serves it counts as part of the server: its processes are kept
 * on `core`, and `seconds()` is the processor time that this PostgreSQL has used. `drop` removes the database.
 *
 * @throws Advice when there is no PostgreSQL, or when it would not keep what it confirms.
 */
export async function createDatabase(core) {
  const client = await connect();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    if ((await client.query(`show ${setting}`)).rows[0][setting] === 'on') continue;
    throw new Advice(`The PostgreSQL of the benchmark has ${setting} off: what it confirms can be lost.`);
  }
  const name = `segue_bench_${process.pid}_${Date.now()}`;
  await client.query(`create database ${name}`);
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;

  const postmaster = parentOf((await client.query('select pg_backend_pid() as id')).rows[0].id);
  const pinned = new Set();
  const pin = async () => {
    const backends = await client.query('select pid from pg_stat_activity where datname = $1', [name]);
    for (const { pid } of backends.rows) if (!pinned.has(pid)) keepOn(core, pinned.add(pid) && pid);
  };
  const pinning = setInterval(() => void pin().catch(() => {}), PIN_EVERY_MS);
  return {
    url: url.href,
    seconds: () => (postmaster ? processorSeconds([postmaster]) + endedChildrenSeconds(postmaster) : 0),
    drop: async () => {
      clearInterval(pinning);
      await client.query(`drop database ${name} with (force)`);
      await client.end();
    },
  };
}

async function connect() {
  const client = new PostgresClient({ connectionString: SERVER_URL, connectionTimeoutMillis: 3000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new Advice(
      `The benchmark needs PostgreSQL: start it, or name one in TEST_DATABASE_URL (${error.message}).`,
    );
  }
  return client;
}

/** A process of another user, or on another machine, stays where it is: then the figures are a little less steady. */
function keepOn(core, processId) {
  try {
    execFileSync('taskset', ['-cp', core, String(processId)], { stdio: 'ignore' });
  } catch {
    // See above.
  }
}
