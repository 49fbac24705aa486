import { setImmediate as tick } from 'node:timers/promises';
import { readEntry, Threads, type BoardNote, type Finish, type PlacedEntry } from '@segue/review-document';
import { entriesIn, headOf, updatesIn, type UpdateLog } from '@segue/sync-engine';

/** After so much reading those who write come first, in milliseconds. */
const SLICE_MS = 5;
/** Notes that nobody has written for so long are let go of, in milliseconds. */
const REST_MS = 10_000;
/** Most entries of all documents together that are kept in memory. */
const MOST_ENTRIES = 50_000;

/** What was written into the notes of a cue between two moments, both sequences of its log. */
export interface FollowedNotes {
  /** 0 when the whole document was read. */
  readonly from: number;
  readonly to: number;
  /** The notes that may look different now; null for those that are not there. */
  readonly changed: ReadonlyMap<string, BoardNote | null>;
  /** All of them, where they may be others now; null where they are not. */
  readonly finishes: readonly Finish[] | null;
  /** Says that the rows hold what has been read: next time only what comes after is. */
  keep(): void;
}

interface Followed {
  readonly threads: Threads;
  readonly sequence: number;
  readonly entries: number;
  readonly at: number;
}

/**
 * The notes that are being written just now, as far as their rows are known: of these only what is new is read, and only
 * the notes it touches are folded. A reading never holds up the event loop for longer than a slice.
 */
export class NotesFollower {
  /** In the order in which they were last read. Whoever reads one takes it out, and puts it back when its rows are written. */
  private readonly followed = new Map<string, Followed>();
  private entries = 0;

  constructor(private readonly log: UpdateLog) {}

  /** Reads what was written into the document since its rows were last written. */
  async read(document: string): Promise<FollowedNotes> {
    const known = this.take(document);
    const updates = known && (await this.log.read(document, known.sequence));
    // A gap means that the history has been let go of up to a later moment.
    if (known && updates && (updates[0]?.sequence ?? known.sequence + 1) === known.sequence + 1) {
      const bytes = updates.map((update) => update.bytes);
      return this.advance(document, known, bytes, updates.at(-1)?.sequence ?? known.sequence);
    }
    const stored = await this.log.load(document);
    return this.advance(document, null, updatesIn(stored), headOf(stored));
  }

  /** Lets go of what has come to rest. */
  rest(): void {
    const before = performance.now() - REST_MS;
    for (const [document, { at }] of this.followed) if (at < before) this.take(document);
  }

  private async advance(
    document: string,
    known: Followed | null,
    updates: readonly Uint8Array[],
    sequence: number,
  ): Promise<FollowedNotes> {
    const threads = known?.threads ?? new Threads();
    const placed = await placedEntries(updates);
    const touched = threads.add(placed);
    const changed = new Map<string, BoardNote | null>();
    const slices = new Slices();
    for (const id of touched) {
      changed.set(id, threads.note(id));
      await slices.pause();
    }
    const finishes =
      known && !placed.some(({ entry }) => entry.type.endsWith('finish')) ? null : threads.finishes;
    const entries = (known?.entries ?? 0) + placed.length;
    const keep = (): void => {
      this.put(document, { threads, sequence, entries, at: performance.now() });
    };
    return { from: known?.sequence ?? 0, to: sequence, changed, finishes, keep };
  }

  private take(document: string): Followed | null {
    const followed = this.followed.get(document);
    if (!followed) return null;
    this.followed.delete(document);
    this.entries -= followed.entries;
    return followed;
  }

  private put(document: string, followed: Followed): void {
    this.take(document);
    this.followed.set(document, followed);
    this.entries += followed.entries;
    for (const oldest of this.followed.keys()) {
      if (this.entries <= MOST_ENTRIES) break;
      this.take(oldest);
    }
  }
}

async function placedEntries(updates: readonly Uint8Array[]): Promise<PlacedEntry[]> {
  const slices = new Slices();
  const placed: PlacedEntry[] = [];
  for (const bytes of updates) {
    for (const { root, key, value } of entriesIn(bytes)) {
      const entry = readEntry(root, key, value);
      if (entry) placed.push(entry);
      await slices.pause();
    }
  }
  return placed;
}

/** Divides long work: the event loop turns between its slices. */
class Slices {
  private began = performance.now();

  pause(): Promise<void> | undefined {
    if (performance.now() - this.began < SLICE_MS) return undefined;
    return tick().then(() => {
      this.began = performance.now();
    });
  }
}
