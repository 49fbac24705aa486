import { openNotes, openSpotting, type NotesSession, type SpottingSession } from '@segue/client';
import { newId, parseDocumentName } from '@segue/protocol';
import * as Y from 'yjs';
import { position } from '../harness/review-scene.js';
import type { Chance } from './chance.js';
import { Witness } from './witness.js';

/** Most updates of one writer that are not called saved: programs write faster than hands, and than disks. */
const MOST_AHEAD = 3;
const VERSION = newId();

/** One person at one document, with Segue's own client. */
export class Writer {
  readonly witness: Witness;
  readonly session: NotesSession | SpottingSession;
  /** How far the session's own clock had come whenever it showed "saved". */
  claimedClock = 0;
  written = 0;
  private readonly doc: Y.Doc;
  private readonly write: () => void;

  constructor(
    readonly document: string,
    person: { readonly personId: string; readonly name: string; readonly cookie: string },
    /** Address of the server as this writer reaches it. */
    url: string,
    private readonly hand: { readonly chance: Chance; readonly longest: number },
    onChange: () => void,
  ) {
    const look = (): void => {
      if (this.isSaved) this.claimedClock = this.clock;
      onChange();
    };
    this.witness = new Witness(look);
    const options = {
      baseUrl: `${url.replace('http', 'ws')}/sync`,
      person: { id: person.personId, name: person.name },
      WebSocket: this.witness.socket(person.cookie),
    };
    const address = parseDocumentName(document);
    if (address?.kind === 'notes') {
      const session = openNotes({ ...options, cueId: address.cueId });
      this.session = session;
      this.write = () => {
        this.writeNote(session, person);
      };
    } else if (address?.kind === 'spotting') {
      const session = openSpotting({ ...options, filmId: address.filmId });
      this.session = session;
      this.write = () => {
        this.writeCue(session);
      };
    } else {
      throw new Error(`${document} has no session`);
    }
    this.doc = this.session.doc;
    this.session.subscribe(look);
  }

  /** The session shows "saved". */
  get isSaved(): boolean {
    const { status, unsaved } = this.session.state;
    return status === 'saved' && unsaved === 0;
  }

  get mayWrite(): boolean {
    return this.session.loaded && this.session.state.unsaved < MOST_AHEAD;
  }

  /** The number under which this session writes. */
  get clientId(): number {
    return this.doc.clientID;
  }

  /** How many changes this session has written, as Yjs counts them. */
  get clock(): number {
    return Y.getState(this.doc.store, this.clientId);
  }

  /** Why this client would need a reload; null when it does not. */
  get trouble(): string | null {
    const { refused, state, doc } = this.session;
    if (refused.length > 0) return `${this.document}: refused: ${JSON.stringify(refused)}`;
    if (state.status === 'closed') return `${this.document}: closed because of ${state.closedBecause ?? ''}`;
    if (doc !== this.doc) return `${this.document}: the document was started afresh`;
    return null;
  }

  /** Makes one change, whatever chance says. */
  writeOne(): void {
    this.written++;
    this.write();
  }

  private writeNote(session: NotesSession, person: { personId: string }): void {
    const { notes } = session.board;
    const text = this.words();
    const own = notes.filter(({ author }) => author === person.personId);
    const act = this.hand.chance.between(1, 10);
    if (act <= 2 && notes.length > 0) session.reply(this.hand.chance.pick(notes).id, text);
    else if (act === 3 && own.length > 0) session.edit(this.hand.chance.pick(own).id, { text });
    else {
      const place = { in: position(this.hand.chance.between(0, 10_000)), out: null };
      session.addNote({ version: VERSION, ...place, kind: 'mix', weight: 'taste', text });
    }
  }

  private writeCue(session: SpottingSession): void {
    const { cues } = session;
    const drafts = cues.filter(({ title }) => title.startsWith('Draft'));
    const act = this.hand.chance.between(1, 10);
    if (act === 1 && drafts.length > 3) session.remove(this.hand.chance.pick(drafts).id);
    else if (act <= 4) session.add({ number: `9m${cues.length}`, title: `Draft ${newId()}` });
    else session.edit(this.hand.chance.pick(cues).id, { description: this.words() });
  }

  /** A text that does not compress. */
  private words(): string {
    const length = this.hand.chance.between(14, this.hand.longest);
    return Array.from({ length: Math.ceil(length / 15) }, newId)
      .join(' ')
      .slice(0, length);
  }
}
