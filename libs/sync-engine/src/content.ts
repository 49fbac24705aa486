import * as Y from 'yjs';
import type { LoggedUpdate, Refused } from './ports.js';
import type { ServedBytes } from './served-bytes.js';

/** What became of an update that a person sent. */
export type Received =
  /**
   * Integrated: these bytes, which Yjs emitted, are what may be logged and seen. `pending` when a rest of the update
   * depends on something that has not come.
   */
  | {
      readonly type: 'accepted';
      readonly bytes: Uint8Array;
      readonly clientIds: readonly number[];
      readonly pending: boolean;
    }
  /** It held nothing that was not known. */
  | { readonly type: 'nothing' }
  /** It depends on something that has not come: ask the client for all it has. */
  | { readonly type: 'incomplete' }
  | ({ readonly type: 'refused' } & Refused);

/** The live side of an open document: integrates what people write. Reading is served from `ServedBytes`. */
export interface Content<Standing> {
  /** Tries an update from a person. Nothing of it stays when it is refused. */
  receive(author: string, standing: Standing, bytes: Uint8Array): Received;
  /** Takes an update from the log into account: while loading, and when another node wrote. Known ones change nothing. */
  absorb(update: LoggedUpdate): void;
  close(): void;
}

export const MALFORMED: Received = {
  type: 'refused',
  code: 'update.malformed',
  detail: 'the bytes are not a Yjs update',
};

/**
 * Reads an update's header against what is durable: drops structs that are known already (an honest client may send them
 * when it heard of them over another node), and refuses client ids that belong to somebody else.
 */
export function claimClientIds(
  author: string,
  bytes: Uint8Array,
  served: ServedBytes,
): Received | { type: 'own'; bytes: Uint8Array } {
  let own = bytes;
  try {
    const { from, to } = Y.parseUpdateMeta(bytes);
    if ([...from].some(([clientId, clock]) => clock < served.clockOf(clientId)))
      own = Y.diffUpdate(bytes, served.stateVector());
    for (const [clientId, clock] of to) {
      const owner = served.ownerOf(clientId);
      if (owner !== undefined && owner !== author && clock > served.clockOf(clientId)) {
        return {
          type: 'refused',
          code: 'update.foreign-client-id',
          detail: `client id ${String(clientId)} belongs to somebody else`,
        };
      }
    }
  } catch {
    return MALFORMED;
  }
  return { type: 'own', bytes: own };
}

/** What one update did to a document: the bytes Yjs emitted, the items it added, whether anything was deleted or is pending. */
export interface Applied {
  readonly emitted: Uint8Array | null;
  readonly items: readonly (Y.Item | Y.GC)[];
  readonly clientIds: readonly number[];
  readonly deleted: boolean;
  readonly pending: boolean;
  /** The client ids of what the pending rest waits for. */
  readonly awaited: readonly number[];
}

/**
 * Applies an update in one transaction and tells what it did. Whatever has to wait for missing dependencies is thrown
 * away. Throws what Yjs throws on bytes it cannot read; the document is then not to be used any more.
 */
export function applyObserved(document: Y.Doc, bytes: Uint8Array): Applied {
  let emitted: Uint8Array | null = null;
  const items: (Y.Item | Y.GC)[] = [];
  const clientIds: number[] = [];
  let deleted = false;
  const onTransaction = (transaction: Y.Transaction): void => {
    deleted ||= transaction.deleteSet.clients.size > 0;
    for (const [clientId, clock] of transaction.afterState) {
      const before = transaction.beforeState.get(clientId) ?? 0;
      if (clock === before) continue;
      clientIds.push(clientId);
      for (const struct of document.store.clients.get(clientId) ?? [])
        if (struct.id.clock >= before) items.push(struct);
    }
  };
  const onUpdate = (update: Uint8Array): void => {
    emitted = update;
  };
  document.on('afterTransaction', onTransaction);
  document.on('update', onUpdate);
  try {
    Y.applyUpdate(document, bytes);
  } finally {
    document.off('afterTransaction', onTransaction);
    document.off('update', onUpdate);
  }
  const { store } = document;
  const pending = store.pendingStructs !== null;
  const awaited = [...(store.pendingStructs?.missing.keys() ?? [])];
  // Deletions of what this document does not hold (other people's items) fall away here as well.
  store.pendingStructs = null;
  store.pendingDs = null;
  return { emitted, items, clientIds, deleted, pending, awaited };
}
