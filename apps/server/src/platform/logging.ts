import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import type { Request, Response } from 'express';
import { pino, type Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Config } from './config.js';

const SECRETS = ['cookie', 'authorization', 'token', 'password', 'currentPassword', 'set-cookie'];

/** The structured log on standard output. Known names of secrets are blacked out two levels deep, wherever they turn up. */
export function createLogger(level: string): Logger {
  const paths = SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  return pino({ level, redact: { paths, censor: '[redacted]' } });
}

/** Middleware: gives every request an id, says it in `X-Request-Id`, and logs one line when the answer is out. */
export function requestLog(logger: Logger, config: Pick<Config, 'trustedProxies'>) {
  return pinoHttp<Request, Response>({
    logger,
    genReqId: (request, response) => {
      const told = request.get('x-request-id');
      const id = config.trustedProxies > 0 && told && /^[\w-]{8,64}$/.test(told) ? told : randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    // No headers: what is not written down cannot leak.
    serializers: {
      req: (request: { id: unknown; method: unknown; url: unknown; remoteAddress: unknown }) => ({
        id: request.id,
        method: request.method,
        url: request.url,
        remoteAddress: request.remoteAddress,
      }),
      res: (response: { statusCode: unknown }) => ({ statusCode: response.statusCode }),
    },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
  });
}

/** Nest's own messages in the same log. Its start-up chatter is only of use when looking for a fault. */
export function nestLogger(logger: Logger): LoggerService {
  const say =
    (level: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...context: unknown[]) => {
      logger[level]({ context }, typeof message === 'string' ? message : JSON.stringify(message));
    };
  return {
    log: say('debug'),
    warn: say('warn'),
    error: say('error'),
    fatal: say('fatal'),
    debug: say('debug'),
  };
}
