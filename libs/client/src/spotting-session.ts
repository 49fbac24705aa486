import { documentName, newId } from '@segue/protocol';
import { addCue, editCue, readCues, removeCue, type Cue, type CueFields } from '@segue/review-document';
import { DocumentSession, type SessionOptions } from './document-session.js';

/** The spotting sheet of a film: an ordinary shared document, written by those whose role spots. */
export class SpottingSession extends DocumentSession {
  private sheet: readonly Cue[] = [];

  constructor(options: SessionOptions & { readonly filmId: string }) {
    super(documentName({ kind: 'spotting', filmId: options.filmId }), options);
  }

  /** The cues in film order. */
  get cues(): readonly Cue[] {
    return this.sheet;
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

  remove(id: string): void {
    removeCue(this.doc, id);
  }

  protected read(): void {
    this.sheet = readCues(this.doc);
  }

  protected salvage(): void {
    // A shared document is refused as a whole only to those who may not write it: there is nothing of theirs to bring over.
  }
}
