import { awarenessMessage, CLOSE, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE, syncMessage } from '@segue/protocol';
import type { Content } from './content.js';
import { Inbox, settle, type Occupant, type Write } from './inbox.js';
import { PartsContent } from './parts-content.js';
import type { Append, DocumentRules, LoggedUpdate, StoredDocument, UpdateLog } from './ports.js';
import { Presence } from './presence.js';
import { SharedContent } from './shared-content.js';
import { headOf } from './stored-document.js';

/** Refusals that another node's news may turn into an ordinary update. */
const DOUBTFUL: ReadonlySet<string> = new Set(['update.foreign-client-id', 'update.foreign-root']);
/** With other nodes about, how long a room is believed to know the log after it was last seen to, in milliseconds. */
const TRUSTED_FOR = 30_000;

interface Drafted<Standing> {
  readonly append: Append;
  readonly writes: readonly Write<Standing>[];
}

/** What a room asks of the engine. */
export interface RoomHost<Standing> {
  /** Whether other nodes append to the same log: what looks wrong may be what they know and this one does not yet. */
  readonly manyNodes: boolean;
  /** The log has been read: what waits can be taken now. */
  hasRead(room: Room<Standing>): void;
  readFailed(room: Room<Standing>, error: unknown): void;
  /** An update could not even be judged; its connection was closed. The rest can be taken again. */
  admitFailed(room: Room<Standing>, error: unknown): void;
}

/**
 * One open document on this node. What people write waits in its inbox until the committer takes it; the content holds
 * what is durable, so there is never anything to take back from those who read. While nobody writes or joins, the room
 * sleeps: people are in it, news pass through it, but the content is in the log alone.
 */
export class Room<Standing> {
  readonly presence = new Presence(() => Date.now());
  readonly connections = new Set<Occupant<Standing>>();
  /** Null while the room sleeps. */
  private content: Content<Standing> | null = null;
  private waking: Promise<void> | null = null;
  private readonly inbox = new Inbox<Standing>();
  private underway: Drafted<Standing> | null = null;
  private sequence = 0;
  private hasRead = false;
  private snapshotAt = 0;
  private bytesSinceSnapshot = 0;
  private reading: Promise<void> | null = null;
  private appendEnded: () => void = () => undefined;
  private appending: Promise<void> = Promise.resolve();
  private confirmedAt = 0;
  private usedAt = 0;
  private answer: {
    readonly updates: readonly Uint8Array[];
    readonly messages: readonly Uint8Array[];
  } | null = null;

  constructor(
    readonly name: string,
    private readonly rules: DocumentRules<Standing>,
    private readonly log: UpdateLog,
    private readonly host: RoomHost<Standing>,
  ) {}

  /** Whether the content is here. */
  get awake(): boolean {
    return this.content !== null;
  }

  /** Sequence of the last update the content holds. */
  get head(): number {
    return this.sequence;
  }

  /** Updates that wait to be dealt with. */
  get waiting(): number {
    return this.inbox.length + (this.underway?.writes.length ?? 0);
  }

  /** Nobody is here and nothing waits: it can be closed. */
  get deserted(): boolean {
    return this.connections.size === 0 && this.waiting === 0 && this.reading === null;
  }

  /** Bytes of the content, roughly; 0 while the room sleeps. */
  get size(): number {
    return this.content?.size ?? 0;
  }

  /** How much was logged since the last snapshot. */
  get sinceSnapshot(): { readonly updates: number; readonly bytes: number } {
    return { updates: this.sequence - this.snapshotAt, bytes: this.bytesSinceSnapshot };
  }

  /**
   * Reads the content from the log unless it is here, and shows what has come there meanwhile. Rejects when it cannot be
   * read; `host.readFailed` has heard of it then.
   */
  wake(): Promise<void> {
    this.usedAt = performance.now();
    if (this.content) return Promise.resolve();
    return (this.waking ??= this.read(() => this.load()).finally(() => (this.waking = null)));
  }

  /** Whether nobody has needed the content for so many milliseconds. */
  idleFor(milliseconds: number): boolean {
    return this.waiting === 0 && this.reading === null && performance.now() - this.usedAt >= milliseconds;
  }

  /** Lets go of the content: it is in the log. Nothing waits, and nothing is being read. */
  sleep(): void {
    this.answer = null;
    this.content = null;
  }

  /** The log was seen to hold nothing that this room lacks. */
  confirm(): void {
    this.confirmedAt = performance.now();
  }

  /** Puts an update in line. */
  post(connection: Occupant<Standing>, bytes: Uint8Array): void {
    this.inbox.add(connection, bytes);
  }

  /**
   * Takes what waits and admits it. Returns what has to be appended; null when there is nothing, or when the room is busy
   * with reading the log, after which it asks to be taken again.
   */
  take(): Append | null {
    if (this.reading || this.underway || this.inbox.length === 0) return null;
    if (!this.content) {
      // The host hears of it when it fails.
      this.wake().catch(() => undefined);
      return null;
    }
    const now = performance.now();
    if (this.host.manyNodes && now - this.confirmedAt > TRUSTED_FOR) {
      void this.catchUp();
      return null;
    }
    this.usedAt = now;
    const writes: Write<Standing>[] = [];
    const doubtful: Write<Standing>[] = [];
    const portion = this.inbox.takePortion();
    for (const [at, write] of portion.entries()) {
      if (write.connection.dismissed) continue;
      try {
        const outcome = this.admit(write);
        if (outcome === 'to be logged') writes.push(write);
        else if (outcome === 'in doubt') doubtful.push({ ...write, retried: true });
      } catch (error) {
        // Whatever one client sent, the others are served: all but this is judged once more.
        this.held.rollback();
        this.inbox.putBack([...writes, ...doubtful, ...portion.slice(at + 1)]);
        write.connection.close(CLOSE.malformed, 'update cannot be dealt with');
        this.host.admitFailed(this, error);
        return null;
      }
    }
    this.inbox.putBack(doubtful);
    const draft = this.held.draft();
    const append = draft && { document: this.name, sequence: this.sequence + 1, ...draft };
    if (append) {
      this.underway = { append, writes };
      this.appending = new Promise((resolve) => (this.appendEnded = resolve));
    } else {
      settle(writes);
    }
    if (doubtful.length > 0) void this.catchUp();
    // A portion in which there was nothing to append must not leave the rest lying.
    return append ?? this.take();
  }

  /** What was taken has become durable: everybody sees it, its authors hear that it is saved. */
  committed(): void {
    const { append, writes } = this.endAppend();
    this.held.commit(append);
    this.confirm();
    this.moveOn(append);
    settle(writes);
  }

  /** Another node was first: what was taken waits again until this node has seen that. */
  overtaken(): void {
    this.putBack();
    void this.catchUp();
  }

  /** The log takes nothing: what was taken waits again. */
  failed(): void {
    this.putBack();
  }

  /** Tells those who have waited since before this moment of `performance.now()` that storage takes nothing just now. */
  notSaved(since = Infinity): void {
    for (const write of [...(this.underway?.writes ?? []), ...this.inbox])
      if (write.since < since) write.connection.notSaved();
  }

  /** Sends away who has been waiting since before this moment of `performance.now()`; their clients keep the work. */
  giveUpOn(since: number): void {
    this.inbox.giveUpOn(since);
  }

  /**
   * Reads from the log what this node does not know yet, and shows it. Resolves to whether there was anything. It never
   * rejects: `host.readFailed` hears of it, and the next reading tries again.
   */
  catchUp(): Promise<boolean> {
    return this.read(() => this.readNews()).catch(() => false);
  }

  /** The greeting: how far each client id has come. The room is awake. */
  greeting(): Uint8Array {
    return syncMessage(SYNC_STEP_1, this.held.stateVector());
  }

  /**
   * The answer to a client with this state vector: what it lacks, in messages. The last one is the answer of the
   * protocol, so that whoever has it has everything. The room is awake. Throws on bytes that are no state vector.
   */
  answerTo(stateVector: Uint8Array): readonly Uint8Array[] {
    const updates = this.held.missingFrom(stateVector);
    // Those who come with nothing get the very same messages, until something is written.
    if (this.answer?.updates.at(-1) !== updates.at(-1) || this.answer?.updates.length !== updates.length) {
      const last = updates.length - 1;
      const messages = updates.map((update, i) =>
        syncMessage(i === last ? SYNC_STEP_2 : SYNC_UPDATE, update),
      );
      this.answer = { updates, messages };
    }
    return this.answer.messages;
  }

  /** Everything, as one update. The room is awake. */
  whole(): Uint8Array {
    return this.held.whole();
  }

  /** Notes that a snapshot of this sequence is kept. */
  snapshotSaved(sequence: number): void {
    this.snapshotAt = sequence;
    this.bytesSinceSnapshot = 0;
  }

  /** Tells everybody in the room who is where, also the one who said so: the stock client takes silence for a dead line. */
  showPresence(update: Uint8Array): void {
    this.broadcast(awarenessMessage(update));
  }

  private get held(): Content<Standing> {
    if (!this.content) throw new Error('the document is not here: the room sleeps');
    return this.content;
  }

  /** Reads from the log, one reading after the other: each builds on the one before. The host hears how it ended. */
  private async read<T>(work: () => Promise<T>): Promise<T> {
    while (this.reading) await this.reading;
    let ended: () => void = () => undefined;
    this.reading = new Promise<void>((resolve) => (ended = resolve));
    const end = (): void => {
      this.reading = null;
      ended();
    };
    let result: T;
    try {
      result = await work();
    } catch (error) {
      end();
      this.host.readFailed(this, error);
      throw error;
    }
    end();
    this.host.hasRead(this);
    return result;
  }

  private async load(): Promise<void> {
    const stored = await this.storedWithNews();
    const content = this.emptyContent();
    content.load(stored);
    this.content = content;
    this.snapshotAt = stored.snapshot?.sequence ?? 0;
    this.sequence = headOf(stored);
    this.bytesSinceSnapshot = 0;
    for (const { bytes } of stored.updates) this.bytesSinceSnapshot += bytes.length;
    this.hasRead = true;
    this.confirm();
  }

  /** What is stored, after those who are here were shown what came while the room slept. */
  private async storedWithNews(): Promise<StoredDocument> {
    for (;;) {
      const stored = await this.log.load(this.name);
      if (!this.hasRead || headOf(stored) === this.sequence) return stored;
      for (const update of await this.log.read(this.name, this.sequence)) this.moveOn(update);
    }
  }

  private emptyContent(): Content<Standing> {
    const speaker = (clientId: number): string | undefined => this.presence.personOf(clientId);
    const { rules } = this;
    return rules.kind === 'parts' ? new PartsContent(rules, speaker) : new SharedContent(rules, speaker);
  }

  private broadcast(message: Uint8Array): void {
    for (const connection of this.connections) connection.send(message);
  }

  private admit({ connection, bytes, retried }: Write<Standing>): 'to be logged' | 'in doubt' | 'done' {
    const { personId, standing } = connection.peer;
    const verdict = this.held.admit(personId, standing, bytes);
    if (verdict.type === 'admitted' || verdict.type === 'nothing') return 'to be logged';
    // Another node may have logged what this one has not heard of: an honest client then carries other people's work.
    const doubtful = verdict.type === 'gap' || DOUBTFUL.has(verdict.code);
    if (doubtful && this.host.manyNodes && !retried) return 'in doubt';
    if (verdict.type === 'gap') connection.askAgain(bytes);
    else connection.refuse(verdict, bytes);
    return 'done';
  }

  private endAppend(): Drafted<Standing> {
    const { underway } = this;
    if (!underway) throw new Error('nothing was taken from this room');
    this.underway = null;
    this.appendEnded();
    return underway;
  }

  private putBack(): void {
    const { writes } = this.endAppend();
    this.held.rollback();
    this.inbox.putBack(writes);
  }

  private async readNews(): Promise<boolean> {
    // What this node is appending right now would be read as somebody else's.
    await this.appending;
    const news = await this.log.read(this.name, this.sequence);
    if (news.length > 0) this.content?.absorb(news);
    this.confirm();
    for (const update of news) this.moveOn(update);
    return news.length > 0;
  }

  /** The content holds this update now: everybody sees it. */
  private moveOn({ sequence, bytes }: LoggedUpdate): void {
    this.sequence = sequence;
    this.bytesSinceSnapshot += bytes.length;
    this.broadcast(syncMessage(SYNC_UPDATE, bytes));
  }
}
