import 'reflect-metadata';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { AppModule, openAdapters, type Adapters } from './app.module.js';
import { SegueWsAdapter } from './live/ws-adapter.js';
import { HttpDurations } from './metrics/http-durations.js';
import { SetUpService } from './people/setup.service.js';
import type { Config } from './platform/config.js';
import { createLogger, nestLogger, requestLog } from './platform/logging.js';
import { refuseForeignOrigins } from './platform/origin.js';
import { ProblemFilter } from './platform/problem-filter.js';
import { securityHeaders } from './platform/security-headers.js';
import { ValidationPipe } from './platform/validation.js';
import { webClient } from './platform/web-client.js';

const WEB_CLIENT = fileURLToPath(new URL('../../web/dist', import.meta.url));
/** How long requests under way may take to end when the server stops. The whole stop stays under 5 s. */
const LAST_ANSWERS_MS = 1000;

/** A server that listens. */
export interface RunningServer {
  readonly app: NestExpressApplication;
  /** The address under which this machine reaches it. */
  readonly url: string;
  /** The new set-up token while there is no owner yet. */
  readonly setUpToken: string | null;
  /** Closes the sockets, lets requests end, closes the database. */
  close(): Promise<void>;
}

/**
 * Longer than proxies keep a connection that is at rest (nginx a minute, Caddy two): whoever keeps it longer may be about to
 * send on it when the other closes, and then reports a broken connection.
 */
const KEEP_ALIVE_MS = 125_000;

/**
 * Opens the database, brings it up to date, and starts to listen.
 *
 * @throws Error when the port or the data folder is in use, or the database cannot be reached; nothing stays open.
 */
export async function createServer(config: Config): Promise<RunningServer> {
  const logger = createLogger(config.logLevel);
  const adapters = await openAdapters(config, (trouble) => {
    logger.error(trouble);
  });
  try {
    const app = await createApp(config, logger, adapters);
    const close = (): Promise<void> => closeAll(app, adapters);
    try {
      await app.init();
      await listen(app.getHttpServer(), config.port);
      const setUpToken = await app.get(SetUpService).issueToken();
      return { app, url: localUrl(app), setUpToken, close };
    } catch (error) {
      await app.close();
      throw error;
    }
  } catch (error) {
    await adapters.close();
    throw error;
  }
}

async function createApp(
  config: Config,
  logger: Logger,
  adapters: Adapters,
): Promise<NestExpressApplication> {
  // reason: the options are an interface that extends a class, which is how Nest declares them.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, logger, adapters), {
    logger: nestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  app.set('trust proxy', config.trustedProxies);
  app.use(requestLog(logger, config));
  app.use(app.get(HttpDurations).middleware);
  app.use(securityHeaders(config));
  app.use(refuseForeignOrigins(config));
  app.use('/api', neverStored);
  app.use(webClient(WEB_CLIENT));
  app.useBodyParser('json', { limit: '1mb' });
  app.setGlobalPrefix('api', {
    exclude: ['health/live', 'health/ready', ...(config.metricsToken === null ? [] : ['metrics'])],
  });
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useWebSocketAdapter(new SegueWsAdapter(app, config, adapters.nodes?.socketAdapter ?? null));
  return app;
}

/** Answers belong to one session: no cache may keep them, unless the route says otherwise. */
function neverStored(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

/** Nest's own way writes a port that is in use into the log as a fault; here it is only thrown. */
async function listen(server: Server, port: number): Promise<void> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(port);
  await once(server, 'listening');
}

async function closeAll(app: NestExpressApplication, adapters: Adapters): Promise<void> {
  const server = app.getHttpServer();
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, LAST_ANSWERS_MS);
  server.closeIdleConnections();
  await app.close();
  clearTimeout(cut);
  await adapters.close();
}

function localUrl(app: NestExpressApplication): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return `http://localhost:${port}`;
}
