import * as Y from 'yjs';
import { readRuns, writeRuns, type Run } from './entry-update.js';

/** Merging more updates than this by their bytes costs more than applying them to a document. */
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

function mergeAny(updates: readonly Uint8Array[]): Uint8Array {
  if (updates.length <= MERGE_LIMIT) return Y.mergeUpdates([...updates]);
  const document = new Y.Doc();
  document.transact(() => {
    for (const update of updates) Y.applyUpdate(document, update);
  });
  const merged = Y.encodeStateAsUpdate(document);
  document.destroy();
  return merged;
}
