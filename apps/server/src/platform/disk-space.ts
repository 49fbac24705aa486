import { statfs } from 'node:fs/promises';

/** How much room the disk under a folder has, in bytes. */
export interface DiskSpace {
  /** What this process may still use; less than what is unused, where the system keeps a reserve. */
  readonly freeBytes: number;
  readonly sizeBytes: number;
}

/** @throws Error when there is no such folder */
export async function spaceOf(folder: string): Promise<DiskSpace> {
  const { bsize, bavail, blocks } = await statfs(folder);
  return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
}
