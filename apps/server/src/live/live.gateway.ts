import { Inject } from '@nestjs/common';
import { may } from '@segue/access-policy';
import { watchBody, type ClientEvents, type Online, type ServerEvents } from '@segue/protocol';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Logger } from 'pino';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { SessionsService } from '../people/sessions.service.js';
import { LOGGER } from '../platform/tokens.js';
import { AuthorityFeed } from './authority-feed.js';
import { ChangeFeed } from './change-feed.js';

interface SocketData {
  actor: Actor;
}
type LiveServer = Server<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;
type LiveSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;

/** Somebody with a live socket on this node. */
export interface LivePerson {
  readonly personId: string;
  readonly name: string;
  /** The films they watch. */
  readonly filmIds: readonly string[];
  readonly sockets: number;
}

const FILM = 'film:';
const PERSON = 'person:';

/** The live socket: tells everyone on a film what has changed, and who is online. With Redis it reaches all nodes. */
@WebSocketGateway()
export class LiveGateway
  implements OnGatewayInit<LiveServer>, OnGatewayConnection<LiveSocket>, OnGatewayDisconnect<LiveSocket>
{
  @WebSocketServer() private readonly server!: LiveServer;

  constructor(
    private readonly sessions: SessionsService,
    private readonly access: FilmAccess,
    private readonly changeFeed: ChangeFeed,
    private readonly authority: AuthorityFeed,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  afterInit(server: LiveServer): void {
    server.use((socket, next) => {
      this.sessions.authenticate(socket.handshake.headers.cookie).then(
        (actor) => {
          if (!actor) {
            next(new Error('session.missing'));
            return;
          }
          socket.data.actor = actor;
          next();
        },
        (error: unknown) => {
          this.logger.error({ err: error }, 'a live socket could not be signed in');
          next(new Error('internal'));
        },
      );
    });
    this.changeFeed.changes.subscribe((change) => server.to(FILM + change.filmId).emit('changed', change));
    this.changeFeed.personalChanges.subscribe(({ personId, change }) =>
      server.to(PERSON + personId).emit('changed', change),
    );
    this.authority.changes.subscribe(({ personId }) => {
      server.in(PERSON + personId).disconnectSockets(true);
    });
  }

  async handleConnection(socket: LiveSocket): Promise<void> {
    await socket.join(PERSON + socket.data.actor.personId);
    // Rooms are empty again by the time of `disconnect`, so those who stay are told from here.
    socket.on('disconnecting', () => {
      const films = filmsOf(socket);
      setImmediate(() => {
        for (const filmId of films) this.tellOnline(filmId);
      });
    });
  }

  handleDisconnect(): void {
    // Told in `disconnecting`, while it is still known which films the socket watched.
  }

  @SubscribeMessage('watch')
  async watch(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): Promise<{ ok: boolean }> {
    const read = watchBody.safeParse(body);
    if (!read.success) return { ok: false };
    const { filmId } = read.data;
    const standing = await this.access.standing(socket.data.actor, filmId);
    if (!may(standing, 'read')) return { ok: false };
    await socket.join(FILM + filmId);
    this.tellOnline(filmId);
    return { ok: true };
  }

  @SubscribeMessage('unwatch')
  async unwatch(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): Promise<void> {
    const read = watchBody.safeParse(body);
    if (!read.success) return;
    await socket.leave(FILM + read.data.filmId);
    this.tellOnline(read.data.filmId);
  }

  /** Everybody with a live socket on this node; other nodes are not asked. */
  peopleHere(): LivePerson[] {
    const people = new Map<string, LivePerson>();
    for (const socket of this.server.sockets.sockets.values()) {
      const { personId, name } = socket.data.actor;
      const known = people.get(personId);
      people.set(personId, {
        personId,
        name,
        filmIds: [...new Set([...(known?.filmIds ?? []), ...filmsOf(socket)])],
        sockets: (known?.sockets ?? 0) + 1,
      });
    }
    return [...people.values()];
  }

  /** Who has a film open now, on any node. A person with several windows is named once. */
  async online(filmId: string): Promise<Online['people']> {
    const sockets = await this.server.in(FILM + filmId).fetchSockets();
    const people = sockets.map(
      ({ data: { actor } }) => [actor.personId, { personId: actor.personId, name: actor.name }] as const,
    );
    return [...new Map(people).values()];
  }

  private tellOnline(filmId: string): void {
    this.online(filmId)
      .then((people) => this.server.to(FILM + filmId).emit('online', { filmId, people }))
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, 'who is online could not be told');
      });
  }
}

function filmsOf(socket: LiveSocket): string[] {
  return [...socket.rooms].filter((room) => room.startsWith(FILM)).map((room) => room.slice(FILM.length));
}
