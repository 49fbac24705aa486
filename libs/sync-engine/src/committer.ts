import { setImmediate as tick, setTimeout as sleep } from 'node:timers/promises';
import type { Append, Observer, UpdateLog } from './ports.js';
import type { Room } from './room.js';

/**
 * Under load a transaction begins at most this often, in milliseconds: what arrives in between shares the next one. A
 * single update after a pause is committed at once.
 */
const PACE = 15;
/** Pauses between attempts while the log takes nothing, in milliseconds. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2000;
/** Who has waited this long for storage is sent away, with the work still in the client, in milliseconds. */
const LONGEST_WAIT = 30_000;

/** Called when rooms have been committed, with the sequence each has come to. */
export type Committed<Standing> = (rooms: readonly Room<Standing>[]) => void;

/**
 * Group commit: one transaction at a time. Each takes what waits in every room, one update for each document, and what
 * arrives while it is under way shares the next one. When the log takes nothing, everything goes on waiting.
 */
export class Committer<Standing> {
  private readonly rooms = new Set<Room<Standing>>();
  private running: Promise<void> | null = null;
  private startedAt = 0;
  private pause = 0;

  constructor(
    private readonly log: UpdateLog,
    private readonly observer: Observer,
    private readonly committed: Committed<Standing>,
  ) {}

  /** The room has something to be taken. */
  schedule(room: Room<Standing>): void {
    this.rooms.add(room);
    if (!this.running) this.start();
  }

  /** Slows down: the log could not be read for this room, so it will not take anything either. */
  trouble(room: Room<Standing>): void {
    this.slowDown();
    tellThoseWhoWait(room);
  }

  /** The log answers again. */
  relief(): void {
    this.pause = 0;
  }

  /** Resolves when nothing is waiting any more, or when what waits cannot be saved now. */
  async settled(): Promise<void> {
    while (this.running && this.pause === 0) await Promise.race([this.running, tick()]);
  }

  private start(): void {
    this.running = this.run().finally(() => {
      this.running = null;
      // A room may have come after the last look and before this.
      if (this.rooms.size > 0) this.start();
    });
  }

  private async run(): Promise<void> {
    while (this.rooms.size > 0) {
      // At least one turn of the event loop: what has already arrived at the sockets joins in.
      const wait = this.pause > 0 ? this.pause : this.startedAt + PACE - performance.now();
      await (wait > 1 ? sleep(wait) : tick());
      this.startedAt = performance.now();
      await this.commit(this.next());
    }
  }

  /** All rooms; after a failure one by one, so that a document that cannot be saved does not hold up the others. */
  private next(): Room<Standing>[] {
    const rooms = [...this.rooms];
    const taken = this.pause > 0 ? rooms.slice(0, 1) : rooms;
    for (const room of taken) this.rooms.delete(room);
    return taken;
  }

  private async commit(rooms: readonly Room<Standing>[]): Promise<void> {
    const batch: { room: Room<Standing>; append: Append }[] = [];
    let updates = 0;
    for (const room of rooms) {
      const before = room.waiting;
      const append = room.take();
      updates += before;
      if (append) batch.push({ room, append });
    }
    if (batch.length === 0) return;
    // In the order of their names, so that two nodes cannot wait for each other in a ring.
    batch.sort((a, b) => (a.append.document < b.append.document ? -1 : 1));
    const began = performance.now();
    try {
      const appended = await this.log.append(batch.map(({ append }) => append));
      this.relief();
      this.finish(batch, appended, updates, performance.now() - began);
    } catch (error) {
      this.fail(
        batch.map(({ room }) => room),
        error,
      );
    }
  }

  private finish(
    batch: readonly { room: Room<Standing>; append: Append }[],
    appended: readonly boolean[],
    updates: number,
    milliseconds: number,
  ): void {
    const rooms: Room<Standing>[] = [];
    let bytes = 0;
    batch.forEach(({ room, append }, i) => {
      if (appended[i] === true) {
        bytes += append.bytes.length;
        room.committed();
        rooms.push(room);
      } else {
        room.overtaken();
      }
      if (room.waiting > 0) this.rooms.add(room);
    });
    this.observer.committed?.({ documents: rooms.map(({ name }) => name), updates, bytes, milliseconds });
    this.committed(rooms);
  }

  private fail(rooms: readonly Room<Standing>[], error: unknown): void {
    this.slowDown();
    for (const room of rooms) {
      room.failed();
      this.observer.fault?.(room.name, error);
      this.rooms.add(room);
    }
    for (const room of this.rooms) tellThoseWhoWait(room);
  }

  private slowDown(): void {
    this.pause = Math.min(Math.max(this.pause * 2, FIRST_PAUSE), LONGEST_PAUSE);
  }
}

/** They are not saved now; who has waited for long has to come again. */
function tellThoseWhoWait<Standing>(room: Room<Standing>): void {
  room.notSaved();
  room.giveUpOn(performance.now() - LONGEST_WAIT);
}
