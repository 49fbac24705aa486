import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { Client } from './client.mjs';
import { Room } from './room.mjs';

/**
 * Whether real documents agree: `sampled` clients (that kept what they got) and one that joins now must hold the same
 * bytes, and everything that was written. Resolves to `yes` or to what is wrong.
 */
export async function converged(cluster, room, sampled) {
  const fresh = new Client(cluster, new Room(room.name), { keep: true });
  await fresh.synced;
  // A server may send the newest updates right behind the first sync.
  await pause(200);
  fresh.close();
  const docs = [fresh, ...sampled].map(({ kept }) => docOf(kept));
  if (docs.some((doc) => doc.store.pendingStructs)) return 'something is missing in between';
  const [first, ...others] = docs.map((doc) => Buffer.from(Y.encodeStateAsUpdate(doc)));
  if (others.some((bytes) => !bytes.equals(first))) return 'documents differ';
  for (const writer of room.writers.values()) {
    if (Y.getState(docs[0].store, writer.clientId) !== (writer.reach.at(-1) ?? 0))
      return 'updates are missing';
  }
  return 'yes';
}

/** A document made of these updates. */
export function docOf(updates) {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}
