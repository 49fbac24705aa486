import { CLOSE, decodeSegueMessage, MESSAGE_SEGUE, MESSAGE_SYNC } from '@segue/protocol';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';

const STEP_1 = 0;

/** What went over the sockets of one session, seen below the client: the server's word, not the client's reading of it. */
export class Witness {
  /** Updates of this session that the server called saved. */
  readonly acknowledged: Uint8Array[] = [];
  /** Sync messages with content that came. */
  frames = 0;
  connections = 0;
  /** How often the server said that it cannot save: by the message, or by closing the socket for that reason. */
  toldNotSaved = 0;
  /** How often it closed the socket for that reason. */
  sentAway = 0;

  constructor(private readonly onChange: () => void) {}

  /** The WebSocket class for the session of the person with this cookie. */
  socket(cookie: string): typeof globalThis.WebSocket {
    // reason: the class below needs the witness beside its own `this`.
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const witness = this;
    class Witnessed extends WebSocket {
      private readonly sent: Uint8Array[] = [];
      private dealt = 0;

      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols, { headers: { cookie } });
        witness.connections++;
        this.on('message', (data) => {
          this.heard(new Uint8Array(data as ArrayBuffer));
        });
        this.on('close', (code) => {
          if (code === CLOSE.storage) {
            witness.toldNotSaved++;
            witness.sentAway++;
          }
          witness.onChange();
        });
      }

      override send(data: Uint8Array): void {
        const content = contentOf(data);
        if (content) this.sent.push(content);
        super.send(data);
      }

      private heard(message: Uint8Array): void {
        if (contentOf(message)) witness.frames++;
        const decoder = decoding.createDecoder(message);
        if (decoding.readVarUint(decoder) === MESSAGE_SEGUE) {
          const said = decodeSegueMessage(decoder);
          if (said.type === 'not-saved') witness.toldNotSaved++;
          if (said.type === 'saved') {
            witness.acknowledged.push(...this.sent.slice(this.dealt, said.messages));
            this.dealt = said.messages;
          }
        }
        witness.onChange();
      }
    }
    return Witnessed as unknown as typeof globalThis.WebSocket;
  }
}

/** The update in a sync message; null when the message is another, or only asks. */
function contentOf(message: Uint8Array): Uint8Array | null {
  const decoder = decoding.createDecoder(message);
  if (decoding.readVarUint(decoder) !== MESSAGE_SYNC || decoding.readVarUint(decoder) === STEP_1) return null;
  return decoding.readVarUint8Array(decoder);
}
