import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import { askDependencies, type ReadinessChecks } from '../health/dependencies.js';
import { spaceOf } from '../platform/disk-space.js';
import type { Config } from '../platform/config.js';
import { inTime } from '../platform/in-time.js';
import { CONFIG, DATABASE, LOGGER, METRICS, READINESS } from '../platform/tokens.js';
import { lagOfReadModels } from '../projections/behind.js';

/** A scrape must come back well before the ten seconds that Prometheus waits, also when the database does not. */
const PATIENCE_MS = 2000;

/** States of a delivery that mean work is under way. */
const UNDER_WAY = ['uploading', 'reading'];

/** What is not told by anybody but looked up when metrics are read: the database, the disk, what lags behind. */
@Injectable()
export class BackgroundMetrics {
  private readonly up: Gauge<'dependency'>;
  private readonly behindDocuments: Gauge;
  private readonly behindSeconds: Gauge;
  private readonly deliveries: Gauge<'state'>;
  private readonly diskFree: Gauge;
  private readonly diskSize: Gauge;

  constructor(
    @Inject(METRICS) registry: Registry,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(READINESS) private readonly checks: ReadinessChecks,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const gauge = <T extends string>(name: string, help: string, ...labelNames: T[]): Gauge<T> =>
      new Gauge({ name, help, labelNames, registers: [registry] });
    this.up = gauge('segue_dependency_up', '1 when what the node stands on answers in time.', 'dependency');
    this.behindDocuments = gauge(
      'segue_read_models_behind_documents',
      'Documents whose read models are behind.',
    );
    this.behindSeconds = gauge(
      'segue_read_models_behind_seconds',
      'Age of the oldest update that is in no read model yet.',
    );
    this.deliveries = gauge('segue_deliveries', 'Files being uploaded or read, by state.', 'state');
    this.diskFree = gauge('segue_data_folder_free_bytes', 'Free space on the disk of the data folder.');
    this.diskSize = gauge('segue_data_folder_size_bytes', 'Size of the disk of the data folder.');
  }

  /** Looks everything up. What cannot be learnt is left out of the scrape: an old number would be a lie. */
  async measure(): Promise<void> {
    const measures = [
      this.measureDependencies(),
      this.measureLag(),
      this.measureDeliveries(),
      this.measureDisk(),
    ];
    for (const outcome of await Promise.allSettled(measures.map((measure) => inTime(measure, PATIENCE_MS)))) {
      if (outcome.status === 'rejected')
        this.logger.debug({ err: outcome.reason as unknown }, 'not measured');
    }
  }

  private async measureDependencies(): Promise<void> {
    for (const { name, ok } of await askDependencies(this.checks)) {
      this.up.set({ dependency: name }, ok ? 1 : 0);
    }
  }

  private async measureLag(): Promise<void> {
    this.behindDocuments.remove();
    this.behindSeconds.remove();
    const { documents, oldestSeconds } = await lagOfReadModels(this.db);
    this.behindDocuments.set(documents);
    this.behindSeconds.set(oldestSeconds);
  }

  private async measureDeliveries(): Promise<void> {
    this.deliveries.reset();
    const counted = await this.db
      .selectFrom('deliveries')
      .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
      .where('state', 'in', UNDER_WAY)
      .groupBy('state')
      .execute();
    for (const state of UNDER_WAY) {
      this.deliveries.set({ state }, counted.find((row) => row.state === state)?.count ?? 0);
    }
  }

  private async measureDisk(): Promise<void> {
    this.diskFree.remove();
    this.diskSize.remove();
    const { freeBytes, sizeBytes } = await spaceOf(this.config.dataFolder);
    this.diskFree.set(freeBytes);
    this.diskSize.set(sizeBytes);
  }
}
