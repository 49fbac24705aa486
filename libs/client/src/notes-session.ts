import { documentName, newId } from '@segue/protocol';
import {
  addEntry,
  foldBoard,
  partRoot,
  readEntries,
  type Board,
  type Entry,
  type NoteKind,
  type NoteWeight,
} from '@segue/review-document';
import type * as Y from 'yjs';
import { DocumentSession, type SessionOptions } from './document-session.js';

/** The content of a note: `in` and `out` are absolute picture positions in flicks, `out` exclusive or null for a point. */
export interface NoteContent {
  readonly in: number;
  readonly out: number | null;
  readonly kind: NoteKind;
  readonly weight: NoteWeight;
  readonly text: string;
}

type WithoutStamp<T> = T extends unknown ? Omit<T, 'lamport' | 'at'> : never;

/** The notes of a cue: the board that everybody sees, and one's own hand to write with. */
export class NotesSession extends DocumentSession {
  private folded: Board = foldBoard([]);

  constructor(options: SessionOptions & { readonly cueId: string }) {
    super(documentName({ kind: 'notes', cueId: options.cueId }), options);
  }

  get board(): Board {
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
    this.folded = foldBoard(readEntries(this.doc));
  }

  protected salvage(previous: Y.Doc, refused: readonly unknown[]): void {
    const lost = new Set(refused.map((entry) => JSON.stringify(entry)));
    const root = partRoot(this.options.person.id);
    const here = this.doc.getMap(root);
    const kept = [...previous.getMap(root).entries()].filter(
      ([id, entry]) => !here.has(id) && !lost.has(JSON.stringify(entry)),
    );
    for (const [id, entry] of kept) addEntry(this.doc, this.options.person.id, id, entry as Entry);
  }

  private write(entry: WithoutStamp<Entry>): string {
    const id = newId();
    const stamped = { ...entry, lamport: this.folded.lamport + 1, at: Date.now() };
    addEntry(this.doc, this.options.person.id, id, stamped);
    return id;
  }
}
