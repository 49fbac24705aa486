import { open } from 'node:fs/promises';

/** Makes durable which files a folder names: one that was made, renamed or removed is only then. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
