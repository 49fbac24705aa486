import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A data folder that is held by this process alone. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes the folder for this process. A lock left behind by a process that is gone is taken over.
 *
 * @throws Error when a live process, or this one, holds the folder
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'segue.lock');
  const own = `${path}.${randomUUID()}`;
  await writeFile(own, holderText(process.pid));
  try {
    // A link appears whole or not at all, so nobody ever reads a lock that is half written.
    while (!(await succeeds(link(own, path), 'EEXIST')) && !(await takeOver(path, own, folder)));
  } finally {
    await rm(own, { force: true });
  }
  return { release: () => rm(path) };
}

/**
 * Replaces a stale lock; false when it is gone meanwhile. Only who holds a second lock may do so: of several that find
 * the first one stale, one wins.
 */
async function takeOver(path: string, own: string, folder: string): Promise<boolean> {
  if (!(await isStale(path, folder))) return false;
  const takeover = `${path}.takeover`;
  if (!(await succeeds(link(own, takeover), 'EEXIST'))) {
    throw new Error(
      `Another process is starting on the data folder ${folder}. If there is none, remove ${takeover}.`,
    );
  }
  try {
    if (!(await isStale(path, folder))) return false;
    await rename(own, path);
    return true;
  } finally {
    await rm(takeover);
  }
}

/** False when there is no lock. Throws when its holder lives. */
async function isStale(path: string, folder: string): Promise<boolean> {
  let holder: string;
  try {
    holder = await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
  if (!isAlive(holder)) return true;
  throw new Error(
    `The data folder ${folder} is in use by process ${pidIn(holder)}. Stop that process first, or use another data folder (SEGUE_DATA).`,
  );
}

/** `<pid>` and, where the kernel tells, when that process started: a number alone may have been given to another since. */
function holderText(pid: number): string {
  return `${String(pid)} ${startOf(pid)}`.trim();
}

function pidIn(text: string): string {
  return text.split(' ')[0] ?? '';
}

function isAlive(holder: string): boolean {
  const pid = Number(pidIn(holder));
  if (!Number.isSafeInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if (!isCode(error, 'EPERM')) return false;
  }
  return holderText(pid) === holder;
}

/** The boot and the tick in it at which a process started; empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The fields from the third on; the second is the program's name in brackets, which may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Killed already, and only kept for its parent to take note of.
    if (fields[0] === 'Z') return 'dead';
    return `${boot} ${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}

/** False when it failed with this code; any other failure is thrown. */
async function succeeds(work: Promise<void>, expectedFailure: string): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (isCode(error, expectedFailure)) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
