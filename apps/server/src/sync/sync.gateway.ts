import type { IncomingMessage } from 'node:http';
import { Inject, type OnApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { CLOSE } from '@segue/protocol';
import type { Writer } from '@segue/review-document';
import { SyncEngine, type Bus, type Connection, type UpdateLog } from '@segue/sync-engine';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { AttachmentsService } from '../attachments/attachments.service.js';
import { AuthorityFeed } from '../live/authority-feed.js';
import { SYNC_PATH } from '../live/ws-adapter.js';
import { SyncMetrics } from '../metrics/sync-metrics.js';
import { SessionsService } from '../people/sessions.service.js';
import { BUS, LOGGER, UPDATE_LOG } from '../platform/tokens.js';
import { ReadModels } from '../projections/read-models.js';
import { BroughtFiles } from './brought-files.js';
import { DocumentAccess } from './document-access.js';
import { documentRules } from './document-rules.js';
import { framedSocket } from './framed-socket.js';
import { inOrder } from './in-order.js';
import { keepAlive } from './keep-alive.js';
import { RefusalLog } from './refusal-log.js';

/** Somebody who was let in, and what they have brought. */
interface Entered {
  readonly connection: Connection<Writer>;
  readonly files: BroughtFiles;
}

/** The sync endpoint: plain WebSockets that speak the y-websocket protocol at `/sync/<document>`. */
@WebSocketGateway({ path: SYNC_PATH })
export class SyncGateway implements OnGatewayInit, OnGatewayConnection<WebSocket>, OnApplicationShutdown {
  private readonly engine: SyncEngine<Writer>;

  constructor(
    private readonly sessions: SessionsService,
    private readonly access: DocumentAccess,
    private readonly authority: AuthorityFeed,
    private readonly attachments: AttachmentsService,
    readModels: ReadModels,
    metrics: SyncMetrics,
    refusals: RefusalLog,
    @Inject(UPDATE_LOG) log: UpdateLog,
    @Inject(BUS) private readonly bus: Bus | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.engine = new SyncEngine<Writer>({
      log,
      ...(bus ? { bus } : {}),
      rules: documentRules,
      observer: {
        committed: (commit) => {
          metrics.committed(commit);
          for (const document of commit.documents) readModels.schedule(document);
        },
        refused: (event) => {
          metrics.refused(event.code);
          refusals.refused(event);
        },
        fault: (document, error) => {
          metrics.fault();
          logger.error({ document, err: error }, 'a document could not be saved or read');
        },
        repaired: () => {
          metrics.repaired();
        },
        cutOff: (document) => {
          metrics.cutOff();
          logger.warn({ document }, 'a client read too slowly and was cut off');
        },
      },
    });
    metrics.watch(this.engine);
  }

  afterInit(): void {
    this.authority.changes.subscribe(({ personId }) => {
      this.engine.dismiss(personId);
      this.bus?.publish({ type: 'authority', personId });
    });
  }

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    // Nothing is read before it is known who this is: what comes waits in the kernel.
    socket.pause();
    socket.on('error', () => {
      // A broken frame: `ws` closes the socket itself.
    });
    const joined = this.join(socket, request);
    keepAlive(socket, () => {
      // News of a changed right can be lost on its way from another node: then it is seen here.
      if (this.bus === null) return;
      void joined.then(
        (entered) => entered && this.checkStanding(entered.connection, request),
        () => undefined,
      );
    });
    joined.then(
      (entered) => {
        if (entered) {
          const { connection, files } = entered;
          const receive = this.receiver(connection, files);
          socket.on('message', (message) => {
            receive(bytesOf(message));
          });
          socket.on('close', () => {
            connection.leave();
          });
          if (socket.readyState !== socket.OPEN) connection.leave();
        }
        socket.resume();
      },
      (error: unknown) => {
        this.logger.error({ err: error }, 'a sync socket could not be served');
        socket.close(CLOSE.storage, 'try again');
        socket.resume();
      },
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engine.stop();
  }

  private async join(socket: WebSocket, request: IncomingMessage): Promise<Entered | null> {
    const { dismissals } = this.engine;
    const url = new URL(request.url ?? '', 'ws://segue');
    const actor = await this.sessions.authenticate(request.headers.cookie);
    if (!actor) {
      socket.close(CLOSE.authority, 'sign in');
      return null;
    }
    // A page that somebody else signed in over must not write in that person's name.
    if ((url.searchParams.get('person') ?? actor.personId) !== actor.personId) {
      socket.close(CLOSE.authority, 'somebody else is signed in');
      return null;
    }
    const document = documentIn(url);
    const standing = await this.access.standing(actor, document);
    if (!standing) {
      socket.close(CLOSE.notFound, 'no such document, or not shared with you');
      return null;
    }
    const { personId, name } = actor;
    const files = new BroughtFiles(this.attachments, actor.personId, document);
    const hasBrought: Writer['hasBrought'] = (attachment) => files.has(attachment);
    const connection = await this.engine.connect(
      document,
      {
        personId,
        name,
        standing: { ...standing, hasBrought },
        acknowledge: url.searchParams.get('ack') === '1',
      },
      framedSocket(socket),
    );
    // Somebody's rights changed while this person was being let in: it may have been theirs.
    if (this.engine.dismissals !== dismissals) await this.checkStanding(connection, request);
    return { connection, files };
  }

  private receiver(connection: Connection<Writer>, files: BroughtFiles): (message: Uint8Array) => void {
    return inOrder({
      receive: (message) => {
        connection.receive(message);
      },
      lookUp: () => files.lookUp(),
      giveUp: (error) => {
        this.logger.warn({ err: error }, 'which files somebody has brought could not be looked up');
        connection.close(CLOSE.storage, 'try again');
      },
    });
  }

  /** Sends a person away whose rights are not what they were when the connection was let in. */
  private async checkStanding(connection: Connection<Writer>, request: IncomingMessage): Promise<void> {
    const { room, peer } = connection;
    try {
      const actor = await this.sessions.authenticate(request.headers.cookie);
      const standing = actor && (await this.access.standing(actor, room.name));
      if (standing?.role !== peer.standing.role || standing.owner !== peer.standing.owner)
        connection.dismiss();
    } catch (error) {
      this.logger.warn({ err: error }, 'whether a person may still be here could not be looked up');
    }
  }
}

/** The name of the document in an address; empty when it cannot be read. */
function documentIn(url: URL): string {
  try {
    return decodeURIComponent(url.pathname.slice(SYNC_PATH.length + 1));
  } catch {
    return '';
  }
}

function bytesOf(message: RawData): Uint8Array {
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  return Array.isArray(message) ? Buffer.concat(message) : message;
}
