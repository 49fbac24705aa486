import type { Socket as TcpSocket } from 'node:net';
import type { Socket } from '@segue/sync-engine';
import { WebSocket } from 'ws';

/** A binary frame that is the whole message, from a server (RFC 6455, 5.2). */
const FINAL_BINARY = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const { OPEN } = WebSocket;

/**
 * A WebSocket as the engine needs it. The frame of a message is built once, however many sockets it goes to, and handed
 * to the TCP socket itself: with a room full of people that is most of the work. Nothing is compressed, so it is `ws`
 * alone that also writes there (pings, the closing frame), whole frames at a time.
 */
export function framedSocket(socket: WebSocket): Socket {
  // reason: ws keeps its TCP socket in a field that its types do not show.
  const { _socket: tcp } = socket as unknown as { readonly _socket: TcpSocket };
  return {
    send(message) {
      return socket.readyState !== OPEN || tcp.write(frameOf(message));
    },
    close(code, reason) {
      socket.close(code, reason);
    },
    terminate() {
      socket.terminate();
    },
    pause() {
      socket.pause();
    },
    resume() {
      socket.resume();
    },
    get bufferedAmount() {
      return tcp.writableLength;
    },
  };
}

// A room is told one message after the other, so the last frame is the one that is wanted again.
let last: { readonly message: Uint8Array; readonly frame: Buffer } | null = null;
// What a room keeps for those who join is wanted again later.
const large = new WeakMap<Uint8Array, Buffer>();
const LARGE = 64 * 1024;

function frameOf(message: Uint8Array): Buffer {
  if (last?.message === message) return last.frame;
  const frame = large.get(message) ?? binaryFrame(message);
  if (message.length >= LARGE) large.set(message, frame);
  else last = { message, frame };
  return frame;
}

/** Puts a message into one unmasked binary frame. */
function binaryFrame(message: Uint8Array): Buffer {
  const { length } = message;
  const header = length < LENGTH_16 ? 2 : length < 0x1_0000 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = FINAL_BINARY;
  if (header === 2) {
    frame[1] = length;
  } else if (header === 4) {
    frame[1] = LENGTH_16;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_64;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(message, header);
  return frame;
}
