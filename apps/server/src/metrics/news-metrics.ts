import { Inject, Injectable } from '@nestjs/common';
import type { Bus } from '@segue/sync-engine';
import { Counter, type Registry } from 'prom-client';
import { BUS, METRICS } from '../platform/tokens.js';

/** Counts the news that come from other nodes. */
@Injectable()
export class NewsMetrics {
  constructor(@Inject(METRICS) registry: Registry, @Inject(BUS) bus: Bus | null) {
    const received = new Counter({
      name: 'segue_sync_news_received_total',
      help: 'News from other nodes, by their type.',
      labelNames: ['type'],
      registers: [registry],
    });
    bus?.subscribe(({ type }) => {
      received.inc({ type });
    });
  }
}
