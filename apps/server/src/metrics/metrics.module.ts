import { Global, Module, type DynamicModule } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Config } from '../platform/config.js';
import { METRICS } from '../platform/tokens.js';
import { VERSION } from '../platform/version.js';
import { BackgroundMetrics } from './background-metrics.js';
import { HttpDurations } from './http-durations.js';
import { MetricsController } from './metrics.controller.js';
import { NewsMetrics } from './news-metrics.js';
import { SocketBytes } from './socket-bytes.js';
import { SyncMetrics } from './sync-metrics.js';

/** What the server counts of its own work. Without a token nobody can read it from outside: there is no such route. */
@Global()
@Module({})
export class MetricsModule {
  static with({ metricsToken }: Pick<Config, 'metricsToken'>): DynamicModule {
    const read = metricsToken !== null;
    return {
      module: MetricsModule,
      controllers: read ? [MetricsController] : [],
      providers: [
        { provide: METRICS, useFactory: () => createRegistry(read) },
        BackgroundMetrics,
        HttpDurations,
        NewsMetrics,
        SocketBytes,
        SyncMetrics,
      ],
      exports: [HttpDurations, SyncMetrics],
    };
  }
}

/** One registry a server, not the one of the process: tests run several servers in one. */
function createRegistry(read: boolean): Registry {
  const registry = new Registry();
  // Memory, processor, garbage collection and the delay of the event loop; measuring them costs timers.
  if (read) collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'segue_build_info',
    help: 'Always 1; the version is in the label.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: VERSION }, 1);
  return registry;
}
