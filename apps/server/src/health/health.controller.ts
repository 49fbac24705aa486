import { Controller, Get, Inject } from '@nestjs/common';
import { Refusal } from '@segue/protocol';
import { Open } from '../people/actor.js';
import { READINESS } from '../platform/tokens.js';
import { askDependencies, type ReadinessChecks } from './dependencies.js';

/** Whether requests can be served, and what does not answer. */
interface Readiness {
  readonly status: 'ok' | 'degraded';
  readonly without?: readonly string[];
}

@Open()
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly checks: ReadinessChecks) {}

  /** The process runs and answers: restarting it would not help. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /**
   * Requests can be served: the database answers. Redis does not have to, for a node that misses it misses the news of the
   * others, and reads from the log what they wrote. All nodes miss it at once: if that were "not ready", a balancer would
   * send nobody anywhere, because people would see each other's words a second late.
   */
  @Get('ready')
  async ready(): Promise<Readiness> {
    const states = await askDependencies(this.checks);
    const without = states.filter(({ ok }) => !ok).map(({ name }) => name);
    if (without.includes('database')) throw new Refusal('storage.unavailable', undefined, { without });
    return without.length === 0 ? { status: 'ok' } : { status: 'degraded', without };
  }
}
