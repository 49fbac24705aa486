import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

// One buffer for all sockets: it is filled and read within one turn, and what outlives the turn is copied.
const READ = Buffer.allocUnsafeSlow(256 * 1024);
/** Frames above this size, in bytes, get a buffer of their own while they arrive; smaller ones are joined. */
const LARGE_FRAME = 4096;
const TEXT_END = '\r\n\r\n';

/**
 * A WebSocket client (RFC 6455) that does what a load generator needs and nothing else, much cheaper than `ws`: one core of
 * clients has to keep one core of server busy. No compression; a ping is answered; a paused socket reads nothing.
 */
export class LightWebSocket {
  bytesIn = 0;
  framesIn = 0;
  closed = false;
  /** Close code that the server gave, if it gave one. */
  closeCode = undefined;
  #open = false;
  #handshake = '';
  #rest = null;
  #large = null;
  #fragments = [];
  #error = undefined;

  /** `onMessage` gets a buffer that is only valid during the call, and the moment (`performance.now()`) it was read. */
  constructor(address, { headers = {}, onOpen, onMessage, onClose }) {
    const url = new URL(address);
    this.onOpen = onOpen;
    this.onMessage = onMessage;
    this.socket = connect({
      host: url.hostname,
      port: Number(url.port),
      noDelay: true,
      onread: {
        buffer: () => READ,
        callback: (length, buffer) => {
          this.#read(buffer.subarray(0, length));
          return true;
        },
      },
    });
    this.socket.on('connect', () => this.socket.write(upgradeRequest(url, headers)));
    this.socket.on('error', (error) => (this.#error = error));
    this.socket.on('close', () => {
      this.closed = true;
      onClose(this.#error);
    });
  }

  send(payload) {
    this.#send(2, payload);
  }

  pause() {
    this.socket.pause();
  }

  resume() {
    this.socket.resume();
  }

  /** Ends the connection without a farewell. */
  terminate() {
    this.socket.destroy();
  }

  #read(bytes) {
    this.bytesIn += bytes.length;
    const frames = this.#open ? bytes : this.#readHandshake(bytes);
    if (frames.length > 0) this.#readFrames(frames, performance.now());
  }

  /** Returns what came after the handshake. */
  #readHandshake(bytes) {
    const before = this.#handshake.length;
    this.#handshake += bytes.latin1Slice();
    const end = this.#handshake.indexOf(TEXT_END);
    if (end < 0) return bytes.subarray(bytes.length);
    if (!this.#handshake.startsWith('HTTP/1.1 101')) {
      this.#error = new Error(`no upgrade: ${this.#handshake.split('\r\n')[0]}`);
      this.socket.destroy();
      return bytes.subarray(bytes.length);
    }
    this.#open = true;
    this.onOpen();
    return bytes.subarray(end + TEXT_END.length - before);
  }

  #readFrames(arrived, now) {
    let bytes = arrived;
    let at = 0;
    if (this.#large) {
      const { buffer, head } = this.#large;
      const taken = Math.min(buffer.length - this.#large.filled, bytes.length);
      bytes.copy(buffer, this.#large.filled, 0, taken);
      this.#large.filled += taken;
      at = taken;
      if (this.#large.filled < buffer.length) return;
      this.#large = null;
      this.#take(head, buffer, now);
    } else if (this.#rest) {
      bytes = Buffer.concat([this.#rest, bytes]);
      this.#rest = null;
    }
    while (at + 2 <= bytes.length && !this.closed) {
      const head = bytes[at];
      let length = bytes[at + 1] & 127;
      let start = at + 2;
      if (length === 126) {
        if (at + 4 > bytes.length) break;
        length = bytes.readUInt16BE(at + 2);
        start = at + 4;
      } else if (length === 127) {
        if (at + 10 > bytes.length) break;
        length = Number(bytes.readBigUInt64BE(at + 2));
        start = at + 10;
      }
      if (start + length > bytes.length) {
        if (length <= LARGE_FRAME) break;
        const buffer = Buffer.allocUnsafeSlow(length);
        this.#large = { buffer, head, filled: bytes.copy(buffer, 0, start) };
        return;
      }
      this.#take(head, bytes.subarray(start, start + length), now);
      at = start + length;
    }
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at));
  }

  #take(head, payload, now) {
    this.framesIn++;
    const final = (head & 128) !== 0;
    const kind = head & 15;
    if (kind === 9) this.#send(10, payload);
    if (kind === 8) {
      this.closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      this.socket.destroy();
    }
    if (kind >= 8) return;
    if (final && this.#fragments.length === 0) {
      this.onMessage(payload, now);
      return;
    }
    this.#fragments.push(Buffer.from(payload));
    if (final) this.onMessage(Buffer.concat(this.#fragments.splice(0)), now);
  }

  #send(kind, payload) {
    if (this.closed) return;
    const { length } = payload;
    const head = length < 126 ? 6 : length < 65_536 ? 8 : 14;
    const frame = Buffer.allocUnsafe(head + length);
    frame[0] = 128 | kind;
    if (length < 126) {
      frame[1] = 128 | length;
    } else if (length < 65_536) {
      frame[1] = 128 | 126;
      frame.writeUInt16BE(length, 2);
    } else {
      frame[1] = 128 | 127;
      frame.writeBigUInt64BE(BigInt(length), 2);
    }
    // With a mask of zeros the payload is its own masked form.
    frame.fill(0, head - 4, head);
    frame.set(payload, head);
    this.socket.write(frame);
  }
}

function upgradeRequest(url, headers) {
  const lines = [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return lines.join('\r\n') + TEXT_END;
}
