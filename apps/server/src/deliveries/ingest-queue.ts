import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { DATABASE, LOGGER } from '../platform/tokens.js';
import { Ingest } from './ingest.js';
import { UploadFolder } from './upload-folder.js';

/** What fails on the server's side (a full disk, a database that restarts) is often well again after a while. */
const TRIES = 3;
const TRY_AGAIN_MS = 30_000;

/**
 * Reads the files that have arrived, one at a time, so that the room stays quick while an album comes in. What is
 * under way is in the database: after a stop it is read from the beginning.
 */
@Injectable()
export class IngestQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly progress = new Map<string, number>();
  private readonly waiting: string[] = [];
  private readonly stopped = new AbortController();
  private working: Promise<void> | null = null;

  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly ingest: Ingest,
    private readonly folder: UploadFolder,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.folder.sweep();
    const arrived = await this.db
      .selectFrom('deliveries')
      .select('id')
      .where('state', '=', 'reading')
      .orderBy('updated_at')
      .execute();
    for (const { id } of arrived) this.add(id);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort(new Error('the server stops'));
    await this.working;
  }

  /** Puts a delivery in state `reading` at the end of the queue. */
  add(deliveryId: string): void {
    if (this.stopped.signal.aborted) return;
    this.waiting.push(deliveryId);
    this.working ??= this.work();
  }

  /** How far the reading of a delivery is, 0 to 1. */
  progressOf(deliveryId: string): number {
    return this.progress.get(deliveryId) ?? 0;
  }

  private async work(): Promise<void> {
    for (let id = this.waiting.shift(); id !== undefined; id = this.waiting.shift()) {
      for (let tries = 1; !this.stopped.signal.aborted && !(await this.read(id, tries)); tries += 1) {
        await pause(TRY_AGAIN_MS, this.stopped.signal);
      }
      this.progress.delete(id);
    }
    this.working = null;
  }

  /** Whether the delivery is dealt with. */
  private async read(id: string, tries: number): Promise<boolean> {
    const { signal } = this.stopped;
    try {
      await this.ingest.run(id, (fraction) => this.progress.set(id, fraction), signal);
      return true;
    } catch (error) {
      if (signal.aborted) return true;
      this.logger.error({ err: error, delivery: id, tries }, 'a delivery could not be read');
      if (tries < TRIES) return false;
      return this.giveUp(id);
    }
  }

  private async giveUp(id: string): Promise<boolean> {
    try {
      const delivery = await this.db
        .selectFrom('deliveries')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      const reason =
        'The server failed to read this file. Upload it again, or tell the person who runs the server.';
      if (delivery) await this.ingest.refuse(delivery, reason);
    } catch (error) {
      // It stays in the database as being read: the next start tries it again.
      this.logger.error({ err: error, delivery: id }, 'a delivery could not be refused');
    }
    return true;
  }
}

/** Waits, or until the signal. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
