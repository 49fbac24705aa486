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
  const own = `${path}.${String(process.pid)}`;
  await writeFile(own, holderText(process.pid));
  try {
    // A link appears whole or not at all, so nobody ever reads a lock that is half written.
    while (!(await succeeds(link(own, path), 'EEXIST'))) await removeStale(path, folder);
  } finally {
    await rm(own, { force: true });
  }
  return { release: () => rm(path, { force: true }) };
}

async function removeStale(path: string, folder: string): Promise<void> {
  const judged = await read(path);
  if (judged === null) return;
  const inUse = (text: string): Error =>
    new Error(
      `The data folder ${folder} is in use by process ${pidIn(text)}. Stop that process first, or use another data folder (SEGUE_DATA).`,
    );
  if (isAlive(judged)) throw inUse(judged);
  // Another process may be taking over too. What was moved aside tells whether it was the stale lock or already theirs.
  const aside = `${path}.${String(process.pid)}.stale`;
  if (!(await succeeds(rename(path, aside), 'ENOENT'))) return;
  const moved = await readFile(aside, 'utf8');
  if (moved !== judged) await link(aside, path);
  await rm(aside);
  if (moved !== judged) throw inUse(moved);
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
    // Field 22; the second is the program's name in brackets, which may hold spaces.
    const startTick = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${boot} ${startTick}`;
  } catch {
    return '';
  }
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
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
