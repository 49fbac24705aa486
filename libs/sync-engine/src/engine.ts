import { CLOSE } from '@segue/protocol';
import { Committer } from './committer.js';
import { Connection, type Host, type Peer, type Socket } from './connection.js';
import { Neighbours } from './neighbours.js';
import type { Bus, DocumentRules, Observer, UpdateLog } from './ports.js';
import { Room, type RoomHost } from './room.js';
import { Snapshots } from './snapshots.js';
import { Turns } from './turns.js';

/** Presence is told at most this often, in milliseconds: eyes do not follow a cursor faster. */
const PRESENCE_PACE = 40;
/** How often rooms are looked after, in milliseconds: silent clients, content nobody needs, writers who wait too long. */
const ROUND_EVERY = 2000;
/** A room in which nobody has written, and which nobody has joined, for this long falls asleep, in milliseconds. */
const REST_AFTER = 5000;
/** Writers hear that they are not saved when they have waited longer than this, in milliseconds. */
const PATIENCE = 3000;

export interface EngineOptions<Standing> {
  readonly log: UpdateLog;
  /** News from and to other nodes; none on a single node. */
  readonly bus?: Bus;
  /** The rules of a document, by its name. */
  rules(document: string): DocumentRules<Standing>;
  readonly observer?: Observer;
}

/** What is open on this node. `waiting` are updates that are not durable yet, `awake` rooms somebody
 * wrote in or joined lately. */
export interface Census {
  readonly documents: number;
  readonly connections: number;
  readonly people: number;
  readonly awake: number;
  readonly waiting: number;
}

/** Somebody with a connection to a document; once for each connection. */
export interface Person {
  readonly personId: string;
  readonly name: string;
}

/**
 * Syncs documents between people who do not have to trust each other. An update is admitted by its document's rules,
 * appended to the log, and only then acknowledged and shown. The engine knows neither notes nor cues nor SQL.
 */
export class SyncEngine<Standing> {
  private readonly rooms = new Map<string, Room<Standing>>();
  private readonly committer: Committer<Standing>;
  private readonly snapshots: Snapshots;
  private readonly neighbours: Neighbours<Standing> | null;
  private readonly observer: Observer;
  private readonly host: Host<Standing>;
  private readonly roomHost: RoomHost<Standing>;
  private readonly turns = new Turns();
  private readonly movement = new Set<Room<Standing>>();
  private movementTimer: NodeJS.Timeout | undefined;
  private readonly rounds: NodeJS.Timeout;
  /** How often somebody was sent away because their rights had changed. */
  dismissals = 0;

  constructor(private readonly options: EngineOptions<Standing>) {
    const { log, bus, observer = {} } = options;
    this.observer = observer;
    this.snapshots = new Snapshots(log, observer);
    this.neighbours = bus ? new Neighbours(bus, log, observer, this) : null;
    this.committer = new Committer(log, observer, (rooms) => {
      this.committed(rooms);
    });
    this.host = this.connectionHost();
    this.roomHost = {
      manyNodes: bus !== undefined,
      hasRead: (room) => {
        this.committer.relief();
        this.goOn(room);
      },
      readFailed: (room, error) => {
        observer.fault?.(room.name, error);
        this.committer.trouble(room);
        this.goOn(room);
      },
      admitFailed: (room, error) => {
        observer.fault?.(room.name, error);
        this.goOn(room);
      },
    };
    this.rounds = setInterval(() => {
      this.makeRounds();
    }, ROUND_EVERY);
    this.rounds.unref();
  }

  /**
   * Joins a socket to a document. The caller has checked that the person may read it. Rejects when the document cannot be
   * read from the log.
   */
  async connect(document: string, peer: Peer<Standing>, socket: Socket): Promise<Connection<Standing>> {
    const room = this.room(document);
    const connection = new Connection(room, peer, socket, this.host);
    // Joined before the content is there, so that the room stays while it loads.
    room.connections.add(connection);
    try {
      await room.wake();
    } catch (error) {
      room.connections.delete(connection);
      this.closeDeserted(room);
      throw error;
    }
    connection.start();
    return connection;
  }

  /** Closes all sockets of a person on this node: what they may do has changed, so they have to ask again. */
  dismiss(personId: string): void {
    this.dismissals++;
    for (const room of this.rooms.values())
      for (const connection of [...room.connections])
        if (connection.peer.personId === personId) connection.dismiss();
  }

  /** Sends everybody away and waits until what had arrived is durable, or cannot be. */
  async stop(): Promise<void> {
    clearInterval(this.rounds);
    this.neighbours?.stop();
    for (const room of [...this.rooms.values()])
      for (const connection of [...room.connections]) connection.close(CLOSE.again, 'the server stops');
    await this.committer.settled();
    await this.snapshots.settled();
  }

  /** What is open on this node, for health and metrics. */
  census(): Census {
    const people = new Set<string>();
    let connections = 0;
    let awake = 0;
    let waiting = 0;
    for (const room of this.rooms.values()) {
      connections += room.connections.size;
      for (const { peer } of room.connections) people.add(peer.personId);
      if (room.awake) awake++;
      waiting += room.waiting;
    }
    return { documents: this.rooms.size, connections, people: people.size, awake, waiting };
  }

  /** The open documents, and who is in each. */
  *openDocuments(): Generator<{ document: string; waiting: number; people: readonly Person[] }> {
    for (const room of this.rooms.values()) {
      const people = [...room.connections].map(({ peer }) => peer);
      yield { document: room.name, waiting: room.waiting, people };
    }
  }

  /** The room of a document, when it is open here. */
  openRoom(document: string): Room<Standing> | undefined {
    return this.rooms.get(document);
  }

  *openRooms(): Generator<Room<Standing>> {
    for (const room of this.rooms.values()) yield room;
  }

  /** Presence in a room has changed: everybody hears of it shortly. */
  presenceChanged(room: Room<Standing>): void {
    this.movement.add(room);
    this.movementTimer ??= setTimeout(() => {
      this.movementTimer = undefined;
      this.showMovement();
    }, PRESENCE_PACE);
  }

  private connectionHost(): Host<Standing> {
    return {
      posted: (room) => {
        this.committer.schedule(room);
      },
      presenceChanged: (room) => {
        this.presenceChanged(room);
      },
      left: ({ room }) => {
        this.closeDeserted(room);
      },
      refused: ({ room, peer }, { code, detail }) => {
        this.observer.refused?.({ document: room.name, personId: peer.personId, code, detail });
      },
      cutOff: ({ room }) => {
        this.observer.cutOff?.(room.name);
      },
      turn: (bytes) => this.turns.next(bytes),
    };
  }

  private room(document: string): Room<Standing> {
    const known = this.rooms.get(document);
    if (known) return known;
    const room = new Room(document, this.options.rules(document), this.options.log, this.roomHost);
    this.rooms.set(document, room);
    this.neighbours?.opened(room);
    return room;
  }

  private committed(rooms: readonly Room<Standing>[]): void {
    this.neighbours?.appended(rooms);
    for (const room of rooms) {
      this.snapshots.consider(room);
      this.closeDeserted(room);
    }
  }

  private goOn(room: Room<Standing>): void {
    if (room.waiting > 0) this.committer.schedule(room);
    else this.closeDeserted(room);
  }

  private closeDeserted(room: Room<Standing>): void {
    if (!room.deserted || this.rooms.get(room.name) !== room) return;
    this.rooms.delete(room.name);
    this.rest(room);
  }

  private rest(room: Room<Standing>): void {
    this.snapshots.atRest(room);
    room.sleep();
  }

  private showMovement(): void {
    for (const room of this.movement) {
      const news = room.presence.news();
      if (!news) continue;
      room.showPresence(news.all);
      if (news.own) this.neighbours?.moved(room, news.own);
    }
    this.movement.clear();
  }

  private makeRounds(): void {
    for (const room of this.rooms.values()) {
      if (room.presence.sweep()) this.presenceChanged(room);
      if (room.awake && room.idleFor(REST_AFTER)) this.rest(room);
      room.notSaved(performance.now() - PATIENCE);
      // A person may have left while their last update was refused: then nothing else closes the room.
      this.closeDeserted(room);
    }
  }
}
