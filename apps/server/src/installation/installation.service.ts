import { hostname } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { Inject, Injectable } from '@nestjs/common';
import { because, Refusal, type Installation } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import { askDependencies, type ReadinessChecks } from '../health/dependencies.js';
import { LiveGateway } from '../live/live.gateway.js';
import { SyncMetrics } from '../metrics/sync-metrics.js';
import { MailLine } from '../notifications/mail/mail-line.js';
import { WebhookLine } from '../notifications/webhooks/webhook-line.js';
import type { Actor } from '../people/actor.js';
import type { Config } from '../platform/config.js';
import { spaceOf } from '../platform/disk-space.js';
import { CONFIG, DATABASE, READINESS } from '../platform/tokens.js';
import { VERSION } from '../platform/version.js';
import { lagOfReadModels } from '../projections/behind.js';
import { EventLoopDelay } from './event-loop-delay.js';
import { nameRoomsAndPeople } from './open-rooms.js';
import { countStored } from './stored.js';

/** How the installation is, seen from the node that is asked. */
@Injectable()
export class InstallationService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(READINESS) private readonly checks: ReadinessChecks,
    private readonly metrics: SyncMetrics,
    private readonly live: LiveGateway,
    private readonly eventLoop: EventLoopDelay,
    private readonly mails: MailLine,
    private readonly webhooks: WebhookLine,
  ) {}

  /**
   * Everything the owner's page shows.
   *
   * @throws Refusal `access.denied` for anybody but the owner
   */
  async read(actor: Actor): Promise<Installation> {
    if (!actor.owner) throw new Refusal('access.denied', because('owner-looks'));
    const { databaseUrl, redisUrl } = this.config;
    return {
      version: VERSION,
      at: new Date().toISOString(),
      node: {
        name: hostname(),
        startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
        hasOthers: redisUrl !== null,
      },
      sync: this.metrics.census(),
      ...(await nameRoomsAndPeople(this.db, this.metrics.openDocuments(), this.live.peopleHere())),
      health: await this.health(),
      mail: this.config.mail === null ? null : await this.mails.census(),
      webhooks: await this.webhooks.census(),
      storage: await countStored(this.db, databaseUrl === null ? 'embedded' : 'postgresql'),
    };
  }

  private async health(): Promise<Installation['health']> {
    const { rss, heapUsed } = process.memoryUsage();
    return {
      dependencies: await askDependencies(this.checks),
      disk: await spaceOf(this.config.dataFolder).catch(() => null),
      memory: {
        residentBytes: rss,
        heapBytes: heapUsed,
        heapLimitBytes: getHeapStatistics().heap_size_limit,
      },
      eventLoop: this.eventLoop.read(),
      commits: this.metrics.recentCommits(),
      readModels: await lagOfReadModels(this.db),
      troubles: await this.metrics.troubles(),
    };
  }
}
