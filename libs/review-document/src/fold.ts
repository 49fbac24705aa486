import type { BoardNote, Finish, PlacedEntry } from './board.js';
import { reactionsIn } from './reactions.js';
import { readingIn } from './reading.js';

type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? Draft<U>[] : T[K] };
type Reply = Draft<BoardNote['replies'][number]>;

/** The fixed order of acts: Lamport number, then person id, then entry id. */
export function compareEntries(a: PlacedEntry, b: PlacedEntry): number {
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
  /** What each person said last of having finished with each version. */
  private readonly said = new Map<string, PlacedEntry>();

  /** Takes entries in. Returns the ids of the notes that may look different now, also of notes that are not there yet. */
  add(placed: Iterable<PlacedEntry>): ReadonlySet<string> {
    const touched = new Set<string>();
    const others: PlacedEntry[] = [];
    for (const each of placed) {
      const { id, author, entry } = each;
      if (entry.type === 'finish' || entry.type === 'unfinish') {
        const key = `${author} ${entry.version}`;
        const before = this.said.get(key);
        if (!before || compareEntries(before, each) < 0) this.said.set(key, each);
        continue;
      }
      const note =
        entry.type === 'note' ? id : entry.type === 'reply' || entry.type === 'read-as' ? entry.note : null;
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
      const { text, mentions = [], attachments = [], at } = entry;
      const kept = {
        mentions: [...mentions],
        attachments: [...attachments],
        reactions: [],
        at,
        edited: false,
        withdrawn: false,
      };
      const reply = { id: replyId, author, text, ...kept };
      replies.set(replyId, reply);
      note.replies.push(reply);
    }
    for (const act of acts) apply(act, note, replies);
    const reactions = reactionsIn(acts);
    const reading = readingIn(acts, note.author, (replyId) => replies.get(replyId)?.withdrawn === true);
    return {
      ...note,
      reactions: reactions(id),
      reading,
      replies: note.replies.map((reply) => ({ ...reply, reactions: reactions(reply.id) })),
    };
  }

  /** Who has finished giving notes on which version, in board order. */
  get finishes(): readonly Finish[] {
    return [...this.said.values()].sort(compareEntries).flatMap(({ author: by, entry }) => {
      return entry.type === 'finish' ? [{ version: entry.version, by, at: entry.at }] : [];
    });
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
      case 'restore':
      case 'agree':
      case 'react':
      case 'unreact':
        return this.noteOf.get(entry.of);
      case 'edit':
      case 'resolve':
      case 'reopen':
        return entry.note;
      default:
    }
    return undefined;
  }
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
      mentions = [],
      attachments = [],
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
      mentions: [...mentions],
      attachments: [...attachments],
      reactions: [],
      reading: null,
      stem,
      drawing,
      at,
      edited: false,
      withdrawn: false,
      withdrawnAt: null,
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
      if (entry.mentions) note.mentions = [...entry.mentions];
      if (entry.stem !== undefined) note.stem = entry.stem;
      if (entry.drawing !== undefined) note.drawing = entry.drawing;
      note.edited = true;
      return;
    }
    case 'edit-reply': {
      const reply = replies.get(entry.reply);
      if (reply?.author !== author) return;
      reply.text = entry.text;
      if (entry.mentions) reply.mentions = [...entry.mentions];
      reply.edited = true;
      return;
    }
    case 'withdraw':
    case 'restore': {
      const target = entry.of === note.id ? note : replies.get(entry.of);
      if (target?.author !== author) return;
      target.withdrawn = entry.type === 'withdraw';
      if (target === note) note.withdrawnAt = target.withdrawn ? entry.at : null;
      return;
    }
    case 'resolve':
    case 'reopen': {
      note.state = entry.type === 'resolve' ? 'resolved' : 'open';
      note.changes.push({ type: entry.type, by: author, at: entry.at });
      return;
    }
    default:
  }
}
