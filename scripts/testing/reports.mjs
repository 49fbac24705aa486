import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace/process.mjs';

/** The path of a file for what a tool reports; its folder is made when it is missing. */
export function reportPath(name) {
  const folder = join(root, '.cache/test-reports');
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}
