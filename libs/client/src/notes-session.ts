import { documentName, newId } from '@segue/protocol';
import {
  addEntry,
  LiveBoard,
  partRoot,
  readEntries,
  type Attachment,
  type Board,
  type Drawing,
  type Entry,
  type BoardNote,
  type NoteKind,
  type NoteWeight,
  type ReactionSign,
} from '@segue/review-document';
import { DocumentSession, type Refused, type SessionOptions } from './document-session.js';
import { History, type UndoneAct } from './history.js';
import { Patience, textIn, unsentEntries, withoutNumber } from './unsent-entries.js';

/** The content of a note: `in` and `out` are absolute picture positions in flicks, `out` exclusive or null for a point. */
export interface NoteContent {
  readonly in: number;
  readonly out: number | null;
  /** The cut whose picture they count in; null where none is there. */
  readonly cut?: string | null | undefined;
  readonly kind: NoteKind;
  readonly weight: NoteWeight;
  readonly text: string;
  /** Ids of the people who are named in it. */
  readonly mentions?: string[] | undefined;
  /** The stem of the version that it is about; null for the whole mix. */
  readonly stem?: string | null | undefined;
  /** What is drawn over the picture at `in`; null for nothing. */
  readonly drawing?: Drawing | null | undefined;
}

type WithoutStamp<T> = T extends unknown ? Omit<T, 'lamport' | 'at'> : never;

/** The notes of a cue: the board that everybody sees, and one's own hand to write with. */
export class NotesSession extends DocumentSession {
  private readonly live = new LiveBoard();
  /** Null until somebody looks. */
  private shown: Board | null = null;
  private readonly patience = new Patience();
  private readonly history = new History();

  constructor(options: SessionOptions & { readonly cueId: string }) {
    super(documentName({ kind: 'notes', cueId: options.cueId }), options);
  }

  /** Notes that have not changed are the same objects as before. */
  get board(): Board {
    return (this.shown ??= this.live.read(readEntries(this.doc)));
  }

  /** Adds a note to a version; returns its id. */
  addNote(
    note: NoteContent & { readonly version: string; readonly attachments?: Attachment[] | undefined },
  ): string {
    return this.add('note', { type: 'note', ...note });
  }

  /** Answers a note. `corrects` is a reading of it that the answer sets right. */
  reply(
    noteId: string,
    text: string,
    more: {
      readonly mentions?: string[];
      readonly attachments?: Attachment[];
      readonly corrects?: string;
    } = {},
  ): string {
    return this.add('reply', { type: 'reply', note: noteId, text, ...more });
  }

  edit(noteId: string, change: Partial<NoteContent>): void {
    const note = this.find(noteId);
    this.write({ type: 'edit', note: noteId, ...change });
    if (!note) return;
    const { in: start, out, cut, kind, weight, text, mentions, stem, drawing } = note;
    const all: NoteContent = {
      in: start,
      out,
      cut,
      kind,
      weight,
      text,
      mentions: [...mentions],
      stem,
      drawing,
    };
    const before = Object.fromEntries(Object.entries(all).filter(([field]) => field in change));
    this.record('edit', { type: 'edit', note: noteId, ...before }, { type: 'edit', note: noteId, ...change });
  }

  editReply(replyId: string, text: string, mentions?: string[]): void {
    const reply = this.board.notes.flatMap(({ replies }) => replies).find(({ id }) => id === replyId);
    const edit = { type: 'edit-reply', reply: replyId, text, ...(mentions && { mentions }) } as const;
    this.write(edit);
    if (reply) this.record('edit', { ...edit, text: reply.text, mentions: [...reply.mentions] }, edit);
  }

  /** Withdraws one's own note, reply or reading; the thread stays. */
  withdraw(id: string): void {
    this.turn('withdraw', { type: 'withdraw', of: id }, { type: 'restore', of: id });
  }

  /** Puts back what one has withdrawn. */
  restore(id: string): void {
    this.turn('restore', { type: 'restore', of: id }, { type: 'withdraw', of: id });
  }

  resolve(noteId: string): void {
    this.turn('resolve', { type: 'resolve', note: noteId }, { type: 'reopen', note: noteId });
  }

  reopen(noteId: string): void {
    this.turn('reopen', { type: 'reopen', note: noteId }, { type: 'resolve', note: noteId });
  }

  /** Says in one line how one reads a note. */
  readAs(noteId: string, text: string): void {
    this.add('reading', { type: 'read-as', note: noteId, text });
  }

  /** Says that one's own note was read as it was meant. */
  agree(readingId: string): void {
    this.write({ type: 'agree', of: readingId });
  }

  /** Puts a sign on a note or reply, or takes it back. */
  react(id: string, sign: ReactionSign, on: boolean): void {
    const put = { type: 'react', of: id, sign } as const;
    const take = { type: 'unreact', of: id, sign } as const;
    if (on) this.turn('reaction', put, take);
    else this.turn('reaction', take, put);
  }

  /** Says that one has given all one's notes on a version, or has more after all. */
  finish(version: string, finished: boolean): void {
    this.write({ type: finished ? 'finish' : 'unfinish', version });
  }

  /** Takes back what one did last on this page; says what that was, null when there is nothing. */
  undo(): UndoneAct | null {
    return this.history.undo();
  }

  /** Does once more what one took back last. */
  redo(): UndoneAct | null {
    return this.history.redo();
  }

  protected read(): void {
    // A flood of notes is folded once, when somebody looks.
    this.shown = null;
  }

  protected bringOver(updates: readonly Uint8Array[], refused: Refused): readonly string[] | null {
    const { id: personId } = this.options.person;
    const here = this.doc.getMap(partRoot(personId));
    const unsent = unsentEntries(updates, personId);
    const written = new Set([...here.values(), ...unsent.map(({ entry }) => entry)].map(withoutNumber));
    // Another tab may have brought an entry through under its own client id.
    const missing = unsent.filter(({ id }) => !here.has(id));
    const lost = this.patience.givenUp(missing, refused);
    let { lamport } = this.board;
    for (const each of missing) {
      if (lost.has(each)) continue;
      // Where one before it was given up, its number would now run ahead of the document.
      const stamped = { ...each.entry, lamport: Math.min(each.entry.lamport, lamport + 1) };
      lamport = Math.max(lamport, stamped.lamport);
      // Each in an update of its own: what is refused then takes no other with it.
      addEntry(this.doc, personId, each.id, stamped);
    }
    const given = [
      ...missing.filter((each) => lost.has(each)).map(({ entry }) => entry),
      ...refused.entries.filter((value) => !written.has(withoutNumber(value))),
    ];
    return given.length > 0 ? given.flatMap(textIn) : null;
  }

  private find(noteId: string): BoardNote | undefined {
    return this.board.notes.find(({ id }) => id === noteId);
  }

  /** Writes what can be withdrawn. */
  private add(act: UndoneAct, entry: WithoutStamp<Entry>): string {
    const id = this.write(entry);
    this.record(act, { type: 'withdraw', of: id }, { type: 'restore', of: id });
    return id;
  }

  /** Writes an act that another one turns back. */
  private turn(act: UndoneAct, entry: WithoutStamp<Entry>, back: WithoutStamp<Entry>): void {
    this.write(entry);
    this.record(act, back, entry);
  }

  /** Entries are only ever added: what is undone is answered by one more. */
  private record(act: UndoneAct, back: WithoutStamp<Entry>, again: WithoutStamp<Entry>): void {
    const step = (entry: WithoutStamp<Entry>) => () => void this.write(entry);
    this.history.record({ act, undo: step(back), redo: step(again) });
  }

  private write(entry: WithoutStamp<Entry>): string {
    const id = newId();
    const stamped = { ...entry, lamport: this.board.lamport + 1, at: Date.now() };
    addEntry(this.doc, this.options.person.id, id, stamped);
    return id;
  }
}
