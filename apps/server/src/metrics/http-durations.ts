import { Inject, Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Histogram, type Registry } from 'prom-client';
import { METRICS } from '../platform/tokens.js';

/** From an answer out of memory to a movie that somebody watches over a slow line, in seconds. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

/** How long HTTP requests take, by the template of their route: never by address, of which there are too many. */
@Injectable()
export class HttpDurations {
  private readonly seconds: Histogram<'method' | 'route' | 'status'>;

  constructor(@Inject(METRICS) registry: Registry) {
    this.seconds = new Histogram({
      name: 'segue_http_request_duration_seconds',
      help: 'How long requests took until the answer was out, the transfer of files included.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers: [registry],
    });
  }

  /** Middleware: measures every request that comes after it. */
  readonly middleware = (request: Request, response: Response, next: NextFunction): void => {
    const since = process.hrtime.bigint();
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - since) / 1e9;
      this.seconds.observe(
        { method: methodOf(request), route: routeOf(request), status: statusOf(response) },
        seconds,
      );
    });
    next();
  };
}

/** Node admits some thirty methods; those nobody serves here are one. */
function methodOf({ method }: Request): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}

function routeOf(request: Request): string {
  const { route } = request as { route?: { path?: unknown } };
  // Pages and assets of the web client have no route; what does not exist has Nest's last one, `*path`.
  return typeof route?.path === 'string' && route.path.startsWith('/') ? route.path : 'none';
}

function statusOf(response: Response): string {
  return response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'broken off';
}
