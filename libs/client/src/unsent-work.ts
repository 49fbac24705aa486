import type { KeptWork } from './kept-work.js';

interface Change {
  readonly update: Uint8Array;
  /** Its key on this device; null while it is being kept, and when it could not be. */
  key: number | null;
}

/**
 * Own changes that the server has not confirmed as durable: what "n changes kept here" counts, and what is sent again
 * after a reload. They are kept on this device where it keeps anything, also those that another tab left behind.
 */
export class UnsentWork {
  private changes: readonly Change[] = [];
  /** Settled, but not yet gone from the device: not to be taken for somebody's unsent work. */
  private leaving: readonly Change[] = [];
  private failed = false;
  /** Ends of storing what was added, so that what was confirmed meanwhile is dropped after it was kept, not before. */
  private storing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly document: string,
    /** Null where nothing can be kept. */
    private readonly kept: KeptWork | null,
  ) {}

  get count(): number {
    return this.changes.length;
  }

  get updates(): readonly Uint8Array[] {
    return this.changes.map(({ update }) => update);
  }

  /** Whether every change is in this device's storage, so that the page may go. */
  get isKept(): boolean {
    return this.changes.every(({ key }) => key !== null);
  }

  /** Whether this device does not keep what is written: then only the open page has it. */
  get onlyInPage(): boolean {
    return this.kept === null || this.failed;
  }

  add(update: Uint8Array): void {
    const change: Change = { update, key: null };
    this.changes = [...this.changes, change];
    const { kept } = this;
    if (!kept) return;
    this.storing = Promise.all([
      this.storing,
      kept.keep(this.document, update).then(
        (key) => {
          change.key = key;
        },
        () => {
          this.failed = true;
        },
      ),
    ]);
  }

  /**
   * Takes over what earlier lives of this page and closed tabs have kept and nobody has sent.
   *
   * @returns the updates that this page does not hold yet.
   */
  async adopt(): Promise<readonly Uint8Array[]> {
    if (!this.kept) return [];
    await this.storing;
    const stored = await this.kept.changes(this.document).catch(() => []);
    const known = new Set([...this.changes, ...this.leaving].map(({ key }) => key));
    const found = stored.filter(({ key }) => !known.has(key));
    this.changes = [...found, ...this.changes];
    return found.map(({ update }) => update);
  }

  /** Everything up to now is durable on the server, or was given back to its author: nothing is left to send. */
  settle(): void {
    this.release(this.changes);
  }

  /** What there is now, to be written once more in another document: then `drop` removes it, and only it. */
  supersede(): { readonly updates: readonly Uint8Array[]; readonly drop: () => void } {
    const before = this.changes;
    return {
      updates: before.map(({ update }) => update),
      drop: () => {
        this.release(before);
      },
    };
  }

  private release(settled: readonly Change[]): void {
    if (settled.length === 0) return;
    const gone = new Set(settled);
    this.changes = this.changes.filter((change) => !gone.has(change));
    const { kept } = this;
    if (!kept) return;
    this.leaving = [...this.leaving, ...settled];
    this.storing = this.storing.then(async () => {
      await kept.drop(settled.flatMap(({ key }) => key ?? [])).catch(() => {
        // It stays, and is sent once more after the next start: the server knows it already.
      });
      this.leaving = this.leaving.filter((change) => !gone.has(change));
    });
  }
}
