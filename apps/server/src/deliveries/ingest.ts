import { Inject, Injectable } from '@nestjs/common';
import { Refusal, type AudioFacts } from '@segue/protocol';
import type { BlobStore, Database } from '@segue/storage';
import type { FrameRateName } from '@segue/timecode';
import type { Kysely, Transaction } from 'kysely';
import { AuditLog } from '../audit/audit-log.js';
import { ChangeFeed } from '../live/change-feed.js';
import { PictureChanges } from '../picture-changes/picture-changes.js';
import { BLOBS, DATABASE } from '../platform/tokens.js';
import { factsOfSound, keepSound, storeSound } from '../sounds/keep-sound.js';
import { addBed } from './add-bed.js';
import { addStem } from './add-stem.js';
import { addVersion } from './add-version.js';
import { Duplicate, type Added } from './added.js';
import { findArrived, holdArrived, type ArrivedDelivery } from './arrived-delivery.js';
import { copyFromStore } from './copy-from-store.js';
import { EndedDeliveries } from './ended-deliveries.js';
import { forgetFiles } from './forget-files.js';
import { readInWorker } from './read-in-worker.js';
import { ReadingLine, type Reading } from './reading-line.js';
import { setMovie } from './set-movie.js';
import { UploadFolder } from './upload-folder.js';

/** What is written when a delivery becomes what it was announced as. */
type Write = (trx: Transaction<Database>) => Promise<Added>;

/**
 * Turns the file of a delivery, which is in the store, into a version, a stem, a bed or a cut's movie, or refuses it. What
 * comes to nothing leaves nothing behind.
 */
@Injectable()
export class Ingest {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    private readonly folder: UploadFolder,
    private readonly line: ReadingLine,
    private readonly ended: EndedDeliveries,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
    private readonly pictures: PictureChanges,
  ) {}

  /**
   * Reads the file of a delivery. Nothing happens when there is nothing left to do.
   *
   * @throws what went wrong on this side, or the signal's reason: the delivery is then still `reading` and can be tried again.
   */
  async run(
    reading: Reading,
    deliveryId: string,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const delivery = await findArrived(this.db, deliveryId);
    if (!delivery) return;
    const made: string[] = [];
    try {
      await this.read(reading, delivery, made, onProgress, signal);
    } finally {
      await this.folder.removeMade(deliveryId);
      // Whatever has become of it: what nobody names is not kept.
      await forgetFiles(this.db, this.blobs, delivery.sha256, made);
    }
  }

  /** Lets a delivery lie that failed too often. Its file is kept. */
  async giveUp(deliveryId: string): Promise<void> {
    const refusal =
      'The server failed to read this file, and kept it. Have it read again, or tell the person who runs the server.';
    const failed = await this.db
      .updateTable('deliveries')
      .set({ state: 'failed', refusal, updated_at: new Date() })
      .where('id', '=', deliveryId)
      .where('state', '=', 'reading')
      .returning(['id', 'film_id as filmId'])
      .executeTakeFirst();
    if (failed) this.changes.tell({ kind: 'delivery', ...failed });
  }

  private async read(
    reading: Reading,
    delivery: ArrivedDelivery,
    made: string[],
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const isMovie = delivery.purpose === 'movie';
    const known = isMovie ? null : await factsOfSound(this.db, delivery.sha256);
    if (known !== null) {
      await this.commit(reading, delivery, (trx) => this.add(trx, delivery, known));
      return;
    }
    const path = await this.localFile(delivery, signal);
    if (path === null) {
      await this.ended.refuse(delivery, 'The uploaded file is no longer on the server. Upload it again.');
      return;
    }
    const job = isMovie
      ? ({ kind: 'movie', path, filmRate: delivery.rate as FrameRateName } as const)
      : this.folder.soundJob(delivery.id, path);
    const outcome = await readInWorker(job, onProgress, signal);
    if (outcome.type === 'refused') {
      await this.ended.refuse(delivery, outcome.reason);
    } else if (outcome.type === 'movie') {
      await this.commit(reading, delivery, (trx) => setMovie(trx, delivery, outcome.facts));
    } else {
      const sound = await storeSound(this.blobs, outcome.read, made, signal);
      await this.commit(reading, delivery, async (trx) => {
        await keepSound(trx, delivery.sha256, sound);
        return this.add(trx, delivery, sound.facts);
      });
    }
  }

  /** The file on this node's disk: the one that was uploaded here, or a copy; null when it is nowhere any more. */
  private async localFile(
    { id, sha256, size }: ArrivedDelivery,
    signal: AbortSignal,
  ): Promise<string | null> {
    if (await this.folder.has(id, size)) return this.folder.fileOf(id);
    const copy = this.folder.copyOf(id);
    return (await copyFromStore(this.blobs, sha256, copy, signal)) ? copy : null;
  }

  private add(trx: Transaction<Database>, delivery: ArrivedDelivery, facts: AudioFacts): Promise<Added> {
    if (delivery.purpose === 'stem') return addStem(trx, delivery, facts);
    if (delivery.purpose === 'bed') return addBed(trx, delivery, facts);
    return addVersion(trx, this.pictures, delivery, facts);
  }

  private async commit(reading: Reading, delivery: ArrivedDelivery, write: Write): Promise<void> {
    const { id, film_id: filmId, person_id: personId, person_name: name } = delivery;
    try {
      const added = await this.db.transaction().execute(async (trx) => {
        // It may have been called back, or another node may have it, which thought that this one had died.
        if (!(await holdArrived(trx, id)) || !(await this.line.isHeld(trx, reading))) return null;
        const written = await write(trx);
        await trx
          .updateTable('deliveries')
          .set({ state: 'ready', version_id: written.versionId, updated_at: new Date() })
          .where('id', '=', id)
          .execute();
        await this.audit.append(trx, { personId, name }, written.act, filmId, written.subject);
        return written;
      });
      if (!added) return;
      for (const changed of added.changed) this.changes.tell({ ...changed, filmId });
    } catch (error) {
      if (!(error instanceof Duplicate || error instanceof Refusal)) throw error;
      await this.ended.refuse(delivery, error.message);
      return;
    }
    await this.folder.remove(id);
    this.changes.tell({ kind: 'delivery', id, filmId });
  }
}
