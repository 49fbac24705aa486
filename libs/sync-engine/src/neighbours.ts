import type { Bus, News, Observer, UpdateLog } from './ports.js';
import type { Room } from './room.js';

/** How often the log is asked how far the open documents have come, in milliseconds: news that were lost show then. */
const LOOK_EVERY = 1000;

/** What the engine offers to what comes from other nodes. */
interface Here<Standing> {
  openRoom(document: string): Room<Standing> | undefined;
  openRooms(): Iterable<Room<Standing>>;
  presenceChanged(room: Room<Standing>): void;
  dismiss(personId: string): void;
}

/**
 * The other nodes. They tell each other that something happened, and read what it was from the log. Whatever news is
 * lost, delayed or doubled, each node also asks the log regularly, and reads only what it lacks.
 */
export class Neighbours<Standing> {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly bus: Bus,
    private readonly log: UpdateLog,
    private readonly observer: Observer,
    private readonly here: Here<Standing>,
  ) {
    bus.subscribe((news) => {
      if (!this.stopped) this.hear(news);
    });
    this.lookAgain();
  }

  /** Tells that documents have come further. */
  appended(rooms: readonly Room<Standing>[]): void {
    if (rooms.length > 0)
      this.bus.publish({ type: 'appended', heads: rooms.map(({ name, head }) => [name, head]) });
  }

  /** Tells who of this node is where in a document. */
  moved(room: Room<Standing>, update: Uint8Array): void {
    this.bus.publish({
      type: 'awareness',
      document: room.name,
      update: Buffer.from(update).toString('base64'),
    });
  }

  /** Asks who is in a document that has just been opened here. */
  opened(room: Room<Standing>): void {
    this.bus.publish({ type: 'opened', document: room.name });
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private hear(news: News): void {
    switch (news.type) {
      case 'appended':
        for (const [document, head] of news.heads) {
          const room = this.here.openRoom(document);
          if (room && head > room.head) void room.catchUp();
        }
        return;
      case 'awareness': {
        const room = this.here.openRoom(news.document);
        if (!room) return;
        room.presence.receiveFromNode(Buffer.from(news.update, 'base64'));
        this.here.presenceChanged(room);
        return;
      }
      case 'opened': {
        const room = this.here.openRoom(news.document);
        const present = room?.presence.own();
        if (room && present) this.moved(room, present);
        return;
      }
      case 'authority':
        this.here.dismiss(news.personId);
    }
  }

  private lookAgain(): void {
    this.timer = setTimeout(() => {
      void this.look().finally(() => {
        if (!this.stopped) this.lookAgain();
      });
    }, LOOK_EVERY);
    this.timer.unref();
  }

  /** Asks the log for the heads of all open documents, and reads those that are behind. */
  private async look(): Promise<void> {
    const before = new Map([...this.here.openRooms()].map((room) => [room, room.head]));
    if (before.size === 0) return;
    let heads: ReadonlyMap<string, number>;
    try {
      heads = await this.log.heads([...before.keys()].map(({ name }) => name));
    } catch {
      // Whoever writes meets the same failure, and is told of it.
      return;
    }
    for (const [room, head] of before) {
      const logged = heads.get(room.name) ?? 0;
      if (logged <= head) {
        room.confirm();
      } else if (logged > room.head && (await room.catchUp())) {
        this.observer.repaired?.(room.name);
      }
    }
  }
}
