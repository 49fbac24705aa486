import { once } from 'node:events';
import { MESSAGE_AWARENESS, MESSAGE_SYNC } from '@segue/protocol';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Occurrences } from './occurrences.js';

const STEP_2 = 1;
const UPDATE = 2;
/** Sync step 1 with an empty state vector: "give me everything". */
const ASK_FOR_ALL = Uint8Array.of(MESSAGE_SYNC, 0, 1, 0);

/**
 * Somebody who only looks, over a socket without any client on it: nothing is sent unasked, nothing reconnects, and
 * everything that comes is counted.
 */
export class QuietReader {
  readonly doc = new Y.Doc();
  /** Sync messages with content that came. */
  frames = 0;
  /** Whom the server names as present, by Yjs client id; those who have left are not in it. */
  readonly present = new Map<number, unknown>();
  closedWith: number | null = null;
  private readonly occurrences = new Occurrences();
  private answers = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => {
      this.hear(new Uint8Array(data as Buffer));
      this.occurrences.tell();
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      this.closedWith = code;
      this.occurrences.tell();
    });
  }

  /** Opens a document and reads it. */
  static async open(
    reader: { readonly cookie: string },
    url: string,
    document: string,
  ): Promise<QuietReader> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${document}`, {
      headers: { cookie: reader.cookie },
    });
    const quiet = new QuietReader(socket);
    await once(socket, 'open');
    await quiet.readAll();
    return quiet;
  }

  /** Asks for the whole document over the connection that stands. Rejects when that has gone. */
  async readAll(): Promise<Y.Doc> {
    const before = this.answers;
    if (this.closedWith === null) this.socket.send(ASK_FOR_ALL);
    await this.until('the document is read', () => this.answers > before || this.closedWith !== null);
    if (this.closedWith !== null) throw new Error(`The socket was closed with ${this.closedWith}.`);
    return this.doc;
  }

  /** Resolves when this holds, now or after something came. */
  until(what: string, holds: () => boolean, withinMs = 10_000): Promise<void> {
    return this.occurrences.until(what, holds, { withinMs });
  }

  close(): void {
    this.socket.close();
  }

  private hear(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE_SYNC) {
      const step = decoding.readVarUint(decoder);
      if (step !== STEP_2 && step !== UPDATE) return;
      Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder));
      if (step === STEP_2) this.answers++;
      this.frames++;
    } else if (type === MESSAGE_AWARENESS) {
      this.hearPresence(decoding.createDecoder(decoding.readVarUint8Array(decoder)));
    }
  }

  private hearPresence(decoder: decoding.Decoder): void {
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const clientId = decoding.readVarUint(decoder);
      decoding.readVarUint(decoder); // the clock
      const state: unknown = JSON.parse(decoding.readVarString(decoder));
      if (state === null) this.present.delete(clientId);
      else this.present.set(clientId, state);
    }
  }
}
