import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { REFUSALS, type RefusalCode } from './refusals.js';

/** The message types of the y-websocket protocol, and Segue's own (sent only to clients that connect with `?ack=1`). */
export const MESSAGE_SYNC = 0;
export const MESSAGE_AWARENESS = 1;
export const MESSAGE_AUTH = 2;
export const MESSAGE_QUERY_AWARENESS = 3;
export const MESSAGE_SEGUE = 4;

/** The steps of the Yjs sync protocol (y-protocols/sync). */
export const SYNC_STEP_1 = 0;
export const SYNC_STEP_2 = 1;
export const SYNC_UPDATE = 2;

/** Why a sync socket was closed. 4xxx codes are the application's own (RFC 6455, 7.4.2). */
export const CLOSE = {
  /** Signed out, removed from the film, or rights changed: look up the session, then connect again if it still may. */
  authority: 4401,
  /** The document does not exist or is not shared with this person. */
  notFound: 4404,
  /** The client reads too slowly, or the server stops: connect again. */
  again: 1012,
  /** The server could not save: nothing unacknowledged was kept; connect again. */
  storage: 1013,
  malformed: 1007,
  tooLarge: 1009,
} as const;

/**
 * What the server says beyond y-websocket:
 * - `saved`: this many of the sync messages with content (step 2 and update) that came over *this* connection have been
 *   dealt with; all that was not refused is durable.
 * - `refused`: one of them was refused. `entries` are the refused values as JSON, so that nothing written is lost.
 * - `not-saved`: storage does not take anything at the moment. What has not been reported as dealt with is kept waiting and
 *   tried again; a later `saved` says that it went through. Until then the client's own copy is the only safe one.
 */
export type SegueMessage =
  | { readonly type: 'saved'; readonly messages: number }
  | {
      readonly type: 'refused';
      readonly code: RefusalCode;
      readonly detail: string;
      readonly entries: readonly unknown[];
    }
  | { readonly type: 'not-saved' };

/** A sync message: a state vector (step 1) or an update (step 2 and update). */
export function syncMessage(step: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_SYNC);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint(encoder, payload.length);
  const head = encoding.toUint8Array(encoder);
  // Put together by hand: the encoder would copy a large document more than once.
  const message = new Uint8Array(head.length + payload.length);
  message.set(head);
  message.set(payload, head.length);
  return message;
}

/** An awareness message around an awareness update. */
export function awarenessMessage(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_AWARENESS);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** Encodes a message of Segue's own, with its leading message type. */
export function encodeSegueMessage(message: SegueMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_SEGUE);
  encoding.writeVarString(encoder, JSON.stringify(message));
  return encoding.toUint8Array(encoder);
}

/** Decodes what follows the message type. Throws on anything else. */
export function decodeSegueMessage(decoder: decoding.Decoder): SegueMessage {
  const value: unknown = JSON.parse(decoding.readVarString(decoder));
  if (typeof value === 'object' && value !== null && 'type' in value) {
    if (value.type === 'saved' && 'messages' in value && typeof value.messages === 'number') {
      return { type: 'saved', messages: value.messages };
    }
    if (value.type === 'refused' && 'code' in value && isRefusalCode(value.code)) {
      const detail = 'detail' in value && typeof value.detail === 'string' ? value.detail : '';
      const entries = 'entries' in value && Array.isArray(value.entries) ? (value.entries as unknown[]) : [];
      return { type: 'refused', code: value.code, detail, entries };
    }
    if (value.type === 'not-saved') return { type: 'not-saved' };
  }
  throw new Error('not a message that Segue sends');
}

function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === 'string' && code in REFUSALS;
}
