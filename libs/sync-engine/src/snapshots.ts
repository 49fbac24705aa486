import type { Observer, UpdateLog } from './ports.js';

/** A snapshot is made when so much was logged since the last one: updates, and bytes unless the document itself is larger. */
const UPDATES = 500;
const BYTES = 256 * 1024;
/** One is made of a document that nobody needs for now when so much would have to be read otherwise: updates, or bytes. */
const UPDATES_AT_REST = 32;
const BYTES_AT_REST = 32 * 1024;

/** A room, as far as snapshots are concerned. */
interface Subject {
  readonly name: string;
  readonly head: number;
  readonly sinceSnapshot: { readonly updates: number; readonly bytes: number };
  readonly awake: boolean;
  /** Bytes of the content. */
  readonly size: number;
  whole(): Uint8Array;
  snapshotSaved(sequence: number): void;
}

/**
 * Keeps documents quick to open: a snapshot stands for the log up to a sequence, so that only what came after has to be
 * read. It only adds to the log, so that nothing is lost at whichever moment it fails.
 */
export class Snapshots {
  private readonly saving = new Set<string>();
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: UpdateLog,
    private readonly observer: Observer,
  ) {}

  /** Makes a snapshot when enough was logged since the last one. */
  consider(room: Subject): void {
    const { updates, bytes } = room.sinceSnapshot;
    if (updates < UPDATES && bytes < BYTES) return;
    // A large document is not written again for every few updates: the work stays in proportion to what was logged.
    if (updates < 4 * UPDATES && bytes < room.size / 2) return;
    this.save(room);
  }

  /** The content is about to be let go of, to be read from the log by the next who needs it. */
  atRest(room: Subject): void {
    const { updates, bytes } = room.sinceSnapshot;
    if (!room.awake || (updates < UPDATES_AT_REST && bytes < BYTES_AT_REST)) return;
    if (bytes >= room.size / 8) this.save(room);
  }

  /** Resolves when no snapshot is being written. */
  settled(): Promise<void> {
    return this.last;
  }

  /** One at a time: snapshots can wait, people cannot. */
  private save(room: Subject): void {
    if (this.saving.has(room.name)) return;
    this.saving.add(room.name);
    const sequence = room.head;
    const bytes = room.whole();
    room.snapshotSaved(sequence);
    this.last = this.last
      .then(() => this.log.saveSnapshot(room.name, sequence, bytes))
      .catch((error: unknown) => {
        // The log still has everything; the next time comes soon enough.
        this.observer.fault?.(room.name, error);
      })
      .finally(() => {
        this.saving.delete(room.name);
      });
  }
}
