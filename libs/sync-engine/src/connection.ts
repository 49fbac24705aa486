import {
  awarenessMessage,
  CLOSE,
  encodeSegueMessage,
  MESSAGE_AWARENESS,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
} from '@segue/protocol';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { Refused } from './ports.js';
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
  /**
   * Sends a message. The same array may be handed to many sockets and must not be changed. False when it has to wait for
   * the other end to read.
   */
  send(message: Uint8Array): boolean;
  close(code: number, reason: string): void;
  /** Ends the connection at once, with what waits to be sent. */
  terminate(): void;
  /** Stops reading from the other end, which then has to wait; and goes on. */
  pause(): void;
  resume(): void;
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number;
}

/** What a connection asks of the engine. */
export interface Host<Standing> {
  /** The room has something to be taken. */
  posted(room: Room<Standing>): void;
  /** A state of somebody who is here has changed. */
  presenceChanged(room: Room<Standing>): void;
  left(connection: Connection<Standing>): void;
  refused(connection: Connection<Standing>, refused: Refused): void;
  cutOff(connection: Connection<Standing>): void;
  /** Resolves when so many bytes may be sent to one. */
  turn(bytes: number): Promise<void>;
}

/** Largest message a client may send, in bytes. */
const MAX_MESSAGE = 4 * 1024 * 1024;
/** A client that lets more than this pile up, beside the document itself, is cut off and syncs afresh, in bytes. */
const MAX_BUFFERED = 8 * 1024 * 1024;
/** When more than this waits to be dealt with, the client is not read from until some of it is, in bytes. */
const MAX_WAITING = 1024 * 1024;
/** Joining a room above this size has to wait its turn, in bytes. */
const LARGE_ROOM = 256 * 1024;
/** How often a client is asked to send everything again before it has to make progress. */
const MAX_RESYNCS = 5;

/** One socket in one room. */
export class Connection<Standing> {
  /** Messages with content that have been dealt with. */
  private dealt = 0;
  /** Messages that wait for a resync: they count as dealt with only when what they brought has come through. */
  private owed = 0;
  private resyncs = 0;
  private waitingBytes = 0;
  /** What the client has, while its answer waits for its turn. */
  private asked: Uint8Array | null = null;
  /** Bytes of the last answer to what the client lacks. */
  private answered = 0;
  private paused = false;
  private open = true;
  private toldNotSaved = false;
  /** Sent away because rights changed: what still waits is not taken any more. */
  dismissed = false;

  constructor(
    readonly room: Room<Standing>,
    readonly peer: Peer<Standing>,
    private readonly socket: Socket,
    private readonly host: Host<Standing>,
  ) {}

  /** Greets: the server's state vector, and who is here. */
  start(): void {
    this.send(this.room.greeting());
    this.sendPresence();
  }

  /** Takes a message from the socket. */
  receive(message: Uint8Array): void {
    if (!this.open) return;
    if (message.length > MAX_MESSAGE) {
      this.close(CLOSE.tooLarge, 'message too large');
      return;
    }
    try {
      // Copied: what is read must not reach past the message's end into memory that the socket shares with others.
      this.handle(new Uint8Array(message));
    } catch {
      this.close(CLOSE.malformed, 'message cannot be read');
    }
  }

  send(message: Uint8Array): void {
    if (!this.open || this.socket.send(message)) return;
    // However large a document is, who joins has to have the time to read it.
    if (this.socket.bufferedAmount <= MAX_BUFFERED + this.answered) return;
    this.host.cutOff(this);
    this.socket.terminate();
    this.leave();
  }

  close(code: number, reason: string): void {
    if (!this.open) return;
    this.socket.close(code, reason);
    this.leave();
  }

  /** Sends the person away because what they may do has changed. What still waits is not taken any more. */
  dismiss(): void {
    this.dismissed = true;
    this.close(CLOSE.authority, 'your access has changed');
  }

  /** The socket has gone. */
  leave(): void {
    if (!this.open) return;
    this.open = false;
    this.room.connections.delete(this);
    this.room.presence.leave(this);
    this.host.presenceChanged(this.room);
    this.host.left(this);
  }

  /** So many messages, of so many bytes, were dealt with: all that was not refused is durable. */
  dealtWith(messages: number, bytes: number): void {
    this.dealt += messages + this.owed;
    this.owed = 0;
    this.resyncs = 0;
    this.toldNotSaved = false;
    this.noLongerWaiting(bytes);
    if (this.peer.acknowledge) this.send(encodeSegueMessage({ type: 'saved', messages: this.dealt }));
  }

  /** What this client waits for cannot be saved at the moment. It is told once. */
  notSaved(): void {
    if (this.toldNotSaved || !this.peer.acknowledge) return;
    this.toldNotSaved = true;
    this.send(encodeSegueMessage({ type: 'not-saved' }));
  }

  /** Something is missing in between: the client's answer to step 1 is everything this node lacks. */
  askAgain(bytes: Uint8Array): void {
    if (this.resyncs++ >= MAX_RESYNCS) {
      this.refuse({ code: 'update.malformed', detail: 'what it builds on never came' }, bytes);
      return;
    }
    this.owed++;
    this.noLongerWaiting(bytes.length);
    this.send(this.room.greeting());
  }

  /** An update was not admitted: its author gets it back, with the reason. */
  refuse({ code, detail }: Refused, bytes: Uint8Array): void {
    this.host.refused(this, { code, detail });
    if (this.peer.acknowledge)
      this.send(encodeSegueMessage({ type: 'refused', code, detail, entries: valuesIn(bytes) }));
    this.dealtWith(1, bytes.length);
  }

  private handle(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE_SYNC) {
      const step = decoding.readVarUint(decoder);
      const payload = decoding.readVarUint8Array(decoder);
      if (step === SYNC_STEP_1) this.answer(payload);
      else if (step === SYNC_STEP_2 || step === SYNC_UPDATE) this.post(payload);
      else throw new Error('unknown sync step');
    } else if (type === MESSAGE_AWARENESS) {
      this.room.presence.receive(decoding.readVarUint8Array(decoder), this);
      this.host.presenceChanged(this.room);
    } else if (type === MESSAGE_QUERY_AWARENESS) {
      this.sendPresence();
    } else {
      throw new Error('unknown message type');
    }
  }

  private answer(stateVector: Uint8Array): void {
    if (this.room.awake && this.room.size < LARGE_ROOM) {
      this.sendAnswer(stateVector);
      return;
    }
    // Who asks again before the answer has one place in the line all the same, and one answer.
    const waits = this.asked !== null;
    this.asked = stateVector;
    if (!waits) void this.answerInTurn();
  }

  /** When everybody joins at once, what others write meanwhile is not held up by it. */
  private async answerInTurn(): Promise<void> {
    await this.host.turn(this.room.size);
    try {
      await this.room.wake();
    } catch {
      this.close(CLOSE.storage, 'cannot be read now, connect again later');
      return;
    }
    const stateVector = this.asked;
    this.asked = null;
    if (!stateVector) return;
    try {
      this.sendAnswer(stateVector);
    } catch {
      this.close(CLOSE.malformed, 'message cannot be read');
    }
  }

  private sendAnswer(stateVector: Uint8Array): void {
    const answer = this.room.answerTo(stateVector);
    this.answered = answer.reduce((bytes, { length }) => bytes + length, 0);
    for (const message of answer) this.send(message);
  }

  private post(bytes: Uint8Array): void {
    this.waitingBytes += bytes.length;
    if (this.waitingBytes > MAX_WAITING && !this.paused) {
      this.paused = true;
      this.socket.pause();
    }
    this.room.post(this, bytes);
    this.host.posted(this.room);
  }

  private noLongerWaiting(bytes: number): void {
    this.waitingBytes -= bytes;
    if (this.paused && this.waitingBytes <= MAX_WAITING) {
      this.paused = false;
      this.socket.resume();
    }
  }

  private sendPresence(): void {
    const present = this.room.presence.all();
    if (present) this.send(awarenessMessage(present));
  }
}

/** The plain values in an update, so that what was written can be handed back. Those that JSON cannot hold are left out. */
function valuesIn(bytes: Uint8Array): unknown[] {
  try {
    return Y.decodeUpdate(bytes).structs.flatMap((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentAny
        ? (struct.content.arr as unknown[]).filter(isJson)
        : [],
    );
  } catch {
    // Bytes that cannot be read hold nothing to hand back.
    return [];
  }
}

function isJson(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}
