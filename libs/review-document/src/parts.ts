import * as Y from 'yjs';
import type { PlacedEntry } from './board.js';
import { entrySchema, type Entry } from './entries.js';

const PREFIX = 'part:';

/** Name of the one root that a person writes into: a `Y.Map` from entry id to entry. */
export function partRoot(personId: string): string {
  return PREFIX + personId;
}

/** All readable entries of a notes document, from every part. Values that are no entries are passed over. */
export function readEntries(document: Y.Doc): PlacedEntry[] {
  const entries: PlacedEntry[] = [];
  for (const root of document.share.keys()) {
    if (!root.startsWith(PREFIX)) continue;
    const author = root.slice(PREFIX.length);
    document.getMap(root).forEach((value, id) => {
      const read = entrySchema.safeParse(value);
      if (read.success) entries.push({ author, id, entry: read.data });
    });
  }
  return entries;
}

/** Adds one entry to a person's own part. */
export function addEntry(document: Y.Doc, personId: string, id: string, entry: Entry): void {
  document.getMap(partRoot(personId)).set(id, entry);
}
