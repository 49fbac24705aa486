import type { Duplex } from 'node:stream';
import {
  MESSAGE_AWARENESS,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_SEGUE,
  MESSAGE_SYNC,
  type SegueMessage,
} from '@segue/protocol';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const SYNC_UPDATE = 2;
/** The state vector of somebody who has nothing. */
const NOTHING_KNOWN = Uint8Array.of(0);

/** Waits until a check holds; what it waits for comes over the wire. */
export const eventually = (check: () => unknown, timeout = 20_000): Promise<unknown> =>
  vi.waitFor(check, { timeout, interval: 5 });

/** A refusal as its author heard it. */
export type HeardRefusal = Extract<SegueMessage, { type: 'refused' }>;

/** Where and as whom a raw client connects. An empty cookie is a stranger. */
export interface RawAddress {
  readonly url: string;
  readonly cookie: string;
  readonly document: string;
}

/** A client made by hand: sends whatever bytes it is given with a person's cookie, and keeps what comes back. */
export class RawClient {
  readonly heard: SegueMessage[] = [];
  /** How often the server asked what this client has: once to greet, again for each gap it has found. */
  asked = 0;
  /** Answers to this client's own questions. */
  answers = 0;
  /** Bytes received. */
  received = 0;
  /** The close code once the socket has gone. */
  closed: number | null = null;
  /** Sync messages with content that were sent. */
  sent = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.hear(data);
    });
    socket.on('close', (code) => {
      this.closed = code;
    });
    socket.on('error', () => {
      // The close that follows is what tests look at.
    });
  }

  /** Connects, and waits for the greeting or for being sent away. `early` is sent before the server has said anything. */
  static async open(
    { url, cookie, document }: RawAddress,
    early: readonly Uint8Array[] = [],
  ): Promise<RawClient> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${document}?ack=1`, {
      headers: cookie === '' ? {} : { cookie },
      perMessageDeflate: true,
    });
    const client = new RawClient(socket);
    socket.on('open', () => {
      for (const message of early) client.send(message);
    });
    await eventually(() => {
      if (client.asked === 0 && client.closed === null) throw new Error('no answer');
    });
    return client;
  }

  get refusals(): readonly HeardRefusal[] {
    return this.heard.flatMap((message) => (message.type === 'refused' ? [message] : []));
  }

  /** How many of the sync messages sent have been dealt with. */
  get dealt(): number {
    return this.heard.reduce((most, message) => (message.type === 'saved' ? message.messages : most), 0);
  }

  /** Sends bytes as they are; a text goes as a text frame. */
  send(message: Uint8Array | string): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(message);
  }

  update(bytes: Uint8Array): void {
    this.sent++;
    this.send(updateMessage(bytes));
  }

  /** Writes to the line below WebSocket: frames made by hand. */
  writeFrame(bytes: Uint8Array): void {
    // reason: ws offers no way to send a frame that breaks the protocol.
    (this.socket as unknown as { _socket: Duplex })._socket.write(bytes);
  }

  /**
   * Resolves when the server has taken everything sent before off the line, or has closed it: a question is answered in its
   * turn.
   */
  async fence(): Promise<void> {
    if (this.closed !== null) return;
    const before = this.answers;
    this.send(stepOneMessage());
    await eventually(() => {
      if (this.answers === before && this.closed === null) throw new Error('no answer');
    });
  }

  /** Resolves with the close code. */
  async gone(): Promise<number> {
    await eventually(() => {
      if (this.closed === null) throw new Error('still open');
    });
    return this.closed ?? 0;
  }

  close(): void {
    this.socket.terminate();
  }

  private hear(data: Buffer): void {
    this.received += data.length;
    // The numbers that decide are below 128, so each is one byte.
    const [kind, step] = data;
    if (kind === MESSAGE_SYNC && step === SYNC_STEP_1) this.asked++;
    else if (kind === MESSAGE_SYNC && step === SYNC_STEP_2) this.answers++;
    else if (kind === MESSAGE_SEGUE) this.heard.push(segueMessage(data));
  }
}

/** Behind the message type stands a text: its length, whose last byte is the first one below 128, and JSON. */
function segueMessage(data: Buffer): SegueMessage {
  const start = data.findIndex((byte, at) => at > 0 && byte < 0x80) + 1;
  return JSON.parse(data.subarray(start).toString()) as SegueMessage;
}

/** A sync message around an update. */
export const updateMessage = (update: Uint8Array): Uint8Array => message(MESSAGE_SYNC, SYNC_UPDATE, update);

/** A sync message that asks for everything beyond a state vector. */
export const stepOneMessage = (stateVector = NOTHING_KNOWN): Uint8Array =>
  message(MESSAGE_SYNC, SYNC_STEP_1, stateVector);

/** A message of numbers, and bytes behind them with their length. */
export function message(...fields: readonly (number | Uint8Array)[]): Uint8Array {
  const to = new Y.UpdateEncoderV1();
  for (const field of fields) {
    if (typeof field === 'number') to.writeLen(field);
    else to.writeBuf(field);
  }
  return to.toUint8Array();
}

export const askWhoIsHere = message(MESSAGE_QUERY_AWARENESS);

/** An awareness message: client id, clock, and the state as JSON or as whatever text is given. */
export function awarenessMessage(
  ...states: readonly { readonly clientId: number; readonly clock: number; readonly state: unknown }[]
): Uint8Array {
  const to = new Y.UpdateEncoderV1();
  to.writeLen(states.length);
  for (const { clientId, clock, state } of states) {
    to.writeClient(clientId);
    to.writeLen(clock);
    to.writeString(typeof state === 'string' ? state : JSON.stringify(state));
  }
  return message(MESSAGE_AWARENESS, to.toUint8Array());
}
