import { CLOSE } from '@segue/protocol';
import type { Content } from './content.js';
import { awarenessMessage, SYNC_UPDATE, syncMessage } from './messages.js';
import { PartsContent } from './parts-content.js';
import type { DocumentRules, LoggedUpdate, UpdateLog } from './ports.js';
import { Presence } from './presence.js';
import { mergeAll, ServedBytes } from './served-bytes.js';
import { SharedContent } from './shared-content.js';

/** A connection, as its room sees it. */
export interface Occupant {
  readonly peer: { readonly personId: string };
  send(message: Uint8Array): void;
  close(code: number, reason: string): void;
}

/** One open document on this node: its durable bytes, its live content, its connections. */
export class Room<Standing> {
  readonly served = new ServedBytes();
  readonly content: Content<Standing>;
  readonly presence: Presence;
  readonly connections = new Set<Occupant>();
  private sequence = 0;
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    readonly name: string,
    rules: DocumentRules<Standing>,
    private readonly log: UpdateLog,
  ) {
    this.content =
      rules.kind === 'parts' ? new PartsContent(rules, this.served) : new SharedContent(rules, this.served);
    this.presence = new Presence(() => Date.now());
  }

  /** Reads the whole log, once, before anything else. Nobody is told: those who wait to join are answered afterwards. */
  async load(): Promise<void> {
    await this.inTurn(() => this.readNews());
  }

  /**
   * Reads from the log what this node does not know yet, and shows it to everybody in the room. Resolves to whether there
   * was anything. One reading at a time: each call sees everything that was committed before it.
   */
  catchUp(): Promise<boolean> {
    return this.inTurn(async () => {
      const news = await this.readNews();
      this.show(news);
      return news.length > 0;
    });
  }

  /** An update of this node has become durable. Other nodes may have written in between: then the log tells. */
  async committed(update: LoggedUpdate): Promise<void> {
    if (update.sequence === this.sequence + 1) {
      this.know([update]);
      this.show([update]);
    } else if (update.sequence > this.sequence) {
      await this.catchUp();
    }
  }

  private inTurn<T>(read: () => Promise<T>): Promise<T> {
    const reading = this.reading.then(read);
    this.reading = reading.catch(() => undefined);
    return reading;
  }

  private async readNews(): Promise<readonly LoggedUpdate[]> {
    const logged = await this.log.read(this.name, this.sequence);
    const news = logged.filter(({ sequence }) => sequence > this.sequence);
    for (const update of news) this.content.absorb(update);
    this.know(news);
    return news;
  }

  private know(updates: readonly LoggedUpdate[]): void {
    for (const update of updates) {
      this.served.add(update);
      this.sequence = update.sequence;
    }
  }

  private show(updates: readonly LoggedUpdate[]): void {
    if (updates.length === 0 || this.connections.size === 0) return;
    this.broadcast(syncMessage(SYNC_UPDATE, mergeAll(updates.map(({ bytes }) => bytes))));
  }

  /** Tells everybody in the room who is where, also the one who said so: the stock client takes silence for a dead line. */
  showPresence(update: Uint8Array): void {
    this.broadcast(awarenessMessage(update));
  }

  private broadcast(message: Uint8Array): void {
    for (const connection of this.connections) connection.send(message);
  }

  /** The room cannot be trusted any more (nothing could be saved): everybody leaves and comes back to a fresh one. */
  abandon(): void {
    for (const connection of [...this.connections])
      connection.close(CLOSE.storage, 'not saved, connect again');
    this.content.close();
  }
}
