import { decodeSegueMessage, MESSAGE_SEGUE, MESSAGE_SYNC } from '@segue/protocol';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** A document over nothing but the stock provider, as a stranger's program would open it. */
export interface OpenDocument {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Resolves when `holds` is true of the document, now or after a change. */
  until(holds: (doc: Y.Doc) => boolean): Promise<void>;
  /** Resolves when everything written here is durable; only where acknowledgements were asked for. */
  acknowledged(): Promise<void>;
  close(): void;
}

/** Opens a document with the stock y-websocket provider and waits for its content. */
export async function openDocument(
  person: { readonly url: string; readonly cookie: string },
  name: string,
  { doc = new Y.Doc(), ack = false } = {},
): Promise<OpenDocument> {
  const { provider, traffic } = connect(person, name, doc, ack);
  await new Promise<void>((resolve, reject) => {
    provider.once('sync', () => {
      resolve();
    });
    provider.on('connection-close', (event) => {
      if (event !== null && event.code >= 4000) reject(new Error(`${name}: closed with ${event.code}`));
    });
  });
  return {
    doc,
    provider,
    until: (holds) => until(doc, holds),
    acknowledged: () =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!traffic.unsaved) resolve();
        };
        traffic.onSaved = look;
        look();
      }),
    close: () => {
      provider.destroy();
    },
  };
}

/** Tries to open a document; resolves to the code it is closed with. */
export async function closeCode(
  person: { readonly url: string; readonly cookie: string },
  name: string,
): Promise<number> {
  const { provider } = connect(person, name, new Y.Doc(), false);
  const code = await new Promise<number>((resolve) => {
    provider.on('connection-close', (event) => {
      if (event !== null) resolve(event.code);
    });
  });
  provider.destroy();
  return code;
}

interface Traffic {
  /** Sync messages with content that went over the present connection. */
  sent: number;
  /** Whether something was written here that the server has not called saved, over whichever connection. */
  unsaved: boolean;
  onSaved: () => void;
}

function connect(
  { url, cookie }: { url: string; cookie: string },
  name: string,
  doc: Y.Doc,
  ack: boolean,
): { provider: WebsocketProvider; traffic: Traffic } {
  const traffic: Traffic = { sent: 0, unsaved: false, onSaved: () => undefined };
  class SignedIn extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie } });
      traffic.sent = 0;
    }

    override send(data: Uint8Array): void {
      if (data[0] === MESSAGE_SYNC && data[1] !== 0) traffic.sent++;
      super.send(data);
    }
  }
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/sync`, name, doc, {
    WebSocketPolyfill: SignedIn as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: ack ? { ack: '1' } : {},
  });
  if (ack) {
    provider.messageHandlers[MESSAGE_SEGUE] = (_encoder, decoder) => {
      const message = decodeSegueMessage(decoder);
      if (message.type !== 'saved' || message.messages !== traffic.sent) return;
      traffic.unsaved = false;
      traffic.onSaved();
    };
    doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin !== provider) traffic.unsaved = true;
    });
  }
  return { provider, traffic };
}

function until(doc: Y.Doc, holds: (doc: Y.Doc) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds(doc)) return;
      doc.off('update', look);
      resolve();
    };
    doc.on('update', look);
    look();
  });
}
