import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { MESSAGE_SYNC } from '@segue/protocol';
import { WebSocket } from 'ws';

const SYNC_UPDATE = 2;

/**
 * One person's network: it can be pulled out, then connections hang until it is back, and it can be rough, then updates
 * overtake each other and come twice. Messages of a WebSocket do neither; what a merge of tabs, nodes and resyncs does to
 * updates amounts to it.
 */
export class WeakNetwork {
  rough = false;
  private whole = true;
  private readonly open = new Set<Socket>();
  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly server: Server,
    private readonly cookie: string,
  ) {}

  static async to(target: string, cookie: string): Promise<WeakNetwork> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    const network = new WeakNetwork(server, cookie);
    server.on('connection', (near) => {
      network.open.add(near);
      near.on('error', () => near.destroy());
      near.on('close', () => network.open.delete(near));
      const pass = (): void => {
        if (near.destroyed) return;
        const far = connect(Number(port), hostname);
        near.on('close', () => far.destroy());
        far.on('error', () => near.destroy());
        far.on('close', () => near.destroy());
        near.pipe(far).pipe(near);
      };
      if (network.whole) pass();
      else network.waiting.add(pass);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return network;
  }

  get url(): string {
    return `ws://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Breaks every connection; new ones hang. */
  cut(): void {
    this.whole = false;
    this.breakAll();
  }

  mend(): void {
    this.whole = true;
    for (const pass of this.waiting) pass();
    this.waiting.clear();
  }

  /** Breaks every connection once. */
  breakAll(): void {
    for (const socket of this.open) socket.destroy();
  }

  close(): void {
    this.server.close();
    this.breakAll();
  }

  /** A WebSocket class that carries the person's cookie over this network. */
  get WebSocket(): typeof globalThis.WebSocket {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- reason: the class inside has a `this` of its own.
    const network = this;
    class Weak extends WebSocket {
      private seen = 0;
      private held: Uint8Array | null = null;

      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols, { headers: { cookie: network.cookie } });
      }

      override emit(event: string | symbol, ...args: unknown[]): boolean {
        const heard = super.emit(event, ...args);
        const [data] = args;
        const twice =
          network.rough &&
          event === 'message' &&
          data instanceof ArrayBuffer &&
          isUpdate(new Uint8Array(data));
        return twice ? super.emit(event, ...args) : heard;
      }

      override send(data: Uint8Array): void {
        const { held } = this;
        this.held = null;
        if (network.rough && !held && isUpdate(data) && ++this.seen % 3 === 0) {
          this.held = data;
          // Nothing may follow that would push it out.
          setTimeout(() => {
            if (this.held === data && this.readyState === this.OPEN) super.send(data);
            if (this.held === data) this.held = null;
          }, 20);
          return;
        }
        super.send(data);
        if (held) super.send(held);
      }
    }
    return Weak as unknown as typeof globalThis.WebSocket;
  }
}

function isUpdate(message: Uint8Array): boolean {
  return message[0] === MESSAGE_SYNC && message[1] === SYNC_UPDATE;
}
