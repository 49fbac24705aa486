import { CLOSE } from '@segue/protocol';
import { Committer } from './committer.js';
import { Connection, type Host, type Peer, type Socket } from './connection.js';
import type { Received } from './content.js';
import type { Bus, DocumentRules, News, UpdateLog } from './ports.js';
import { Room } from './room.js';

export interface EngineOptions<Standing> {
  readonly log: UpdateLog;
  /** News from and to other nodes; none on a single node. */
  readonly bus?: Bus;
  /** The rules of a document, by its name. */
  rules(document: string): DocumentRules<Standing>;
  /** Called after updates of a document have become durable on this node. */
  onCommitted?(document: string): void;
  /** Called for each refused update: for the log of the operator, without the content. */
  onRefused?(event: { document: string; personId: string; code: string; detail: string }): void;
  /** Called when a document could not be saved or read. */
  onFault?(document: string, error: unknown): void;
}

/**
 * Syncs documents between people who do not have to trust each other. An update is integrated by its document's rules,
 * appended to the log, and only then acknowledged and shown. The engine knows neither notes nor cues nor SQL.
 */
export class SyncEngine<Standing> {
  private readonly rooms = new Map<string, { room: Room<Standing>; ready: Promise<unknown> }>();
  private readonly committer: Committer;
  private readonly host: Host<Standing>;
  private stopped = false;

  constructor(private readonly options: EngineOptions<Standing>) {
    this.committer = new Committer(options.log);
    this.host = {
      commit: (room, author, update) => this.commit(room, author, update),
      settled: () => this.committer.settled(),
      spreadPresence: (room, update) => {
        room.showPresence(update);
        this.options.bus?.publish({
          type: 'awareness',
          document: room.name,
          update: Buffer.from(update).toString('base64'),
        });
      },
      left: (connection) => {
        this.left(connection.room);
      },
      refused: ({ room, peer }, code, detail) => {
        this.options.onRefused?.({ document: room.name, personId: peer.personId, code, detail });
      },
    };
    options.bus?.subscribe((news) => {
      this.hear(news);
    });
  }

  /**
   * Joins a socket to a document. The caller has checked that the person may read it. Rejects when the document cannot be
   * read from the log.
   */
  async connect(document: string, peer: Peer<Standing>, socket: Socket): Promise<Connection<Standing>> {
    const { room, ready } = this.room(document);
    const connection = new Connection(room, peer, socket, this.host);
    // Joined before the content is there, so that the room stays while it loads.
    room.connections.add(connection);
    try {
      await ready;
    } catch (error) {
      room.connections.delete(connection);
      if (this.rooms.get(document)?.room === room) this.rooms.delete(document);
      this.options.onFault?.(document, error);
      throw error;
    }
    connection.start();
    return connection;
  }

  /** Closes all sockets of a person on this node: what they may do has changed, so they have to ask again. */
  closePerson(personId: string): void {
    for (const { room } of this.rooms.values()) {
      for (const connection of [...room.connections]) {
        if (connection.peer.personId === personId)
          connection.close(CLOSE.authority, 'your access has changed');
      }
    }
  }

  /** Sends everybody away and waits until what was accepted is durable. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const { room } of [...this.rooms.values()]) {
      for (const connection of [...room.connections]) connection.close(CLOSE.again, 'the server stops');
    }
    await this.committer.settled();
  }

  /** Open documents and their connections, for health and metrics. */
  census(): { documents: number; connections: number } {
    let connections = 0;
    for (const { room } of this.rooms.values()) connections += room.connections.size;
    return { documents: this.rooms.size, connections };
  }

  private room(document: string): { room: Room<Standing>; ready: Promise<unknown> } {
    const known = this.rooms.get(document);
    if (known) return known;
    const room = new Room(document, this.options.rules(document), this.options.log);
    const opened = { room, ready: room.load() };
    this.rooms.set(document, opened);
    return opened;
  }

  private async commit(
    room: Room<Standing>,
    author: string,
    update: Extract<Received, { type: 'accepted' }>,
  ): Promise<boolean> {
    const { bytes, clientIds } = update;
    try {
      const result = await this.committer.append({ document: room.name, author, bytes, clientIds });
      if ('refused' in result) {
        // The part has already taken it in: a fresh room forgets it.
        this.drop(room);
        return false;
      }
      await room.committed({ sequence: result.sequence, author, bytes });
      this.options.bus?.publish({ type: 'appended', document: room.name, sequence: result.sequence });
      this.options.onCommitted?.(room.name);
      return true;
    } catch (error) {
      this.options.onFault?.(room.name, error);
      this.drop(room);
      throw error;
    }
  }

  private drop(room: Room<Standing>): void {
    if (this.rooms.get(room.name)?.room === room) this.rooms.delete(room.name);
    room.abandon();
  }

  private left(room: Room<Standing>): void {
    if (room.connections.size > 0) return;
    // What is still on its way to the log must be there before the document can be opened again.
    void this.committer.settled().then(() => {
      if (room.connections.size > 0 || this.rooms.get(room.name)?.room !== room) return;
      this.rooms.delete(room.name);
      room.content.close();
    });
  }

  private hear(news: News): void {
    if (this.stopped) return;
    if (news.type === 'authority') {
      this.closePerson(news.personId);
      return;
    }
    const room = this.rooms.get(news.document)?.room;
    if (!room) return;
    if (news.type === 'appended') {
      room.catchUp().catch((error: unknown) => {
        this.options.onFault?.(room.name, error);
        this.drop(room);
      });
    } else {
      const update = room.presence.receiveFromNode(Buffer.from(news.update, 'base64'));
      if (update) room.showPresence(update);
    }
  }
}
