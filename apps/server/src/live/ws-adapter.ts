import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import type { Observable } from 'rxjs';
import type { Namespace, Server, ServerOptions } from 'socket.io';
import { WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../platform/config.js';
import { isOwnOrigin } from '../platform/origin.js';

/** Where the sync gateway listens: everything below this path is the name of a document. */
export const SYNC_PATH = '/sync';
const LIVE_PATH = '/socket.io';
/** Largest message of a sync socket in bytes; the engine's own limit is below it. */
const MAX_PAYLOAD = 8 * 1024 * 1024;

/** Makes the adapter that passes socket.io's events between nodes; none on a single node. */
export type NodeAdapter = NonNullable<ServerOptions['adapter']>;

/** Nest's own idea of a socket and a server, which is socket.io's. */
type LiveClient = Parameters<IoAdapter['bindMessageHandlers']>[0];
type LiveServer = Parameters<IoAdapter['close']>[0];

/**
 * Nest allows one WebSocket adapter, and Segue speaks two protocols: plain `ws` below `/sync/`, socket.io below
 * `/socket.io/`. This one hands each upgrade to its own server by path, and refuses those from pages of other sites.
 */
export class SegueWsAdapter extends IoAdapter {
  private syncServer: WebSocketServer | null = null;

  constructor(
    app: INestApplicationContext,
    private readonly config: Pick<Config, 'publicUrl' | 'trustedProxies'>,
    private readonly nodeAdapter: NodeAdapter | null,
  ) {
    super(app);
  }

  override create(
    port: number,
    options?: ServerOptions & { namespace?: string; server?: Server },
  ): Server | Namespace {
    // reason: Nest's adapter type knows one kind of server; the gateway at /sync is the one that gets the other.
    if (options?.path === SYNC_PATH) return this.createSyncServer() as unknown as Server;
    return super.create(port, {
      ...(options ?? {}),
      path: LIVE_PATH,
      serveClient: false,
      // socket.io would destroy every upgrade that is not its own.
      destroyUpgrade: false,
      maxHttpBufferSize: 100_000,
      allowRequest: (request: IncomingMessage, decide: (error: string | null, allowed: boolean) => void) => {
        decide(null, isOwnOrigin(request, this.config));
      },
      ...(this.nodeAdapter ? { adapter: this.nodeAdapter } : {}),
    } as ServerOptions);
  }

  override bindMessageHandlers(
    client: LiveClient,
    handlers: MessageMappingProperties[],
    transform: (data: unknown) => Observable<unknown>,
  ): void {
    // The sync gateway reads its binary protocol itself.
    const socket: unknown = client;
    if (!(socket instanceof WebSocket)) super.bindMessageHandlers(client, handlers, transform);
  }

  override bindClientDisconnect(client: LiveClient, callback: () => void): void {
    const socket: unknown = client;
    if (socket instanceof WebSocket) socket.on('close', callback);
    else super.bindClientDisconnect(client, callback);
  }

  override async close(server: LiveServer): Promise<void> {
    const { syncServer } = this;
    if (!syncServer || (server as unknown) !== syncServer) return super.close(server);
    for (const client of syncServer.clients) client.terminate();
    await new Promise((resolve) => {
      syncServer.close(resolve);
    });
  }

  private createSyncServer(): WebSocketServer {
    const server = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD });
    this.syncServer = server;
    (this.httpServer as HttpServer).on(
      'upgrade',
      (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        const path = request.url?.split('?')[0] ?? '';
        if (path.startsWith(`${LIVE_PATH}/`)) return;
        if (!path.startsWith(`${SYNC_PATH}/`)) refuse(socket, '404 Not Found');
        else if (!isOwnOrigin(request, this.config)) refuse(socket, '403 Forbidden');
        else {
          server.handleUpgrade(request, socket, head, (client) => {
            server.emit('connection', client, request);
          });
        }
      },
    );
    return server;
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
