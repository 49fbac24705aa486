import {
  CLOSE,
  encodeSegueMessage,
  MESSAGE_AWARENESS,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_SYNC,
} from '@segue/protocol';
import * as decoding from 'lib0/decoding';
import type { Received } from './content.js';
import { awarenessMessage, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE, syncMessage } from './messages.js';
import { entriesIn } from './parts-content.js';
import type { Room } from './room.js';

/** The person at the other end, as the server knows them. */
export interface Peer<Standing> {
  readonly personId: string;
  readonly name: string;
  readonly standing: Standing;
  /** Whether the client asked to hear what was saved and what was refused (`?ack=1`). */
  readonly acknowledge: boolean;
}

/** A socket as the engine needs it. */
export interface Socket {
  send(message: Uint8Array): void;
  close(code: number, reason: string): void;
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number;
}

/** What a connection asks of the engine. */
export interface Host<Standing> {
  /** Logs an accepted update and shows it. Resolves when it is durable; false when the log refused its client id. */
  commit(
    room: Room<Standing>,
    author: string,
    update: Extract<Received, { type: 'accepted' }>,
  ): Promise<boolean>;
  /** Resolves when everything handed over before is durable. */
  settled(): Promise<void>;
  spreadPresence(room: Room<Standing>, update: Uint8Array): void;
  left(connection: Connection<Standing>): void;
  refused(connection: Connection<Standing>, code: string, detail: string): void;
}

/** Largest message a client may send, in bytes. */
const MAX_MESSAGE = 4 * 1024 * 1024;
/** A client that lets more than this pile up is cut off and syncs afresh, in bytes. */
const MAX_BUFFERED = 8 * 1024 * 1024;
/** How often a client is asked to send everything again before it has to make progress. */
const MAX_RESYNCS = 5;

/** Refusals that another node's news may turn into an ordinary update. */
const DOUBTFUL: ReadonlySet<string> = new Set(['update.foreign-client-id', 'update.foreign-root']);

/** One socket in one room. Messages are dealt with in the order they come. */
export class Connection<Standing> {
  private queue: Promise<void> = Promise.resolve();
  private dealt = 0;
  /** Messages that wait for a resync: they count as dealt with only when what they brought has come through. */
  private owed = 0;
  private resyncs = 0;
  private open = true;

  constructor(
    readonly room: Room<Standing>,
    readonly peer: Peer<Standing>,
    private readonly socket: Socket,
    private readonly host: Host<Standing>,
  ) {}

  /** Greets: the server's state vector, and who is here. */
  start(): void {
    this.send(syncMessage(SYNC_STEP_1, this.room.served.stateVector()));
    const present = this.room.presence.all();
    if (present) this.send(awarenessMessage(present));
  }

  /** Takes a message from the socket. */
  receive(message: Uint8Array): void {
    if (message.length > MAX_MESSAGE) {
      this.close(CLOSE.tooLarge, 'message too large');
      return;
    }
    this.queue = this.queue
      .then(() => this.handle(message))
      .catch(() => {
        this.close(CLOSE.malformed, 'message cannot be read');
      });
  }

  send(message: Uint8Array): void {
    if (!this.open) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED) this.close(CLOSE.again, 'reads too slowly');
    else this.socket.send(message);
  }

  close(code: number, reason: string): void {
    if (!this.open) return;
    this.socket.close(code, reason);
    this.leave();
  }

  /** The socket has gone. */
  leave(): void {
    if (!this.open) return;
    this.open = false;
    this.room.connections.delete(this);
    const update = this.room.presence.leave(this);
    if (update) this.host.spreadPresence(this.room, update);
    this.host.left(this);
  }

  private async handle(message: Uint8Array): Promise<void> {
    if (!this.open) return;
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE_SYNC) {
      const step = decoding.readVarUint(decoder);
      const payload = decoding.readVarUint8Array(decoder);
      if (step === SYNC_STEP_1) this.send(syncMessage(SYNC_STEP_2, this.room.served.missingFrom(payload)));
      else if (step === SYNC_STEP_2 || step === SYNC_UPDATE) await this.write(payload);
      else throw new Error('unknown sync step');
    } else if (type === MESSAGE_AWARENESS) {
      const { personId: id, name } = this.peer;
      const update = this.room.presence.receive(decoding.readVarUint8Array(decoder), this, { id, name });
      if (update) this.host.spreadPresence(this.room, update);
    } else if (type === MESSAGE_QUERY_AWARENESS) {
      const present = this.room.presence.all();
      if (present) this.send(awarenessMessage(present));
    } else {
      throw new Error('unknown message type');
    }
  }

  private async write(bytes: Uint8Array): Promise<void> {
    const { personId, standing } = this.peer;
    let received = this.room.content.receive(personId, standing, bytes);
    // Another node may have logged what this one has not heard of yet: an honest client then carries other people's work.
    const doubtful =
      received.type === 'incomplete' || (received.type === 'refused' && DOUBTFUL.has(received.code));
    if (doubtful && (await this.room.catchUp()))
      received = this.room.content.receive(personId, standing, bytes);
    switch (received.type) {
      case 'accepted': {
        // Not awaited: the next message may join the same commit.
        const committed = this.host.commit(this.room, personId, received);
        if (received.pending) {
          committed.catch(() => undefined);
          this.askAgain();
        } else {
          this.resyncs = 0;
          this.dealtWhen(committed, bytes);
        }
        return;
      }
      case 'nothing':
        this.dealtWhen(this.whenSettled(), bytes);
        return;
      case 'incomplete':
        this.askAgain();
        return;
      case 'refused':
        this.refuse(received.code, received.detail, bytes);
        this.dealtWhen(this.whenSettled(), bytes);
    }
  }

  /** There is nothing to log, but what was handed over before has to be durable first. */
  private async whenSettled(): Promise<true> {
    await this.host.settled();
    return true;
  }

  /** Something is missing in between: the client's answer to step 1 is everything this node lacks. */
  private askAgain(): void {
    this.owed++;
    if (this.resyncs++ < MAX_RESYNCS) this.send(syncMessage(SYNC_STEP_1, this.room.served.stateVector()));
  }

  private dealtWhen(done: Promise<boolean>, bytes: Uint8Array): void {
    const messages = 1 + this.owed;
    this.owed = 0;
    done.then(
      (kept) => {
        if (!kept) this.refuse('update.foreign-client-id', 'the client id belongs to somebody else', bytes);
        this.dealt += messages;
        if (this.peer.acknowledge) this.send(encodeSegueMessage({ type: 'saved', messages: this.dealt }));
      },
      () => {
        // The room has been abandoned: the client reconnects and sends again what was not saved.
      },
    );
  }

  private refuse(
    code: Extract<Received, { type: 'refused' }>['code'],
    detail: string,
    bytes: Uint8Array,
  ): void {
    this.host.refused(this, code, detail);
    if (!this.peer.acknowledge) return;
    const entries = entriesIn(bytes).map(({ value }) => value);
    this.send(encodeSegueMessage({ type: 'refused', code, detail, entries }));
  }
}
