import { Worker } from 'node:worker_threads';
import type { PictureChange } from '@segue/conform';
import {
  compareLists,
  readEditList,
  type EditListFile,
  type PictureWork,
  type ReadEditList,
  type TwoLists,
} from './picture-work.js';

/** Lists of so many shots together are compared within a few milliseconds, faster than a thread begins. */
const MOST_SHOTS = 2000;
/** An EDL of two thousand events has about so much. */
const MOST_BYTES = 150_000;

/** Under Vitest this file runs from its source, but a worker runs what was built: Node 20 takes no TypeScript. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/picture-changes/pictures.worker.js' : './pictures.worker.js',
  import.meta.url,
);

/** Reads an edit list, a large one off the event loop. */
export async function readListOffTheLoop(file: EditListFile): Promise<ReadEditList> {
  return file.bytes.length > MOST_BYTES ? inThread('readEditList', file) : readEditList(file);
}

/**
 * Compares two edit lists, large ones off the event loop.
 *
 * @throws RangeError if a list is longer than a day.
 */
export async function compareOffTheLoop(lists: TwoLists): Promise<PictureChange> {
  const shots = lists.before.length + lists.after.length;
  return shots > MOST_SHOTS ? inThread('compareLists', lists) : compareLists(lists);
}

/** @throws what the work threw. */
async function inThread<Name extends keyof PictureWork>(
  name: Name,
  input: Parameters<PictureWork[Name]>[0],
): Promise<ReturnType<PictureWork[Name]>> {
  // No arguments are passed on, so that the worker finds the built libraries whatever this process was started with.
  const worker = new Worker(WORKER, { workerData: { name, input }, execArgv: [] });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', resolve);
      worker.on('error', reject);
      worker.on('exit', (code) => {
        reject(new Error(`the comparing thread ended with code ${code} and no answer`));
      });
    });
  } finally {
    await worker.terminate();
  }
}
