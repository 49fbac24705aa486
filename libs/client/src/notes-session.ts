import { documentName, newId } from '@segue/protocol';
import {
  addEntry,
  foldBoard,
  partRoot,
  readEntries,
  type Board,
  type Drawing,
  type Entry,
  type NoteKind,
  type NoteWeight,
} from '@segue/review-document';
import { DocumentSession, type Refused, type SessionOptions } from './document-session.js';
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
  /** The stem of the version that it is about; null for the whole mix. */
  readonly stem?: string | null | undefined;
  /** What is drawn over the picture at `in`; null for nothing. */
  readonly drawing?: Drawing | null | undefined;
}

type WithoutStamp<T> = T extends unknown ? Omit<T, 'lamport' | 'at'> : never;

/** The notes of a cue: the board that everybody sees, and one's own hand to write with. */
export class NotesSession extends DocumentSession {
  private folded: Board = foldBoard([]);
  private isFolded = true;
  private readonly patience = new Patience();

  constructor(options: SessionOptions & { readonly cueId: string }) {
    super(documentName({ kind: 'notes', cueId: options.cueId }), options);
  }

  /** Notes that have not changed are the same objects as before. */
  get board(): Board {
    if (!this.isFolded) this.folded = foldBoard(readEntries(this.doc), this.folded);
    this.isFolded = true;
    return this.folded;
  }

  /** Adds a note to a version; returns its id. */
  addNote(note: NoteContent & { readonly version: string }): string {
    return this.write({ type: 'note', ...note });
  }

  reply(noteId: string, text: string): string {
    return this.write({ type: 'reply', note: noteId, text });
  }

  edit(noteId: string, change: Partial<NoteContent>): void {
    this.write({ type: 'edit', note: noteId, ...change });
  }

  editReply(replyId: string, text: string): void {
    this.write({ type: 'edit-reply', reply: replyId, text });
  }

  /** Withdraws one's own note or reply; its thread stays. */
  withdraw(id: string): void {
    this.write({ type: 'withdraw', of: id });
  }

  resolve(noteId: string): void {
    this.write({ type: 'resolve', note: noteId });
  }

  reopen(noteId: string): void {
    this.write({ type: 'reopen', note: noteId });
  }

  protected read(): void {
    // A flood of notes is folded once, when somebody looks.
    this.isFolded = false;
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

  private write(entry: WithoutStamp<Entry>): string {
    const id = newId();
    const stamped = { ...entry, lamport: this.board.lamport + 1, at: Date.now() };
    addEntry(this.doc, this.options.person.id, id, stamped);
    return id;
  }
}
