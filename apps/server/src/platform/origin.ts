import type { IncomingMessage } from 'node:http';
import { Refusal } from '@segue/protocol';
import type { NextFunction, Request, Response } from 'express';
import type { Config } from './config.js';

type OriginConfig = Pick<Config, 'publicUrl' | 'trustedProxies'>;

/**
 * Whether a request comes from a page of this server, or from no page at all: browsers name the origin in every
 * cross-site request that could change something and in every WebSocket upgrade; other programs name none.
 */
export function isOwnOrigin(request: IncomingMessage, config: OriginConfig): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (origin === config.publicUrl) return true;
  return URL.canParse(origin) && new URL(origin).host === hostOf(request, config);
}

/** The origin under which the asking person reached the server: where the links that they send should lead. */
export function publicUrlOf(request: Request, config: Pick<Config, 'publicUrl'>): string {
  return config.publicUrl ?? `${request.protocol}://${request.host}`;
}

/** Middleware: refuses unsafe requests from pages of other sites. */
export function refuseForeignOrigins(config: OriginConfig) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const safe = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    next(safe || isOwnOrigin(request, config) ? undefined : new Refusal('request.origin'));
  };
}

function hostOf(request: IncomingMessage, config: OriginConfig): string | undefined {
  const forwarded = config.trustedProxies > 0 ? request.headers['x-forwarded-host'] : undefined;
  if (typeof forwarded === 'string') return forwarded.split(',')[0]?.trim().toLowerCase();
  return request.headers.host?.toLowerCase();
}
