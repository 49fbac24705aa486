import { createReadStream } from 'node:fs';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { REFUSALS } from '@segue/protocol';
import { BlobMismatch, type BlobStore, type Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { BLOBS, BUS, DATABASE, LOGGER } from '../platform/tokens.js';
import { findArrived, holdArrived, type ArrivedDelivery } from './arrived-delivery.js';
import { EndedDeliveries } from './ended-deliveries.js';
import { forgetFiles } from './forget-files.js';
import { IngestQueue } from './ingest-queue.js';
import { pause } from './pause.js';
import { ReadingLine } from './reading-line.js';
import { UploadFolder } from './upload-folder.js';

/** What fails on the server's side (a full disk, a store that restarts) is often well again after a while. */
const TRIES = 3;
const TRY_AGAIN_MS = 30_000;
/** With several nodes a file may lie in the folder of one that is down. After a day it is taken for lost. */
const LOST_AFTER_MS = 24 * 3600 * 1000;
/** What another node has read meanwhile still lies in the folder of the node it was uploaded to. */
const SWEEP_EVERY_MS = 3600 * 1000;

/**
 * Puts files that have arrived into the store, one at a time, from where any node can read them. They are checked on the way:
 * only what was announced gets there. Until then a file lies in the folder of the node that it was uploaded to, and that
 * node does it, at its next start if it was stopped.
 */
@Injectable()
export class Arrivals implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly waiting: string[] = [];
  private readonly stopped = new AbortController();
  private working: Promise<void> | null = null;
  private sweeping: NodeJS.Timeout | undefined;
  /** The delivery whose file is being put into the store. */
  private current: { readonly id: string; readonly stop: AbortController } | null = null;

  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(BUS) private readonly bus: object | null,
    private readonly folder: UploadFolder,
    private readonly line: ReadingLine,
    private readonly queue: IngestQueue,
    private readonly ended: EndedDeliveries,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.folder.sweep();
    const arrived = await this.db
      .selectFrom('deliveries')
      .leftJoin('readings', 'readings.delivery_id', 'deliveries.id')
      .selectAll('deliveries')
      .where('deliveries.state', '=', 'reading')
      .where('readings.id', 'is', null)
      .orderBy('deliveries.updated_at')
      .execute();
    const lostBefore = Date.now() - (this.bus === null ? 0 : LOST_AFTER_MS);
    for (const delivery of arrived) {
      if (await this.folder.has(delivery.id, delivery.size)) this.add(delivery.id);
      else if (delivery.updated_at.getTime() <= lostBefore) {
        await this.ended.refuse(delivery, 'The uploaded file is no longer on the server. Upload it again.');
      }
    }
    await this.queue.start();
    this.sweeping ??= setInterval(() => void this.sweep(), SWEEP_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort(new Error('the server stops'));
    clearInterval(this.sweeping);
    await this.working;
  }

  /** Takes a delivery whose file lies in this node's folder and whose state is `reading`. */
  add(deliveryId: string): void {
    if (this.stopped.signal.aborted) return;
    this.waiting.push(deliveryId);
    this.working ??= this.work();
  }

  /** Breaks off at once what was called back. */
  stop(deliveryId: string): void {
    if (this.current?.id === deliveryId) this.current.stop.abort(new Error('the delivery was called back'));
  }

  private async sweep(): Promise<void> {
    try {
      await this.folder.sweep();
    } catch (error) {
      this.logger.warn({ err: error }, 'the folder of uploads could not be swept');
    }
  }

  private async work(): Promise<void> {
    for (let id = this.waiting.shift(); id !== undefined; id = this.waiting.shift()) {
      const stop = new AbortController();
      this.current = { id, stop };
      const signal = AbortSignal.any([this.stopped.signal, stop.signal]);
      for (let tries = 1; !signal.aborted && !(await this.tryToStore(id, tries, signal)); tries += 1) {
        await pause(TRY_AGAIN_MS, signal);
      }
    }
    this.current = null;
    this.working = null;
  }

  /** Whether the file is dealt with. */
  private async tryToStore(id: string, tries: number, signal: AbortSignal): Promise<boolean> {
    try {
      const delivery = await findArrived(this.db, id);
      if (!delivery) return true;
      try {
        await this.store(delivery, signal);
      } catch (error) {
        if (signal.aborted) return true;
        if (error instanceof BlobMismatch) {
          await this.ended.refuse(delivery, REFUSALS['delivery.mismatch'].message);
          return true;
        }
        this.logger.error({ err: error, delivery: id, tries }, 'a file that has arrived could not be stored');
        if (tries < TRIES) return false;
        await this.ended.refuse(
          delivery,
          'The server failed to store this file. Upload it again, or tell the person who runs the server.',
        );
      }
    } catch (error) {
      // It stays in the database as being read: the next start tries it again.
      this.logger.error({ err: error, delivery: id }, 'a file that has arrived could not be dealt with');
    }
    return true;
  }

  private async store(delivery: ArrivedDelivery, signal: AbortSignal): Promise<void> {
    const { id, sha256, size } = delivery;
    await this.blobs.put(createReadStream(this.folder.fileOf(id), { signal }), { sha256, size });
    const isInLine = await this.db.transaction().execute(async (trx) => {
      if (!(await holdArrived(trx, id))) return false;
      await this.line.add(trx, id);
      return true;
    });
    if (isInLine) this.queue.wake();
    else await forgetFiles(this.db, this.blobs, sha256);
  }
}
