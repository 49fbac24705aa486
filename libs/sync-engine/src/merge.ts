import * as Y from 'yjs';
import { readRuns, writeRuns, type Run } from './entry-update.js';

/** Merging more updates than this at once is slow. */
const MERGE_LIMIT = 64;

/**
 * Merges Yjs updates (version 1) into one that stands for all of them. Entries of parts are put behind each other as
 * bytes; everything else goes through Yjs.
 */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  if (updates.length === 1 && only) return only;
  return mergeEntries(updates) ?? mergeAny(updates);
}

/** Null when the updates hold anything but entries, or do not follow each other. */
function mergeEntries(updates: readonly Uint8Array[]): Uint8Array | null {
  const merged = new Map<number, { clientId: number; clock: number; count: number; bytes: Uint8Array[] }>();
  try {
    for (const update of updates) {
      for (const { clientId, clock, count, bytes } of readRuns(update)) {
        const run = merged.get(clientId);
        if (!run) merged.set(clientId, { clientId, clock, count, bytes: [...bytes] });
        else if (clock === run.clock + run.count) {
          run.bytes.push(...bytes);
          run.count += count;
        } else return null;
      }
    }
  } catch {
    return null;
  }
  return writeRuns([...merged.values()] satisfies readonly Run[]);
}

/** In portions: the cost of merging grows with the square of how many are merged at once. */
function mergeAny(updates: readonly Uint8Array[]): Uint8Array {
  if (updates.length <= MERGE_LIMIT) return Y.mergeUpdates([...updates]);
  const portions: Uint8Array[] = [];
  for (let at = 0; at < updates.length; at += MERGE_LIMIT)
    portions.push(Y.mergeUpdates(updates.slice(at, at + MERGE_LIMIT)));
  return mergeAny(portions);
}
