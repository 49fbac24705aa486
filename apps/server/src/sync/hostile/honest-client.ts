import { openNotes, openSpotting, type NotesSession, type SpottingSession } from '@segue/client';
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { ApiClient } from '../../testing/api-client.js';
import { Line } from '../../testing/line.js';
import { eventually } from './raw-client.js';

/** Notes of a picture position nobody cares about. */
const NOTE = { version: 'v'.repeat(14), in: 0, out: null, kind: 'mix', weight: 'must' } as const;

/** An honest person in a cue's notes, over Segue's own client. */
export class HonestNotes {
  readonly line: Line;
  readonly session: NotesSession;

  private constructor(person: ApiClient, url: string, cueId: string) {
    this.line = new Line(person, url);
    this.session = openNotes({ ...this.line.connection, cueId });
  }

  static async open(person: ApiClient, url: string, cueId: string): Promise<HonestNotes> {
    const client = new HonestNotes(person, url, cueId);
    await eventually(() => {
      expect(client.session.loaded).toBe(true);
    });
    return client;
  }

  /** The whole document, as Yjs encodes it. */
  get bytes(): Uint8Array {
    return Y.encodeStateAsUpdate(this.session.doc);
  }

  get texts(): string[] {
    return this.session.board.notes.map(({ text }) => text);
  }

  /** Writes a note and waits until it is durable. Returns its id, and the update that Yjs made of it. */
  async write(text: string): Promise<{ id: string; update: Uint8Array }> {
    let update: Uint8Array = new Uint8Array();
    this.session.doc.once('update', (bytes: Uint8Array) => (update = bytes));
    const id = this.note(text);
    await this.saved();
    return { id, update };
  }

  /** Writes a note and does not wait. */
  note(text: string): string {
    return this.session.addNote({ ...NOTE, text });
  }

  async saved(): Promise<void> {
    await eventually(() => {
      expect(this.session.state).toMatchObject({ status: 'saved', unsaved: 0 });
    });
  }

  close(): void {
    this.session.close();
  }
}

/** An honest person at a film's spotting sheet. */
export class HonestSheet {
  readonly session: SpottingSession;

  private constructor(person: ApiClient, url: string, filmId: string) {
    this.session = openSpotting({ ...new Line(person, url).connection, filmId });
  }

  static async open(person: ApiClient, url: string, filmId: string): Promise<HonestSheet> {
    const client = new HonestSheet(person, url, filmId);
    await eventually(() => {
      expect(client.session.loaded).toBe(true);
    });
    return client;
  }

  get bytes(): Uint8Array {
    return Y.encodeStateAsUpdate(this.session.doc);
  }

  /** Does something to the sheet and waits until it is durable. Returns the update that Yjs made of it. */
  async change<T>(write: (session: SpottingSession) => T): Promise<{ result: T; update: Uint8Array }> {
    let update: Uint8Array = new Uint8Array();
    this.session.doc.once('update', (bytes: Uint8Array) => (update = bytes));
    const result = write(this.session);
    await eventually(() => {
      expect(this.session.state).toMatchObject({ status: 'saved', unsaved: 0 });
    });
    return { result, update };
  }

  close(): void {
    this.session.close();
  }
}
