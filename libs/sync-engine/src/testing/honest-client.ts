import {
  awarenessMessage,
  decodeSegueMessage,
  MESSAGE_AWARENESS,
  MESSAGE_SEGUE,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
  syncMessage,
  type SegueMessage,
} from '@segue/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { expect, vi } from 'vitest';
import * as Y from 'yjs';
import { SyncEngine, type Connection, type EngineOptions } from '../index.js';
import { memoryUpdateLog } from '../memory-update-log.js';
import type { DocumentRules } from '../ports.js';

export type Standing = 'writes' | 'reads';

/** Entries are texts; only those who write may add them; "bad" is not a word we know, "trap" is our own mistake. */
const parts: DocumentRules<Standing> = {
  kind: 'parts',
  partRoot: (personId) => `part:${personId}`,
  judge: () => ({
    check: (_author, standing, entries) => {
      if (entries.some(({ value }) => value === 'trap')) throw new Error('a judge with a fault');
      if (standing === 'reads') return { code: 'update.role', detail: 'reads only' };
      return entries.some(({ value }) => typeof value !== 'string' || value === 'bad')
        ? { code: 'update.schema', detail: 'a text, please' }
        : null;
    },
    admit: () => undefined,
  }),
};
const shared: DocumentRules<Standing> = {
  kind: 'shared',
  mayWrite: (standing) => standing === 'writes',
  problem: (document) =>
    [...document.share.keys()].every((root) => root === 'sheet') ? null : 'one root: sheet',
};
const rules = (document: string): DocumentRules<Standing> => (document.startsWith('film') ? shared : parts);

export function engine(options: Partial<EngineOptions<Standing>> = {}): SyncEngine<Standing> {
  return new SyncEngine({ log: memoryUpdateLog(), rules, ...options });
}

/** An honest client: answers the sync protocol with a real Y.Doc, as the stock provider does. */
export class Client {
  readonly doc = new Y.Doc();
  readonly heard: SegueMessage[] = [];
  readonly presence: { clientId: number; state: unknown }[] = [];
  closed: number | null = null;
  /** Updates and answers that came. */
  updates = 0;
  sent = 0;
  bufferedAmount = 0;
  /** Whether it reads nothing any more: all that is sent to it piles up. */
  stalled = false;
  private connection: Connection<Standing> | null = null;

  constructor(
    readonly personId: string,
    private readonly standing: Standing = 'writes',
  ) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.connection) this.update(update);
    });
  }

  async join(server: SyncEngine<Standing>, document = 'cue'): Promise<this> {
    const socket = {
      send: (message: Uint8Array) => {
        if (this.stalled) this.bufferedAmount += message.length;
        else this.hear(message);
        return this.bufferedAmount === 0;
      },
      close: (code: number) => {
        this.closed = code;
        this.connection = null;
      },
      terminate: () => {
        this.closed = 1006;
        this.connection = null;
      },
      pause: () => undefined,
      resume: () => undefined,
      bufferedAmount: 0,
    };
    Object.defineProperty(socket, 'bufferedAmount', { get: () => this.bufferedAmount });
    const peer = { personId: this.personId, name: this.personId, standing: this.standing, acknowledge: true };
    this.closed = null;
    this.connection = await server.connect(document, peer, socket);
    this.connection.receive(syncMessage(SYNC_STEP_1, Y.encodeStateVector(this.doc)));
    this.flushHeld();
    return this;
  }

  leave(): void {
    this.connection?.leave();
    this.connection = null;
  }

  write(id: string, value: unknown): void {
    this.doc.getMap(`part:${this.personId}`).set(id, value);
  }

  raw(message: Uint8Array): void {
    this.connection?.receive(message);
  }

  update(bytes: Uint8Array, step = SYNC_UPDATE): void {
    this.sent++;
    this.connection?.receive(syncMessage(step, bytes));
  }

  get saved(): number {
    return this.heard.reduce((most, message) => (message.type === 'saved' ? message.messages : most), 0);
  }

  get refusals(): string[] {
    return this.heard.flatMap((message) => (message.type === 'refused' ? message.code : []));
  }

  part(personId: string): Record<string, unknown> {
    return this.doc.getMap(`part:${personId}`).toJSON();
  }

  private held: Uint8Array[] = [];
  private flushHeld(): void {
    for (const update of this.held.splice(0)) this.update(update, SYNC_STEP_2);
  }

  private hear(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE_SYNC: {
        const step = decoding.readVarUint(decoder);
        const payload = decoding.readVarUint8Array(decoder);
        if (step !== SYNC_STEP_1) {
          this.updates++;
          Y.applyUpdate(this.doc, payload, this);
        } else if (this.connection) this.update(Y.encodeStateAsUpdate(this.doc, payload), SYNC_STEP_2);
        else this.held.push(Y.encodeStateAsUpdate(this.doc, payload));
        return;
      }
      case MESSAGE_SEGUE:
        this.heard.push(decodeSegueMessage(decoder));
        return;
      case MESSAGE_AWARENESS: {
        const states = decoding.createDecoder(decoding.readVarUint8Array(decoder));
        for (let left = decoding.readVarUint(states); left > 0; left--) {
          const clientId = decoding.readVarUint(states);
          decoding.readVarUint(states);
          this.presence.push({ clientId, state: JSON.parse(decoding.readVarString(states)) });
        }
      }
    }
  }
}

export const eventually = (check: () => void): Promise<void> =>
  vi.waitFor(check, { interval: 1, timeout: 20_000 });

export const settled = (...clients: Client[]): Promise<void> =>
  eventually(() => {
    for (const client of clients) expect(client.saved).toBe(client.sent);
  });

export function awareness(clientId: number, clock: number, state: unknown): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, clientId);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, JSON.stringify(state));
  return awarenessMessage(encoding.toUint8Array(encoder));
}

/** Applies `change` to a copy of what a client sees and hands back the update, as a hostile client would craft it. */
export function craft(from: Client, change: (doc: Y.Doc) => void, clientId?: number): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(from.doc));
  // Set afterwards: Yjs takes a new id when it meets its own in an update.
  if (clientId !== undefined) copy.clientID = clientId;
  const before = Y.encodeStateVector(copy);
  change(copy);
  return Y.encodeStateAsUpdate(copy, before);
}
