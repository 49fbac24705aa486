import { documentName, newId } from '@segue/protocol';
import {
  addCue,
  editCue,
  readCues,
  readHits,
  removeCue,
  removeHit,
  setHit,
  sheetRoots,
  type Cue,
  type CueFields,
  type Hit,
  type HitFields,
} from '@segue/review-document';
import * as Y from 'yjs';
import { DocumentSession, type SessionOptions } from './document-session.js';
import { wordsIn } from './words.js';

/** The spotting sheet of a film: an ordinary shared document, written by those whose role spots. */
export class SpottingSession extends DocumentSession {
  /** Null until somebody looks: a review room needs the hits only, and of a flood of changes the last counts. */
  private sheet: readonly Cue[] | null = null;
  private points: readonly Hit[] | null = null;
  /** What was written on this page in this document. */
  private history: Y.UndoManager | null = null;

  constructor(options: SessionOptions & { readonly filmId: string }) {
    super(documentName({ kind: 'spotting', filmId: options.filmId }), options);
  }

  /** The cues in film order. Those that have not changed are the same objects as before. */
  get cues(): readonly Cue[] {
    return (this.sheet ??= readCues(this.doc));
  }

  /** The hits in film order. */
  get hits(): readonly Hit[] {
    return (this.points ??= readHits(this.doc));
  }

  get mayUndo(): boolean {
    return this.history?.canUndo() === true;
  }

  get mayRedo(): boolean {
    return this.history?.canRedo() === true;
  }

  /** Takes back what one did last on this page, as far as nobody else has changed it since. */
  undo(): void {
    this.history?.undo();
  }

  /** Does once more what one took back last. */
  redo(): void {
    this.history?.redo();
  }

  /** Adds a cue; returns its id. */
  add(fields: Partial<CueFields>): string {
    const id = newId();
    addCue(this.doc, id, fields);
    return id;
  }

  edit(id: string, fields: Partial<CueFields>): void {
    editCue(this.doc, id, fields);
  }

  /** Takes a cue off the sheet, with its hits. */
  remove(id: string): void {
    this.together(() => {
      for (const hit of this.hits) if (hit.cue === id) removeHit(this.doc, hit.id);
      removeCue(this.doc, id);
    });
  }

  /** Adds a hit; returns its id. */
  addHit(fields: Omit<HitFields, 'earlier'>): string {
    const id = newId();
    setHit(this.doc, id, { ...fields, earlier: [] });
    return id;
  }

  /** Changes fields of a hit; nothing happens when it is gone. */
  editHit(id: string, fields: Partial<HitFields>): void {
    const hit = this.hits.find((point) => point.id === id);
    if (!hit) return;
    const { cue, text, cut, at, earlier } = hit;
    setHit(this.doc, id, { cue, text, cut, at, earlier, ...fields });
  }

  removeHit(id: string): void {
    removeHit(this.doc, id);
  }

  /** Makes several changes one: they are sent, saved and refused together. */
  together(write: () => void): void {
    this.doc.transact(write);
  }

  protected read(): void {
    if (this.history?.doc !== this.doc) {
      // Only what is written here has no origin; each act is a step of its own, however fast they follow each other.
      this.history?.destroy();
      this.history = new Y.UndoManager(sheetRoots(this.doc), { captureTimeout: 0 });
    }
    this.sheet = null;
    this.points = null;
  }

  protected bringOver(updates: readonly Uint8Array[]): readonly string[] | null {
    // A shared document is refused as a whole, and what hangs together there cannot be told apart: the words go back.
    if (updates.length === 0) return null;
    return updates.flatMap((update) => wordsIn(this.name, update, this.options.person.id));
  }
}
