import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { problemOf, Refusal, type RefusalCode } from '@segue/protocol';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { LOGGER } from './tokens.js';

/** What Express, its body parser and Nest throw carries an HTTP status; these are the refusals they stand for. */
const REFUSAL_OF_STATUS: Readonly<Record<number, RefusalCode>> = {
  401: 'session.missing',
  403: 'access.denied',
  404: 'not-found',
  413: 'request.too-large',
  429: 'request.too-many',
};

/** Answers everything that was thrown as `application/problem+json`. What was not expected is a 500 and stays in the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const refusal = refusalOf(error);
    if (refusal.code === 'internal' || refusal.code === 'storage.unavailable') {
      this.logger.error({ err: error, requestId: request.id }, 'a request failed');
    }
    if (response.headersSent) {
      // Too late for words: cut the connection, so that nobody takes the rest for a whole answer.
      response.destroy();
      return;
    }
    const problem = { ...problemOf(refusal), requestId: request.id as string };
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { status } = Object(error) as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Refusal(REFUSAL_OF_STATUS[status] ?? 'request.invalid');
  }
  return new Refusal(isConnectionFailure(error) ? 'storage.unavailable' : 'internal');
}

/** What pg says, without a code, when a connection broke or none was free. */
const NO_CONNECTION = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** Whether the database could not be reached: Node's network errors, PostgreSQL's classes 08 and 57P, and pg's own. */
function isConnectionFailure(error: unknown): boolean {
  const { code, syscall, message } = Object(error) as {
    code?: unknown;
    syscall?: unknown;
    message?: unknown;
  };
  if (typeof code === 'string')
    return (
      /^(ECONN(REFUSED|RESET)|EPIPE|ETIMEDOUT|08...|57P0.|53300)$/.test(code) ||
      // The embedded database listens on a socket in a folder, which is not there before it does.
      (code === 'ENOENT' && syscall === 'connect')
    );
  return typeof message === 'string' && NO_CONNECTION.test(message);
}
