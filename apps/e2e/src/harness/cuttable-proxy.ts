import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between a client and a server, with the troubles a test gives it. */
export interface CuttableProxy {
  readonly port: number;
  readonly url: string;
  /** The same address as `address`, reached through this network. */
  through(address: string): string;
  /** Breaks every connection and takes no new one. */
  cut(): void;
  /** Takes new connections but leads them nowhere until it is mended; those that stand go on. */
  hold(): void;
  /** Connections stay, and nothing comes through them in either direction. */
  stall(): void;
  /** Every answer of the server arrives so many milliseconds later. */
  delayAnswers(milliseconds: number): void;
  mend(): void;
  close(): Promise<void>;
}

/** Passes everything on to the port of `target` (asked anew for each connection when it is a function). */
export async function openProxy(target: string | (() => string)): Promise<CuttableProxy> {
  const open = new Set<Socket>();
  let state: 'whole' | 'cut' | 'held' | 'stalled' = 'whole';
  const waiting: Socket[] = [];
  let delay = 0;

  const lead = (near: Socket): void => {
    const port = Number(new URL(typeof target === 'string' ? target : target()).port);
    const far = connect(port, 'localhost');
    open.add(far);
    pass(near, far, () => 0);
    pass(far, near, () => delay);
    if (state === 'stalled') for (const socket of [near, far]) socket.pause();
  };
  const pass = (from: Socket, to: Socket, lateBy: () => number): void => {
    let next = 0;
    const inOrder = (work: () => void): void => {
      next = Math.max(next, Date.now() + lateBy());
      if (next <= Date.now()) work();
      else setTimeout(work, next - Date.now());
    };
    from.on('data', (bytes) => {
      inOrder(() => to.write(bytes));
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      open.delete(from);
      inOrder(() => to.destroy());
    });
  };
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    open.add(near);
    near.setNoDelay(true);
    if (state !== 'held') {
      lead(near);
      return;
    }
    near.on('error', () => undefined);
    waiting.push(near);
  });
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const breakAll = (): void => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  return {
    port,
    url: `http://localhost:${port}`,
    through: (address) => {
      const url = new URL(address);
      url.port = String(port);
      return url.href;
    },
    cut: () => {
      state = 'cut';
      breakAll();
    },
    hold: () => {
      state = 'held';
    },
    stall: () => {
      state = 'stalled';
      for (const socket of open) socket.pause();
    },
    delayAnswers: (milliseconds) => {
      delay = milliseconds;
    },
    mend: () => {
      state = 'whole';
      delay = 0;
      for (const socket of open) socket.resume();
      for (const near of waiting.splice(0)) if (!near.destroyed) lead(near);
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      breakAll();
      await closed;
    },
  };
}
