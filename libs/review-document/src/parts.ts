import * as Y from 'yjs';
import type { PlacedEntry } from './board.js';
import { entrySchema, type Entry } from './entries.js';

const PREFIX = 'part:';

/** Name of the one root that a person writes into: a `Y.Map` from entry id to entry. */
export function partRoot(personId: string): string {
  return PREFIX + personId;
}

/** What each value turned out to be: entries never change, and a document is read again with every note. */
const known = new WeakMap<object, Entry | null>();

function readValue(value: unknown): Entry | null {
  if (typeof value !== 'object' || value === null) return null;
  const before = known.get(value);
  if (before !== undefined) return before;
  const entry = entrySchema.safeParse(value).data ?? null;
  known.set(value, entry);
  return entry;
}

/** All readable entries of a notes document, from every part. Values that are no entries are passed over. */
export function readEntries(document: Y.Doc): PlacedEntry[] {
  const entries: PlacedEntry[] = [];
  for (const root of document.share.keys()) {
    if (!root.startsWith(PREFIX)) continue;
    document.getMap(root).forEach((value, id) => {
      const placed = readEntry(root, id, value);
      if (placed) entries.push(placed);
    });
  }
  return entries;
}

/** A value as it stands under a key of a root; null when it is no readable entry. */
export function readEntry(root: string, id: string, value: unknown): PlacedEntry | null {
  if (!root.startsWith(PREFIX)) return null;
  const entry = readValue(value);
  return entry && { author: root.slice(PREFIX.length), id, entry };
}

/** Adds one entry to a person's own part. */
export function addEntry(document: Y.Doc, personId: string, id: string, entry: Entry): void {
  document.getMap(partRoot(personId)).set(id, entry);
}
