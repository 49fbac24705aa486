import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';

/** A program that a test started, so that it can kill it. */
export interface OwnProgram {
  readonly pid: number;
  readonly running: boolean;
  /** Sends the signal and resolves when the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Somebody else's user and group, for programs that refuse to run as root. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Starts a program and waits until it writes that it is ready.
 *
 * @throws Error with what it wrote when it ends before
 */
export async function startProgram(start: {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly owner?: Owner | undefined;
  readonly ready: RegExp;
}): Promise<OwnProgram> {
  const child = spawn(start.command, start.args, {
    cwd: start.folder,
    ...start.owner,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-4000);
        if (start.ready.test(output)) resolve();
      });
    }
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error(`${start.command} did not start:\n${output}`));
    });
  });
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    pid: child.pid ?? 0,
    get running() {
      return isRunning();
    },
    end: async (signal) => {
      if (!isRunning()) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

/** The folder of Debian's PostgreSQL programs, or one of the path, that holds them all; undefined when there is none. */
export function folderWith(...programs: readonly string[]): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return folders.find((folder) => programs.every((program) => isProgram(join(folder, program))));
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
