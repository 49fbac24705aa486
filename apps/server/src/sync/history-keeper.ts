import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { pruneHistory, type Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Config } from '../platform/config.js';
import { CONFIG, DATABASE, LOGGER } from '../platform/tokens.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Most updates of one document that are kept as history, however young. */
const MOST_UPDATES = 100_000;

/** Keeps the history of the documents from growing for ever, once an hour. */
@Injectable()
export class HistoryKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'historyDays'>,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.prune();
    }, HOUR_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Lets go of what is older than the configuration asks to keep. A failure is logged and tried again an hour later. */
  async prune(): Promise<void> {
    const before = new Date(Date.now() - this.config.historyDays * DAY_MS);
    try {
      const documents = await pruneHistory(this.db, { before, most: MOST_UPDATES });
      if (documents > 0) this.logger.info({ documents }, 'old history was merged into snapshots');
    } catch (error) {
      this.logger.error({ err: error }, 'old history could not be merged');
    }
  }
}
