import * as Y from 'yjs';
import {
  applyObserved,
  claimClientIds,
  MALFORMED,
  type Applied,
  type Content,
  type Received,
} from './content.js';
import type { DocumentRules, Judge, LoggedUpdate, Refused } from './ports.js';
import type { ServedBytes } from './served-bytes.js';

interface NewEntry {
  readonly id: string;
  readonly value: unknown;
}

/**
 * A document made of parts. Every person writes into a `Y.Doc` of their own that has exactly one root, a map which only
 * ever gains keys. What an update tries elsewhere has nothing to hold on to there, and what is passed on is only what
 * Yjs emitted when the part took it in. SPEC.md numbers the rules.
 */
export class PartsContent<Standing> implements Content<Standing> {
  private readonly judge: Judge<Standing>;
  /** All accepted updates by author, durable or on their way there: what a part is rebuilt from. */
  private readonly accepted = new Map<string, Uint8Array[]>();
  /** Open parts: those whose person has written since the document was opened. */
  private readonly open = new Map<string, Y.Doc>();

  constructor(
    private readonly rules: Extract<DocumentRules<Standing>, { kind: 'parts' }>,
    private readonly served: ServedBytes,
  ) {
    this.judge = rules.judge();
  }

  absorb(update: LoggedUpdate): void {
    this.remember(update.author, update.bytes);
    const part = this.open.get(update.author);
    if (part) Y.applyUpdate(part, update.bytes);
    for (const entry of entriesIn(update.bytes)) this.judge.admit(update.author, entry.id, entry.value);
  }

  receive(author: string, standing: Standing, bytes: Uint8Array): Received {
    const claim = claimClientIds(author, bytes, this.served);
    if (claim.type !== 'own') return claim;
    const part = this.part(author);
    let applied: Applied;
    try {
      applied = applyObserved(part, claim.bytes);
    } catch {
      this.rebuild(author);
      return MALFORMED;
    }
    const entries: NewEntry[] = [];
    const refused = this.inspect(part, author, standing, applied, entries);
    if (refused) {
      this.rebuild(author);
      return { type: 'refused', ...refused };
    }
    if (applied.emitted) {
      this.remember(author, applied.emitted);
      for (const entry of entries) this.judge.admit(author, entry.id, entry.value);
      return {
        type: 'accepted',
        bytes: applied.emitted,
        clientIds: applied.clientIds,
        pending: applied.pending,
      };
    }
    return { type: applied.pending ? 'incomplete' : 'nothing' };
  }

  close(): void {
    for (const part of this.open.values()) part.destroy();
    this.open.clear();
  }

  /** Collects the new entries, or says which rule the update breaks. */
  private inspect(
    part: Y.Doc,
    author: string,
    standing: Standing,
    applied: Applied,
    entries: NewEntry[],
  ): Refused | null {
    const root = this.rules.partRoot(author);
    for (const name of part.share.keys()) {
      if (name !== root) return { code: 'update.foreign-root', detail: `"${name}" is not your part` };
    }
    // Nothing in a part ever builds on another person's items: waiting for them would be waiting for ever.
    if (applied.awaited.some((clientId) => (this.served.ownerOf(clientId) ?? author) !== author))
      return { code: 'update.foreign-root', detail: 'it builds on what another person wrote' };
    if (applied.deleted)
      return { code: 'update.not-grow-only', detail: 'an entry was deleted or overwritten' };
    const map = part.getMap(root);
    for (const item of applied.items) {
      const entry = item instanceof Y.Item ? entryOf(item) : null;
      if (
        !entry ||
        !(item instanceof Y.Item) ||
        item.parent !== map ||
        item.left !== null ||
        item.right !== null
      ) {
        return {
          code: 'update.not-grow-only',
          detail: 'a part is a map that only gains entries, each a plain value',
        };
      }
      const refused = this.judge.check(author, standing, entry.id, entry.value, entries);
      if (refused) return refused;
      entries.push(entry);
    }
    return null;
  }

  private part(author: string): Y.Doc {
    const known = this.open.get(author);
    if (known) return known;
    const part = new Y.Doc();
    part.getMap(this.rules.partRoot(author));
    part.transact(() => {
      for (const bytes of this.accepted.get(author) ?? []) Y.applyUpdate(part, bytes);
    });
    this.open.set(author, part);
    return part;
  }

  private rebuild(author: string): void {
    this.open.get(author)?.destroy();
    this.open.delete(author);
  }

  private remember(author: string, bytes: Uint8Array): void {
    const updates = this.accepted.get(author);
    if (updates) updates.push(bytes);
    else this.accepted.set(author, [bytes]);
  }
}

/** The entry an item of a part's map holds; null when it is anything else. */
function entryOf(item: Y.Item): NewEntry | null {
  if (item.parentSub === null || !(item.content instanceof Y.ContentAny) || item.content.arr.length !== 1)
    return null;
  return { id: item.parentSub, value: item.content.arr[0] };
}

/** The entries in an update's bytes, without a document to integrate them. Empty for bytes that cannot be read. */
export function entriesIn(bytes: Uint8Array): NewEntry[] {
  try {
    return Y.decodeUpdate(bytes).structs.flatMap((struct) =>
      struct instanceof Y.Item ? (entryOf(struct) ?? []) : [],
    );
  } catch {
    return [];
  }
}
