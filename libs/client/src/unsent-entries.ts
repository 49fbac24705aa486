import { partRoot, type Entry } from '@segue/review-document';
import * as Y from 'yjs';

/** An entry of one's own that the server has not confirmed. */
export interface UnsentEntry {
  readonly id: string;
  readonly entry: Entry;
}

/** The entries of a person in updates, each once, in the order they were written; without a document to hold them. */
export function unsentEntries(updates: readonly Uint8Array[], personId: string): readonly UnsentEntry[] {
  const root = partRoot(personId);
  const entries = new Map<string, Entry>();
  for (const struct of updates.flatMap((update) => Y.decodeUpdate(update).structs)) {
    if (!(struct instanceof Y.Item) || struct.parentSub === null) continue;
    // Decoded only: as long as it is in no document, the parent of an entry is the name of its root.
    if ((struct.parent as unknown) !== root || entries.has(struct.parentSub)) continue;
    entries.set(struct.parentSub, struct.content.getContent()[0] as Entry);
  }
  return [...entries]
    .map(([id, entry]) => ({ id, entry }))
    .sort((one, other) => one.entry.lamport - other.entry.lamport);
}

/** How often an entry is tried alone, and among others, before it is given up. */
const TRIES_ALONE = 2;
const TRIES_AMONG_OTHERS = 5;

/**
 * Decides after a refusal which entries are given up. An update is refused as a whole, so an entry may only have stood
 * beside the one that was meant, or come before what it builds on: then it is tried again, each by itself. What is refused
 * alone, again, is given up; and a role that does not allow it does not allow its like either.
 */
export class Patience {
  private readonly tries = new Map<string, number>();

  givenUp(
    unsent: readonly UnsentEntry[],
    refused: { readonly code: string; readonly entries: readonly unknown[] },
  ): ReadonlySet<UnsentEntry> {
    const values = new Set(refused.entries.map(withoutNumber));
    const [only] = refused.entries;
    const alone = refused.entries.length === 1;
    // Bytes that could not even be read name nothing: any entry may be meant.
    const named = unsent.filter(({ entry }) => values.size === 0 || values.has(withoutNumber(entry)));
    const lost = named.filter(({ id }) => {
      const tries = (this.tries.get(id) ?? 0) + 1;
      this.tries.set(id, tries);
      return tries >= (alone ? TRIES_ALONE : TRIES_AMONG_OTHERS);
    });
    if (!alone || lost.length === 0 || refused.code !== 'update.role') return new Set(lost);
    return new Set(unsent.filter(({ entry }) => entry.type === (only as Entry).type));
  }
}

/** An entry as text, without the Lamport number, which changes when it is tried again. */
export function withoutNumber(entry: unknown): string {
  return JSON.stringify(entry, (key, value: unknown) => (key === 'lamport' ? undefined : value));
}

/** The text in the value of an entry, as a list of none or one. */
export function textIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || !('text' in value)) return [];
  return typeof value.text === 'string' ? [value.text] : [];
}
