import type { Board, BoardNote, PlacedEntry } from './board.js';

type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? Draft<U>[] : T[K] };
type Reply = Draft<BoardNote['replies'][number]>;

/** The fixed order of acts: Lamport number, then person id, then entry id. */
function compareEntries(a: PlacedEntry, b: PlacedEntry): number {
  return a.entry.lamport - b.entry.lamport || compareText(a.author, b.author) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The entries of a document as they come in, thread by thread, so that a new one asks only for the note it touches to be
 * folded again. The order in which they come does not matter.
 */
export class Threads {
  private readonly entries = new Map<string, PlacedEntry[]>();
  /** To which note a note's or reply's id belongs. */
  private readonly noteOf = new Map<string, string>();
  /** Acts on what is not there yet. */
  private loose: PlacedEntry[] = [];

  /** Takes entries in. Returns the ids of the notes that may look different now, also of notes that are not there yet. */
  add(placed: Iterable<PlacedEntry>): ReadonlySet<string> {
    const touched = new Set<string>();
    const others: PlacedEntry[] = [];
    for (const each of placed) {
      const { id, entry } = each;
      const note = entry.type === 'note' ? id : entry.type === 'reply' ? entry.note : null;
      if (note === null) {
        others.push(each);
      } else {
        this.noteOf.set(id, note);
        this.put(note, each, touched);
      }
    }
    // What these acts are on may stand behind them in the same update.
    const waiting = [...this.loose, ...others];
    this.loose = [];
    for (const each of waiting) {
      const note = this.noteTouchedBy(each);
      if (note === undefined) this.loose.push(each);
      else this.put(note, each, touched);
    }
    return touched;
  }

  /**
   * A note as its thread makes it; null when there is no such note. Edits and withdrawals count only from the author of
   * what they touch.
   */
  note(id: string): BoardNote | null {
    const acts = this.entries.get(id)?.sort(compareEntries) ?? [];
    const note = firstOf(acts);
    if (!note) return null;
    const replies = new Map<string, Reply>();
    for (const { author, id: replyId, entry } of acts) {
      if (entry.type !== 'reply' || replies.has(replyId)) continue;
      const reply = { id: replyId, author, text: entry.text, at: entry.at, edited: false, withdrawn: false };
      replies.set(replyId, reply);
      note.replies.push(reply);
    }
    for (const act of acts) apply(act, note, replies);
    return note;
  }

  private put(note: string, placed: PlacedEntry, touched: Set<string>): void {
    touched.add(note);
    const thread = this.entries.get(note);
    if (thread) thread.push(placed);
    else this.entries.set(note, [placed]);
  }

  private noteTouchedBy({ entry }: PlacedEntry): string | undefined {
    switch (entry.type) {
      case 'edit-reply':
        return this.noteOf.get(entry.reply);
      case 'withdraw':
        return this.noteOf.get(entry.of);
      case 'edit':
      case 'resolve':
      case 'reopen':
        return entry.note;
      case 'note':
      case 'reply':
    }
    return undefined;
  }
}

/**
 * Folds all entries into the board. The order in which they are handed over does not matter. Acts on notes that are not
 * there (yet) are passed over.
 *
 * @param before an earlier board of the same document: notes that have not changed since are the same objects, so that
 *   a screen need not draw them again.
 */
export function foldBoard(entries: Iterable<PlacedEntry>, before?: Board): Board {
  const ordered = [...entries].sort(compareEntries);
  const threads = new Threads();
  threads.add(ordered);
  const earlier = new Map(before?.notes.map((note) => [note.id, note]));
  const notes: BoardNote[] = [];
  for (const id of new Set(ordered.filter(({ entry }) => entry.type === 'note').map((note) => note.id))) {
    const note = threads.note(id);
    if (!note) continue;
    const same = earlier.get(id);
    notes.push(same && isEqual(same, note) ? same : note);
  }
  notes.sort((a, b) => a.in - b.in);
  return { notes, lamport: ordered.at(-1)?.entry.lamport ?? 0 };
}

/** The note as it was first written. */
function firstOf(thread: readonly PlacedEntry[]): Draft<BoardNote> | null {
  for (const { author, id, entry } of thread) {
    if (entry.type !== 'note') continue;
    const {
      version,
      cut = null,
      in: start,
      out,
      kind,
      weight,
      text,
      stem = null,
      drawing = null,
      at,
    } = entry;
    return {
      id,
      author,
      version,
      cut,
      in: start,
      out,
      kind,
      weight,
      text,
      stem,
      drawing,
      at,
      edited: false,
      withdrawn: false,
      state: 'open',
      changes: [],
      replies: [],
    };
  }
  return null;
}

function apply(
  { author, entry }: PlacedEntry,
  note: Draft<BoardNote>,
  replies: ReadonlyMap<string, Reply>,
): void {
  switch (entry.type) {
    case 'edit': {
      if (note.author !== author) return;
      note.in = entry.in ?? note.in;
      if (entry.out !== undefined) note.out = entry.out;
      if (entry.cut !== undefined) note.cut = entry.cut;
      // An edit of the start alone may pass the end that stood: the range then becomes a point.
      if (note.out !== null && note.out <= note.in) note.out = null;
      note.kind = entry.kind ?? note.kind;
      note.weight = entry.weight ?? note.weight;
      note.text = entry.text ?? note.text;
      if (entry.stem !== undefined) note.stem = entry.stem;
      if (entry.drawing !== undefined) note.drawing = entry.drawing;
      note.edited = true;
      return;
    }
    case 'edit-reply': {
      const reply = replies.get(entry.reply);
      if (reply?.author !== author) return;
      reply.text = entry.text;
      reply.edited = true;
      return;
    }
    case 'withdraw': {
      const target = entry.of === note.id ? note : replies.get(entry.of);
      if (target?.author === author) target.withdrawn = true;
      return;
    }
    case 'resolve':
    case 'reopen': {
      note.state = entry.type === 'resolve' ? 'resolved' : 'open';
      note.changes.push({ type: entry.type, by: author, at: entry.at });
      return;
    }
    case 'note':
    case 'reply':
  }
}

/** Compares what boards are made of: plain records, lists and scalars. */
function isEqual(a: unknown, b: unknown): boolean {
  // A drawing is the one that was read with its entry: its points need not be looked at.
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const entries = Object.entries(a);
  // reason: both were made above, with string keys.
  const other = b as Record<string, unknown>;
  return (
    entries.length === Object.keys(b).length && entries.every(([key, value]) => isEqual(value, other[key]))
  );
}
