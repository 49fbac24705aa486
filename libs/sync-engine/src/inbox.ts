import { CLOSE } from '@segue/protocol';
import type { Refused } from './ports.js';

/** A connection, as its room sees it. */
export interface Occupant<Standing> {
  readonly peer: { readonly personId: string; readonly name: string; readonly standing: Standing };
  /** Sent away because rights changed: what still waits is not taken any more. */
  readonly dismissed: boolean;
  send(message: Uint8Array): void;
  close(code: number, reason: string): void;
  /** Sends the person away because what they may do has changed. */
  dismiss(): void;
  /** So many messages, of so many bytes, were dealt with: all that was not refused is durable. */
  dealtWith(messages: number, bytes: number): void;
  /** What it waits for cannot be saved at the moment. */
  notSaved(): void;
  /** Something is missing before this update: everything has to be sent again. */
  askAgain(bytes: Uint8Array): void;
  /** An update was not admitted. */
  refuse(refused: Refused, bytes: Uint8Array): void;
}

/** An update that a person sent and that waits to be dealt with. */
export interface Write<Standing> {
  readonly connection: Occupant<Standing>;
  readonly bytes: Uint8Array;
  /** When it arrived, in milliseconds of `performance.now()`. */
  readonly since: number;
  /** The log was read for it already: what is still missing is not there. */
  readonly retried: boolean;
}

/** Most bytes of waiting updates that one commit takes from one room. */
const MAX_DRAFT = 2 * 1024 * 1024;

/** What people have sent into a room and nobody has looked at yet, in the order in which it came. */
export class Inbox<Standing> {
  private writes: Write<Standing>[] = [];

  get length(): number {
    return this.writes.length;
  }

  [Symbol.iterator](): Iterator<Write<Standing>> {
    return this.writes[Symbol.iterator]();
  }

  /** Puts an update in line. */
  add(connection: Occupant<Standing>, bytes: Uint8Array): void {
    this.writes.push({ connection, bytes, since: performance.now(), retried: false });
  }

  /** As much as one commit takes, and at least one. */
  takePortion(): Write<Standing>[] {
    let bytes = 0;
    const end = this.writes.findIndex((write) => (bytes += write.bytes.length) > MAX_DRAFT);
    return this.writes.splice(0, end === -1 ? this.writes.length : Math.max(end, 1));
  }

  /** What was taken waits again, before everything else. */
  putBack(writes: readonly Write<Standing>[]): void {
    this.writes.unshift(...writes);
  }

  /** Sends away who has been waiting since before this moment of `performance.now()`; their clients keep the work. */
  giveUpOn(since: number): void {
    const late = new Set(
      this.writes.filter((write) => write.since < since).map(({ connection }) => connection),
    );
    this.writes = this.writes.filter(({ connection }) => !late.has(connection));
    for (const connection of late) connection.close(CLOSE.storage, 'not saved, connect again later');
  }
}

/** Tells each connection once how much of what it sent has been dealt with. */
export function settle<Standing>(writes: readonly Write<Standing>[]): void {
  const dealt = new Map<Occupant<Standing>, { messages: number; bytes: number }>();
  for (const { connection, bytes } of writes) {
    const sum = dealt.get(connection);
    if (sum) {
      sum.messages++;
      sum.bytes += bytes.length;
    } else {
      dealt.set(connection, { messages: 1, bytes: bytes.length });
    }
  }
  for (const [connection, { messages, bytes }] of dealt) connection.dealtWith(messages, bytes);
}
