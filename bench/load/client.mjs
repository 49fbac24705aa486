import { setTimeout as pause } from 'node:timers/promises';
import { LightWebSocket } from './websocket.mjs';
import { protocols } from './protocols.mjs';

const NOTHING_KNOWN = new Uint8Array([0]);

/**
 * A person's connection to a room. It holds no document: of each update it only reads how far it reaches, so that
 * hundreds of clients fit on one core. Options: `node` (which one to connect to), `keep` (keeps every update it gets),
 * `counts` (false: its deliveries are not recorded), `stateVector` (what it has already).
 */
export class Client {
  /** Every update that came, when asked to keep them. */
  kept = [];
  /** When the WebSocket opened and when the first sync step 2 came, by `performance.now()`. */
  openedAt = NaN;
  syncedAt = NaN;
  startedAt = performance.now();
  /** Called with each awareness update and the moment it was read. */
  onAwareness = () => {};
  #seen = new Map();
  #now = 0;

  constructor(cluster, room, { node = 0, keep = false, counts = true, stateVector = NOTHING_KNOWN } = {}) {
    this.room = room;
    this.counts = counts;
    this.protocol = protocols[cluster.target.protocol];
    const { url, headers, root } = cluster.seat(room.name, node);
    /** The root that this person writes into. */
    this.root = root;
    room.clients.push(this);
    /** Resolves when the first sync is there; rejects when the connection ends before. */
    this.synced = new Promise((resolve, reject) => {
      const took = (update) => {
        if (keep) this.kept.push(Buffer.from(update));
        if (this.counts) this.#took(update);
      };
      const on = {
        step1: (answer) => this.socket.send(answer),
        step2: (update) => {
          if (Number.isNaN(this.syncedAt)) this.syncedAt = this.#now;
          took(update);
          resolve(this);
        },
        update: took,
        awareness: (update) => this.onAwareness(update, this.#now),
        denied: (reason) => reject(new Error(`denied: ${reason}`)),
      };
      this.socket = new LightWebSocket(url, {
        headers,
        onOpen: () => {
          this.openedAt = performance.now();
          for (const message of this.protocol.hello(room.name, stateVector)) this.socket.send(message);
        },
        onMessage: (bytes, now) => {
          this.#now = now;
          this.protocol.read(bytes, room.name, on);
        },
        onClose: (error) =>
          reject(error ?? new Error(`closed before the first sync, code ${this.socket.closeCode}`)),
      });
    });
    // A client that ends later than its first sync rejects nobody; one that ends before is told to who awaits it.
    this.synced.catch(() => {});
  }

  /** Sends the next update of a writer. */
  write(writer) {
    const update = writer.next();
    writer.sent.push(performance.now());
    this.send(update);
  }

  /** Sends an update that nobody counts. */
  send(update) {
    this.socket.send(this.protocol.update(this.room.name, update));
  }

  sendAwareness(update) {
    this.socket.send(this.protocol.awareness(this.room.name, update));
  }

  /** How many updates of a writer have come. */
  seenOf(writer) {
    return this.#seen.get(writer.clientId) ?? 0;
  }

  close() {
    this.socket.terminate();
  }

  #took(update) {
    if (update.length <= 2) return;
    for (const [clientId, clock] of this.room.reachOf(update)) {
      const writer = this.room.writers.get(clientId);
      if (!writer) continue;
      let seen = this.seenOf(writer);
      while (seen < writer.count && writer.reach[seen] <= clock)
        this.room.delivered(writer, seen++, this.#now);
      this.#seen.set(clientId, seen);
    }
  }
}

/** Connects `count` clients made by `make(index)`, at most 100 at a time, and waits for their first sync. */
export async function connectAll(count, make) {
  const clients = [];
  while (clients.length < count) {
    const batch = Array.from({ length: Math.min(100, count - clients.length) }, (_, index) =>
      make(clients.length + index),
    );
    clients.push(...batch);
    await Promise.all(batch.map(({ synced }) => synced));
  }
  return clients;
}

/**
 * Calls `write(n)` for n = 0, 1, 2 … at `rate` per second over `seconds`, evenly, and catches up when it falls behind.
 * Resolves to how many it called.
 */
export async function writeSteadily(rate, seconds, write) {
  const begun = performance.now();
  let count = 0;
  for (;;) {
    const elapsed = (performance.now() - begun) / 1000;
    if (elapsed >= seconds) return count;
    const due = Math.floor(elapsed * rate) + 1;
    // What has arrived has to be read in between, or the wait would be counted as the server's.
    const breathAt = performance.now() + 10;
    while (count < due && performance.now() < breathAt) write(count++);
    await pause(Math.max(1, Math.min(20, Math.floor((count / rate - elapsed) * 1000))));
  }
}

/** Waits until every update has reached everybody in these rooms, at most `seconds`. Resolves to what is missing then. */
export async function everythingArrived(rooms, seconds = 10) {
  const missing = () => rooms.reduce((sum, room) => sum + room.missing(), 0);
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until && missing() > 0) await pause(10);
  return missing();
}
