import * as Y from 'yjs';
import type { LoggedUpdate } from './ports.js';

/** Merging more updates than this pairwise costs more than applying them to a document once. */
const MERGE_LIMIT = 64;

/**
 * The durable content of a document as bytes: what joiners are served from, without a `Y.Doc` held open. It also knows
 * how far each Yjs client id has come and whose it is.
 */
export class ServedBytes {
  private merged: Uint8Array | null = null;
  private tail: Uint8Array[] = [];
  private readonly clocks = new Map<number, number>();
  private readonly owners = new Map<number, string>();

  add(update: Pick<LoggedUpdate, 'author' | 'bytes'>): void {
    this.tail.push(update.bytes);
    for (const [clientId, clock] of Y.parseUpdateMeta(update.bytes).to) {
      this.clocks.set(clientId, Math.max(clock, this.clocks.get(clientId) ?? 0));
      if (!this.owners.has(clientId)) this.owners.set(clientId, update.author);
    }
  }

  /** The person a client id belongs to, as far as the durable content tells. */
  ownerOf(clientId: number): string | undefined {
    return this.owners.get(clientId);
  }

  clockOf(clientId: number): number {
    return this.clocks.get(clientId) ?? 0;
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.clocks);
  }

  /** What somebody with this state vector lacks, as one update. */
  missingFrom(stateVector: Uint8Array): Uint8Array {
    const all = this.all();
    // A newcomer's state vector is one zero byte: nothing to take away.
    return stateVector.length <= 1 ? all : Y.diffUpdate(all, stateVector);
  }

  private all(): Uint8Array {
    if (this.tail.length > 0) {
      const updates = this.merged ? [this.merged, ...this.tail] : this.tail;
      this.merged = mergeAll(updates);
      this.tail = [];
    }
    return this.merged ?? Y.mergeUpdates([]);
  }
}

/** Merges updates into one; the order does not matter. */
export function mergeAll(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  if (updates.length === 1 && only) return only;
  if (updates.length <= MERGE_LIMIT) return Y.mergeUpdates([...updates]);
  const document = new Y.Doc();
  document.transact(() => {
    for (const update of updates) Y.applyUpdate(document, update);
  });
  const merged = Y.encodeStateAsUpdate(document);
  document.destroy();
  return merged;
}
