import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { Counter, type Registry } from 'prom-client';
import { SYNC_PATH } from '../live/ws-adapter.js';
import { METRICS } from '../platform/tokens.js';

type Endpoint = 'sync' | 'live';

/**
 * Bytes written to WebSockets, read from the TCP sockets under them when somebody asks: no message costs anything, and
 * frames and compression count as what they really are.
 */
@Injectable()
export class SocketBytes implements OnApplicationBootstrap {
  private readonly open = new Map<Socket, Endpoint>();
  private readonly ofClosed: Record<Endpoint, number> = { sync: 0, live: 0 };

  constructor(
    @Inject(METRICS) registry: Registry,
    private readonly host: HttpAdapterHost,
  ) {
    const counter: Counter<'endpoint'> = new Counter({
      name: 'segue_websocket_sent_bytes_total',
      help: 'Bytes sent over WebSockets: "sync" are documents and presence, "live" are events.',
      labelNames: ['endpoint'],
      registers: [registry],
      collect: () => {
        // A counter cannot be set: it starts afresh and takes the whole sum.
        counter.reset();
        const sums = { ...this.ofClosed };
        for (const [socket, endpoint] of this.open) sums[endpoint] += socket.bytesWritten;
        counter.inc({ endpoint: 'sync' }, sums.sync);
        counter.inc({ endpoint: 'live' }, sums.live);
      },
    });
  }

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request: IncomingMessage) => {
      const { socket } = request;
      const endpoint = request.url?.startsWith(`${SYNC_PATH}/`) ? 'sync' : 'live';
      this.open.set(socket, endpoint);
      socket.once('close', () => {
        this.open.delete(socket);
        this.ofClosed[endpoint] += socket.bytesWritten;
      });
    });
  }
}
