import type { Chance } from './chance.js';
import { Occurrences } from './occurrences.js';
import { Writer } from './writer.js';

// The provider of every session listens for the end of the process.
process.setMaxListeners(Infinity);

/** Many people who write at once. Everything is awaited by events of their sessions and sockets. */
export class Fleet {
  readonly writers: Writer[] = [];
  private readonly occurrences = new Occurrences();
  private toWrite = 0;

  /** @param longest characters of the longest text anybody writes. */
  constructor(
    private readonly chance: Chance,
    private readonly longest = 300,
  ) {}

  /** Sits somebody down at a document; `url` is the server as they reach it. */
  add(document: string, person: ConstructorParameters<typeof Writer>[1], url: string): Writer {
    const hand = { chance: this.chance, longest: this.longest };
    const writer = new Writer(document, person, url, hand, () => {
      this.changed();
    });
    this.writers.push(writer);
    return writer;
  }

  /** Updates that the server has called saved, step 2 messages without news among them. */
  get acknowledged(): number {
    return this.sum(({ witness }) => witness.acknowledged.length);
  }

  get written(): number {
    return this.sum(({ written }) => written);
  }

  /** Sync messages that brought somebody something. */
  get shown(): number {
    return this.sum(({ witness }) => witness.frames);
  }

  /** Has so many updates written, by chance here and there; somebody with too much that is not saved waits. */
  order(updates: number): void {
    this.toWrite += updates;
    this.spend();
  }

  /** Resolves when everybody has the content of their document. */
  loaded(): Promise<void> {
    return this.until('everybody has loaded', () => this.writers.every(({ session }) => session.loaded));
  }

  /**
   * Keeps writing until everybody holds something unsaved and was told, since this was called, that nothing can be saved.
   */
  async toldNotSaved(): Promise<void> {
    const before = new Map(this.writers.map((writer) => [writer, writer.witness.toldNotSaved]));
    this.toWrite = Infinity;
    this.spend();
    await this.until('everybody is told that nothing is saved', () =>
      this.writers.every(
        (writer) => !writer.isSaved && writer.witness.toldNotSaved > (before.get(writer) ?? 0),
      ),
    );
    this.toWrite = 0;
    this.changed();
  }

  /** Everything is written, and everybody's session shows "saved". */
  get isAtRest(): boolean {
    return this.toWrite === 0 && this.writers.every(({ isSaved }) => isSaved);
  }

  /** Resolves when everything is written and everybody's session shows "saved". */
  saved(withinMs?: number): Promise<void> {
    return this.until('everybody shows "saved"', () => this.isAtRest, withinMs);
  }

  /** Resolves when this holds, now or after something has happened at a session or a socket. */
  until(what: string, holds: () => boolean, withinMs = 60_000): Promise<void> {
    return this.occurrences.until(what, holds, { withinMs, describe: () => this.describe() });
  }

  /** Where everybody stands, for messages. */
  private describe(): string {
    const standing = this.writers.map(({ session: { state, loaded } }) =>
      [
        loaded ? '' : 'not loaded, ',
        state.status,
        state.unsaved > 0 ? `, ${state.unsaved} unsaved` : '',
      ].join(''),
    );
    const counts = new Map<string, number>();
    for (const each of standing) counts.set(each, (counts.get(each) ?? 0) + 1);
    return [...counts].map(([each, count]) => `${count} × ${each}`).join('; ');
  }

  close(): void {
    this.toWrite = 0;
    for (const { session } of this.writers) session.close();
  }

  private changed(): void {
    this.spend();
    this.occurrences.tell();
  }

  private spend(): void {
    while (this.toWrite > 0) {
      const free = this.writers.filter(({ mayWrite }) => mayWrite);
      if (free.length === 0) return;
      this.toWrite--;
      this.chance.pick(free).writeOne();
    }
  }

  private sum(count: (writer: Writer) => number): number {
    return this.writers.reduce((total, writer) => total + count(writer), 0);
  }
}
