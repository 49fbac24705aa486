import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@segue/protocol';
import express, { Router, type NextFunction, type Request, type Response } from 'express';

/** Everything else is a page of the web client, which has its own router. */
const SERVER_PATHS = /^\/(api|health|metrics|sync|socket\.io)(\/|$)/;

/** Serves the built web client: hashed assets for ever, everything else asked for again each time. */
export function webClient(folder: string): Router {
  const router = Router();
  const index = join(folder, 'index.html');
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  // A missing asset must not be answered with a page: the browser would take it for a script.
  router.use('/assets', (_request: Request, response: Response) => {
    response.status(404).type('text').send('There is no such file.');
  });
  router.use(express.static(folder, { index: false, setHeaders: askAgain }));
  router.use((request: Request, response: Response, next: NextFunction) => {
    if (SERVER_PATHS.test(request.path)) {
      next();
      return;
    }
    if (!['GET', 'HEAD'].includes(request.method)) throw new Refusal('not-found');
    if (!existsSync(index)) {
      response.status(503).type('text').send('The web client is not built yet. Run: npm run build');
      return;
    }
    askAgain(response);
    response.sendFile(index);
  });
  return router;
}

function askAgain(response: Response): void {
  response.setHeader('Cache-Control', 'no-cache');
}
