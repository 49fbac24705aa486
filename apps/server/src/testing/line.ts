import { WebSocket } from 'ws';
import type { ApiClient } from './api-client.js';

/** A person's line to the sync endpoint: their cookie on every socket, as a browser would send it. It can be cut. */
export class Line {
  /** What a session of `@segue/client` is opened with. */
  readonly connection: {
    readonly baseUrl: string;
    readonly person: { readonly id: string; readonly name: string };
    readonly WebSocket: typeof globalThis.WebSocket;
  };
  private up = true;
  private readonly sockets = new Set<WebSocket>();

  /** @param url the server's, `http://…` */
  constructor(person: ApiClient, url: string) {
    // Classes cannot close over `this`.
    const sockets = this.sockets;
    const isUp = (): boolean => this.up;
    class Signed extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        // Nobody listens on port 1: the connection is refused, as it is without a network.
        super(isUp() ? address : 'ws://127.0.0.1:1', protocols, { headers: { cookie: person.cookie } });
        sockets.add(this);
        this.on('close', () => sockets.delete(this));
      }
    }
    this.connection = {
      baseUrl: `${url.replace('http', 'ws')}/sync`,
      person: { id: person.personId, name: person.name },
      // reason: `ws` is the WebSocket of browsers in all that the provider uses.
      WebSocket: Signed as unknown as typeof globalThis.WebSocket,
    };
  }

  cut(): void {
    this.up = false;
    for (const socket of this.sockets) socket.terminate();
  }

  mend(): void {
    this.up = true;
  }
}
