import type { IncomingMessage } from 'node:http';
import { Inject, type OnApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import type { Standing } from '@segue/access-policy';
import { CLOSE } from '@segue/protocol';
import { SyncEngine, type Bus, type Connection, type UpdateLog } from '@segue/sync-engine';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { AuthorityFeed } from '../live/authority-feed.js';
import { SYNC_PATH } from '../live/ws-adapter.js';
import { SessionsService } from '../people/sessions.service.js';
import { BUS, LOGGER, UPDATE_LOG } from '../platform/tokens.js';
import { ReadModels } from '../projections/read-models.js';
import { DocumentAccess } from './document-access.js';
import { documentRules } from './document-rules.js';

/** What a client may send before it has been let in, in messages: an honest one greets with two. */
const MAX_EARLY_MESSAGES = 16;
/** A socket that has not answered a ping for this long is gone, in milliseconds. */
const PING_EVERY = 30_000;

/** The sync endpoint: plain WebSockets that speak the y-websocket protocol at `/sync/<document>`. */
@WebSocketGateway({ path: SYNC_PATH })
export class SyncGateway implements OnGatewayInit, OnGatewayConnection<WebSocket>, OnApplicationShutdown {
  private readonly engine: SyncEngine<Standing>;

  constructor(
    private readonly sessions: SessionsService,
    private readonly access: DocumentAccess,
    private readonly authority: AuthorityFeed,
    readModels: ReadModels,
    @Inject(UPDATE_LOG) log: UpdateLog,
    @Inject(BUS) private readonly bus: Bus | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.engine = new SyncEngine<Standing>({
      log,
      ...(bus ? { bus } : {}),
      rules: documentRules,
      onCommitted: (document) => {
        readModels.schedule(document);
      },
      onRefused: (event) => {
        logger.warn(event, 'an update was refused');
      },
      onFault: (document, error) => {
        logger.error({ document, err: error }, 'a document could not be saved or read');
      },
    });
  }

  afterInit(): void {
    this.authority.changes.subscribe(({ personId }) => {
      this.engine.closePerson(personId);
      this.bus?.publish({ type: 'authority', personId });
    });
  }

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    const early: RawData[] = [];
    const collect = (message: RawData): void => {
      if (early.push(message) > MAX_EARLY_MESSAGES) socket.close(CLOSE.tooLarge, 'wait for the first answer');
    };
    socket.on('message', collect);
    socket.on('error', () => {
      // A broken frame: `ws` closes the socket itself.
    });
    keepAlive(socket);
    this.join(socket, request).then(
      (connection) => {
        socket.off('message', collect);
        if (!connection) return;
        socket.on('message', (message) => {
          connection.receive(bytesOf(message));
        });
        socket.on('close', () => {
          connection.leave();
        });
        for (const message of early) connection.receive(bytesOf(message));
        if (socket.readyState !== socket.OPEN) connection.leave();
      },
      (error: unknown) => {
        this.logger.error({ err: error }, 'a sync socket could not be served');
        socket.close(CLOSE.storage, 'try again');
      },
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engine.stop();
  }

  private async join(socket: WebSocket, request: IncomingMessage): Promise<Connection<Standing> | null> {
    const url = new URL(request.url ?? '', 'ws://segue');
    const document = decodeURIComponent(url.pathname.slice(SYNC_PATH.length + 1));
    const actor = await this.sessions.authenticate(request.headers.cookie);
    if (!actor) {
      socket.close(CLOSE.authority, 'sign in');
      return null;
    }
    const standing = await this.access.standing(actor, document);
    if (!standing) {
      socket.close(CLOSE.notFound, 'no such document, or not shared with you');
      return null;
    }
    const { personId, name } = actor;
    return this.engine.connect(
      document,
      { personId, name, standing, acknowledge: url.searchParams.get('ack') === '1' },
      {
        send: (message) => {
          socket.send(message);
        },
        close: (code, reason) => {
          socket.close(code, reason);
        },
        get bufferedAmount() {
          return socket.bufferedAmount;
        },
      },
    );
  }
}

function bytesOf(message: RawData): Uint8Array {
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  return Array.isArray(message) ? Buffer.concat(message) : message;
}

/** Ends sockets whose other end vanished without a word. */
function keepAlive(socket: WebSocket): void {
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  const timer = setInterval(() => {
    if (!alive) {
      socket.terminate();
      return;
    }
    alive = false;
    socket.ping();
  }, PING_EVERY);
  socket.on('close', () => {
    clearInterval(timer);
  });
}
