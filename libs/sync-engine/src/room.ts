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
  private reading: Promise<boolean> = Promise.resolve(false);

  constructor(
    readonly name: string,
    rules: DocumentRules<Standing>,
    private readonly log: UpdateLog,
  ) {
    this.content =
      rules.kind === 'parts' ? new PartsContent(rules, this.served) : new SharedContent(rules, this.served);
    this.presence = new Presence(() => Date.now());
  }

  /**
   * Reads from the log what this node does not know yet, and shows it to everybody in the room. Resolves to whether there
   * was anything. One reading at a time: each call sees everything that was committed before it.
   */
  catchUp(): Promise<boolean> {
    const reading = this.reading.then(() => this.readNews());
    this.reading = reading.catch(() => false);
    return reading;
  }

  private async readNews(): Promise<boolean> {
    const logged = await this.log.read(this.name, this.sequence);
    const news = logged.filter(({ sequence }) => sequence > this.sequence);
    for (const update of news) this.content.absorb(update);
    this.show(news);
    return news.length > 0;
  }

  /** This node's own updates have become durable. Other nodes may have written in between: then the log tells. */
  async committed(updates: readonly LoggedUpdate[]): Promise<void> {
    const next = updates.filter(({ sequence }) => sequence > this.sequence);
    if (next.length === 0) return;
    const gapless = next.every(({ sequence }, index) => sequence === this.sequence + 1 + index);
    if (gapless) this.show(next);
    else await this.catchUp();
  }

  private show(updates: readonly LoggedUpdate[]): void {
    const last = updates.at(-1);
    if (!last) return;
    for (const update of updates) this.served.add(update);
    this.sequence = last.sequence;
    if (this.connections.size > 0)
      this.broadcast(syncMessage(SYNC_UPDATE, mergeAll(updates.map(({ bytes }) => bytes))));
  }

  /** Tells everybody in the room, except one, who is where. */
  showPresence(update: Uint8Array, except?: Occupant): void {
    this.broadcast(awarenessMessage(update), except);
  }

  private broadcast(message: Uint8Array, except?: Occupant): void {
    for (const connection of this.connections) if (connection !== except) connection.send(message);
  }

  /** The room cannot be trusted any more (nothing could be saved): everybody leaves and comes back to a fresh one. */
  abandon(): void {
    for (const connection of [...this.connections])
      connection.close(CLOSE.storage, 'not saved, connect again');
    this.content.close();
  }
}
