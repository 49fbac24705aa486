import { Controller, Get, Inject } from '@nestjs/common';
import { Refusal } from '@segue/protocol';
import { Open } from '../people/actor.js';
import { READINESS } from '../platform/tokens.js';
import { askDependencies, type ReadinessChecks } from './dependencies.js';

@Open()
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly checks: ReadinessChecks) {}

  /** The process runs and answers: restarting it would not help. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Requests can be served: the database answers, and Redis if there is one. */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    const states = await askDependencies(this.checks);
    if (!states.every(({ ok }) => ok)) throw new Refusal('storage.unavailable');
    return { status: 'ok' };
  }
}
