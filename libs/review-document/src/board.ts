import type { Entry, NoteKind, NoteWeight } from './entries.js';

/** An entry with its place: whose part it stands in, and under which id. */
export interface PlacedEntry {
  readonly author: string;
  readonly id: string;
  readonly entry: Entry;
}

export interface BoardReply {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly at: number;
  readonly edited: boolean;
  readonly withdrawn: boolean;
}

/** Who resolved or reopened a note, and when by their own clock (Unix milliseconds). */
export interface StateChange {
  readonly type: 'resolve' | 'reopen';
  readonly by: string;
  readonly at: number;
}

export interface BoardNote {
  readonly id: string;
  readonly author: string;
  /** The version the note was given on. */
  readonly version: string;
  /** Absolute picture position in flicks. */
  readonly in: number;
  /** Exclusive end in flicks; null for a point. */
  readonly out: number | null;
  readonly kind: NoteKind;
  readonly weight: NoteWeight;
  readonly text: string;
  readonly at: number;
  readonly edited: boolean;
  readonly withdrawn: boolean;
  readonly state: 'open' | 'resolved';
  /** All resolutions and reopenings, in board order; the last one is in force. */
  readonly changes: readonly StateChange[];
  readonly replies: readonly BoardReply[];
}

/** What people see of a cue's notes: a pure function of all entries. */
export interface Board {
  /** By picture position, then in board order. Withdrawn notes stay: their threads do. */
  readonly notes: readonly BoardNote[];
  /** The highest Lamport number seen; the next entry takes one more. */
  readonly lamport: number;
}

type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? Draft<U>[] : T[K] };

/** The fixed order of acts: Lamport number, then person id, then entry id. */
function compareEntries(a: PlacedEntry, b: PlacedEntry): number {
  return a.entry.lamport - b.entry.lamport || compareText(a.author, b.author) || compareText(a.id, b.id);
}

/**
 * Folds all entries into the board. The order in which they are handed over does not matter. Edits and withdrawals
 * count only from the author of what they touch; acts on notes that are not there (yet) are passed over.
 */
export function foldBoard(entries: Iterable<PlacedEntry>): Board {
  const ordered = [...entries].sort(compareEntries);
  const notes = new Map<string, Draft<BoardNote>>();
  const replies = new Map<string, Draft<BoardReply>>();

  for (const { author, id, entry } of ordered) {
    if (entry.type !== 'note' || notes.has(id)) continue;
    const { version, in: start, out, kind, weight, text, at } = entry;
    notes.set(id, {
      id,
      author,
      version,
      in: start,
      out,
      kind,
      weight,
      text,
      at,
      edited: false,
      withdrawn: false,
      state: 'open',
      changes: [],
      replies: [],
    });
  }
  for (const { author, id, entry } of ordered) {
    const note = entry.type === 'reply' ? notes.get(entry.note) : undefined;
    if (entry.type !== 'reply' || !note || replies.has(id)) continue;
    const reply = { id, author, text: entry.text, at: entry.at, edited: false, withdrawn: false };
    replies.set(id, reply);
    note.replies.push(reply);
  }
  for (const placed of ordered) applyAct(placed, notes, replies);

  const board = [...notes.values()].sort((a, b) => a.in - b.in);
  return { notes: board, lamport: ordered.at(-1)?.entry.lamport ?? 0 };
}

function applyAct(
  { author, entry }: PlacedEntry,
  notes: Map<string, Draft<BoardNote>>,
  replies: Map<string, Draft<BoardReply>>,
): void {
  switch (entry.type) {
    case 'edit': {
      const note = notes.get(entry.note);
      if (note?.author !== author) return;
      note.in = entry.in ?? note.in;
      if (entry.out !== undefined) note.out = entry.out;
      // An edit of the start alone may pass the end that stood: the range then becomes a point.
      if (note.out !== null && note.out <= note.in) note.out = null;
      note.kind = entry.kind ?? note.kind;
      note.weight = entry.weight ?? note.weight;
      note.text = entry.text ?? note.text;
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
      const target = notes.get(entry.of) ?? replies.get(entry.of);
      if (target?.author === author) target.withdrawn = true;
      return;
    }
    case 'resolve':
    case 'reopen': {
      const note = notes.get(entry.note);
      if (!note) return;
      note.state = entry.type === 'resolve' ? 'resolved' : 'open';
      note.changes.push({ type: entry.type, by: author, at: entry.at });
      return;
    }
    case 'note':
    case 'reply':
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Notes that still ask for something: open and not withdrawn. */
export function openNotes(board: Board): readonly BoardNote[] {
  return board.notes.filter((note) => note.state === 'open' && !note.withdrawn);
}
