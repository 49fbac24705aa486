import * as Y from 'yjs';
import { Samples } from '../statistics.mjs';

/** What is remembered of updates already read, in bytes: all clients of a room read the same ones within moments. */
const MEMORY = 8 * 1024 * 1024;

/** A document as the load generator sees it: who writes, who listens, and how long deliveries took, in milliseconds. */
export class Room {
  clients = [];
  writers = new Map();
  /** One sample per delivery. */
  each = new Samples();
  /** One sample per update: when the last client of the room had it. */
  last = new Samples();
  deliveries = 0;
  #measuredFrom = Infinity;
  #read = new Map();
  #readBytes = 0;

  constructor(name) {
    this.name = name;
  }

  /** Takes a writer's updates into account; `receipts` counts the clients that have each of them. */
  addWriter(writer) {
    this.writers.set(writer.clientId, writer);
    writer.receipts = [];
    return writer;
  }

  /** From now on deliveries count: those of updates sent from now on. Rooms measured together share their samples. */
  measure({ each = new Samples(), last = new Samples() } = {}) {
    this.each = each;
    this.last = last;
    this.deliveries = 0;
    this.#measuredFrom = performance.now();
  }

  /** A client has update number `index` of a writer, `now`. */
  delivered(writer, index, now) {
    const receipts = (writer.receipts[index] = (writer.receipts[index] ?? 0) + 1);
    const sent = writer.sent[index];
    if (sent < this.#measuredFrom) return;
    this.deliveries++;
    this.each.add(now - sent);
    if (receipts === this.clients.length) this.last.add(now - sent);
  }

  /** How many deliveries are still to come. */
  missing() {
    let missing = 0;
    for (const writer of this.writers.values())
      for (const client of this.clients) missing += writer.count - client.seenOf(writer);
    return missing;
  }

  /** Up to which clock of which client id an update reaches: merged and coalesced updates count right. */
  reachOf(update) {
    const key = Buffer.from(update.buffer, update.byteOffset, update.byteLength).latin1Slice();
    const known = this.#read.get(key);
    if (known) return known;
    this.#readBytes += key.length;
    if (this.#readBytes > MEMORY) {
      this.#read.clear();
      this.#readBytes = key.length;
    }
    const reach = [...Y.parseUpdateMeta(update).to];
    this.#read.set(key, reach);
    return reach;
  }
}
