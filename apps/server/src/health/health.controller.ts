import { Controller, Get, Inject } from '@nestjs/common';
import { Refusal } from '@segue/protocol';
import { Open } from '../people/actor.js';
import { READINESS } from '../platform/tokens.js';

/** Asks one thing the server stands on whether it answers; rejects when it does not. */
export type ReadinessCheck = () => Promise<unknown>;

/** Orchestrators ask every few seconds: an answer that takes longer than this is none. */
const PATIENCE_MS = 2000;

@Open()
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly checks: readonly ReadinessCheck[]) {}

  /** The process runs and answers: restarting it would not help. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Requests can be served: the database answers, and Redis if there is one. */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    try {
      await Promise.all(this.checks.map((check) => inTime(check())));
    } catch {
      throw new Refusal('storage.unavailable');
    }
    return { status: 'ok' };
  }
}

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${PATIENCE_MS} ms`));
    }, PATIENCE_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
