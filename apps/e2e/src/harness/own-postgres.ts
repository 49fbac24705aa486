import { execFileSync } from 'node:child_process';
import { chownSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderWith, freePort, startProgram, type Owner } from './own-program.js';

/** A PostgreSQL of one test's own, which may be killed. */
export interface OwnPostgres {
  readonly url: string;
  /** The server process and the processes of its connections. */
  processIds(): number[];
  /** Who they run as; undefined when it is this process's own user. */
  readonly owner: Owner | undefined;
  /** Ends every process of it without any warning. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and the same data, unless it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A dying process holds its shared memory for a moment longer than its parent lives. */
const STARTS = 50;

/**
 * Makes an empty PostgreSQL and starts it.
 *
 * @throws Error when PostgreSQL is not installed
 */
export async function ownPostgres(): Promise<OwnPostgres> {
  const programs = folderWith('initdb', 'postgres');
  if (programs === undefined) {
    throw new Error(
      'These tests kill a PostgreSQL of their own: install it (Debian: apt-get install postgresql).',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'segue-postgres-'));
  const owner = unprivilegedOwner();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  // WAL segments of 1 MB, so that files can be kept from growing without keeping the WAL from it.
  const cluster = [
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    '--wal-segsize=1',
  ];
  execFileSync(join(programs, 'initdb'), ['-D', data, ...cluster], { cwd: folder, ...owner, stdio: 'pipe' });

  const port = await freePort();
  // Without fsync: what a killed process has written the kernel still has.
  const settings = { port, listen_addresses: 'localhost', unix_socket_directories: folder, fsync: 'off' };
  const start = () =>
    startProgram({
      command: join(programs, 'postgres'),
      args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      folder,
      owner,
      ready: /ready to accept connections/,
    });
  let program = await start();
  return {
    url: `postgres://postgres@localhost:${port}/postgres`,
    owner,
    processIds: () => [program.pid, ...childrenOf(program.pid)],
    kill9: async () => {
      const children = childrenOf(program.pid);
      await program.end('SIGKILL');
      for (const child of children) killIfThere(child);
    },
    start: async () => {
      if (program.running) return;
      for (let left = STARTS; ; left--) {
        try {
          program = await start();
          return;
        } catch (error) {
          if (left === 0 || !String(error).includes('shared memory')) throw error;
        }
      }
    },
    stop: async () => {
      await program.end('SIGINT');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function childrenOf(pid: number): number[] {
  try {
    const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return listed.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It noticed that its parent has gone.
  }
}

/** PostgreSQL refuses to run as root: then it runs as the user its package made, or as nobody. */
function unprivilegedOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user: the next.
    }
  }
  throw new Error('PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it.');
}
