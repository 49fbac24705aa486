import { pathToFileURL } from 'node:url';
import { ensureBuilt, serverEntry } from './build.mjs';
import { ensureInstalled } from './install.mjs';

/**
 * Installs and builds what is missing, then becomes the server's entry. It runs in this very process, so that
 * signals reach it once and directly, its exit code is ours, and nothing can be left behind.
 */
export async function becomeServer(entry, args) {
  await ensureInstalled();
  await ensureBuilt();
  const path = serverEntry(entry);
  process.env.NODE_ENV ??= 'production';
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, path, ...args];
  await import(pathToFileURL(path).href);
}
