import type { Board, BoardNote, Finish, PlacedEntry } from './board.js';
import type { Entry } from './entries.js';
import { compareEntries, Threads } from './fold.js';

/**
 * The board of a document that grows: what is new touches few notes, and only they are folded again. All others are the same
 * objects as before, so that a screen need not draw them again.
 */
export class LiveBoard {
  private threads = new Threads();
  /** Everything that was read, by whose it is and its id. */
  private readonly known = new Map<string, Entry>();
  /** What each note began with: it decides the order of notes at one place. */
  private readonly begun = new Map<string, PlacedEntry>();
  private readonly notes = new Map<string, BoardNote>();
  private finishes: readonly Finish[] = [];
  private lamport = 0;
  private board: Board = { notes: [], finishes: [], lamport: 0 };

  /**
   * The board of all entries that the document holds now, in any order. Acts on notes that are not there (yet) are passed
   * over.
   */
  read(entries: readonly PlacedEntry[]): Board {
    let fresh = entries.filter((each) => this.known.get(keyOf(each)) !== each.entry);
    // Entries never change and never go: when some have, the document was replaced.
    if (entries.length - fresh.length < this.known.size) {
      this.forget();
      fresh = [...entries];
    }
    if (fresh.length > 0) this.take(fresh);
    return this.board;
  }

  private take(fresh: readonly PlacedEntry[]): void {
    for (const each of fresh) {
      this.known.set(keyOf(each), each.entry);
      this.lamport = Math.max(this.lamport, each.entry.lamport);
      if (each.entry.type !== 'note') continue;
      const before = this.begun.get(each.id);
      if (!before || compareEntries(each, before) < 0) this.begun.set(each.id, each);
    }
    for (const id of this.threads.add(fresh)) {
      const note = this.threads.note(id);
      if (note && !isEqual(this.notes.get(id), note)) this.notes.set(id, note);
    }
    const { finishes } = this.threads;
    if (!isEqual(this.finishes, finishes)) this.finishes = finishes;
    const there = [...this.begun.values()].flatMap((begun) => {
      const note = this.notes.get(begun.id);
      return note ? [{ begun, note }] : [];
    });
    there.sort((a, b) => a.note.in - b.note.in || compareEntries(a.begun, b.begun));
    this.board = {
      notes: there.map(({ note }) => note),
      finishes: this.finishes,
      lamport: this.lamport,
    };
  }

  /** All but the notes: of those that the other document holds as well, the objects stay. */
  private forget(): void {
    this.threads = new Threads();
    this.known.clear();
    this.begun.clear();
    this.lamport = 0;
    this.board = { notes: [], finishes: [], lamport: 0 };
  }
}

/** Folds all entries of a document into its board; their order does not matter. */
export function foldBoard(entries: readonly PlacedEntry[]): Board {
  return new LiveBoard().read(entries);
}

function keyOf({ author, id }: PlacedEntry): string {
  return `${author} ${id}`;
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
