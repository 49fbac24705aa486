import type { StoredDocument } from './ports.js';

/** Sequence of the last update in what is stored of a document; 0 when nothing was written yet. */
export function headOf({ snapshot, updates }: StoredDocument): number {
  return updates.at(-1)?.sequence ?? snapshot?.sequence ?? 0;
}

/** What is stored of a document, as updates in order: the snapshot first, when there is one. */
export function updatesIn({ snapshot, updates }: StoredDocument): Uint8Array[] {
  return [...(snapshot ? [snapshot.bytes] : []), ...updates.map(({ bytes }) => bytes)];
}
