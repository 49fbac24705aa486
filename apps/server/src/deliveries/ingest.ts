import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { MovieFacts } from '@segue/protocol';
import type { BlobStore, Database, Row } from '@segue/storage';
import type { FrameRateName } from '@segue/timecode';
import type { Kysely, Transaction } from 'kysely';
import { AuditLog } from '../audit/audit-log.js';
import { ChangeFeed } from '../live/change-feed.js';
import { PictureChanges } from '../picture-changes/picture-changes.js';
import { BLOBS, DATABASE } from '../platform/tokens.js';
import { addVersion, Duplicate } from './add-version.js';
import { findArrived, type ArrivedDelivery } from './arrived-delivery.js';
import type { MusicRead } from './ingest-job.js';
import { readInWorker } from './read-in-worker.js';
import { UploadFolder } from './upload-folder.js';

/** Turns a file that has arrived into a version or a cut's movie, or refuses it and leaves nothing behind. */
@Injectable()
export class Ingest {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    private readonly folder: UploadFolder,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
    private readonly pictures: PictureChanges,
  ) {}

  /** @throws what went wrong on this side: the delivery is then still `reading` and can be tried again. */
  async run(deliveryId: string, onProgress: (fraction: number) => void, signal: AbortSignal): Promise<void> {
    const delivery = await findArrived(this.db, deliveryId);
    if (!delivery) return;
    const path = this.folder.fileOf(deliveryId);
    if (!(await exists(path))) {
      await this.refuse(delivery, 'The uploaded file is no longer on the server. Upload it again.');
      return;
    }
    const { size, sha256 } = delivery;
    const purpose = delivery.purpose === 'movie' ? 'movie' : 'version';
    const tellProgress = (fraction: number): void => {
      onProgress(fraction);
      this.changes.tell({ kind: 'delivery', id: delivery.id, filmId: delivery.film_id });
    };
    const job = { purpose, path, size, sha256, filmRate: delivery.rate as FrameRateName } as const;
    const outcome = await readInWorker(job, atMostEvery(500, tellProgress), signal);
    if (outcome.type === 'refused') await this.refuse(delivery, outcome.reason);
    else if (outcome.type === 'music') await this.keepVersion(delivery, outcome.read, signal);
    else await this.keepMovie(delivery, outcome.facts, signal);
  }

  /** Ends a delivery with a no, in words for the person who sent it. */
  async refuse(delivery: Pick<Row<'deliveries'>, 'id' | 'film_id'>, reason: string): Promise<void> {
    await this.db
      .updateTable('deliveries')
      .set({ state: 'refused', refusal: reason, updated_at: new Date() })
      .where('id', '=', delivery.id)
      .where('state', '=', 'reading')
      .execute();
    await this.folder.remove(delivery.id);
    this.changes.tell({ kind: 'delivery', id: delivery.id, filmId: delivery.film_id });
  }

  private async keepVersion(delivery: ArrivedDelivery, read: MusicRead, signal: AbortSignal): Promise<void> {
    await this.putUpload(delivery, signal);
    const peaks = await this.blobs.put(createReadStream(read.peaksPath));
    const listening =
      read.listeningPath === null
        ? delivery
        : await this.blobs.put(createReadStream(read.listeningPath, { signal }));
    const stored = { facts: read.facts, peaksSha256: peaks.sha256, listeningSha256: listening.sha256 };
    try {
      const version = await this.db.transaction().execute(async (trx) => {
        if (!(await this.isStillReading(trx, delivery.id))) return null;
        const added = await addVersion(trx, this.pictures, delivery, stored);
        await trx
          .updateTable('deliveries')
          .set({ state: 'ready', version_id: added.id, updated_at: new Date() })
          .where('id', '=', delivery.id)
          .execute();
        const { id: versionId, number, cue_id: cueId, sha256 } = added;
        await this.audit.append(trx, actorOf(delivery), 'version.uploaded', delivery.film_id, {
          versionId,
          cueId,
          number,
          fileName: delivery.file_name,
          sha256,
        });
        return added;
      });
      if (version) this.changes.tell({ kind: 'version', id: version.id, filmId: version.film_id });
      if (version) this.changes.tell({ kind: 'cue', id: version.cue_id, filmId: version.film_id });
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error;
      await this.refuse(delivery, error.message);
      return;
    }
    await this.finish(delivery);
  }

  private async keepMovie(delivery: ArrivedDelivery, facts: MovieFacts, signal: AbortSignal): Promise<void> {
    await this.putUpload(delivery, signal);
    const { cut_id: cutId, file_name: fileName, size, sha256 } = delivery;
    await this.db.transaction().execute(async (trx) => {
      if (!(await this.isStillReading(trx, delivery.id))) return;
      await trx
        .updateTable('cuts')
        .set({
          movie_sha256: sha256,
          movie_file_name: fileName,
          movie_size: size,
          movie_facts: JSON.stringify(facts),
        })
        .where('id', '=', cutId)
        .execute();
      await trx
        .updateTable('deliveries')
        .set({ state: 'ready', updated_at: new Date() })
        .where('id', '=', delivery.id)
        .execute();
      const subject = { cutId, fileName, sha256 };
      await this.audit.append(trx, actorOf(delivery), 'cut.movie-uploaded', delivery.film_id, subject);
    });
    if (cutId !== null) this.changes.tell({ kind: 'cut', id: cutId, filmId: delivery.film_id });
    await this.finish(delivery);
  }

  private async putUpload({ id, sha256, size }: ArrivedDelivery, signal: AbortSignal): Promise<void> {
    await this.blobs.put(createReadStream(this.folder.fileOf(id), { signal }), { sha256, size });
  }

  /** Holds the delivery until the commit: another node that found it at its start may be as far as this one. */
  private async isStillReading(trx: Transaction<Database>, deliveryId: string): Promise<boolean> {
    const delivery = await trx
      .selectFrom('deliveries')
      .select('state')
      .where('id', '=', deliveryId)
      .forUpdate()
      .executeTakeFirst();
    return delivery?.state === 'reading';
  }

  private async finish(delivery: ArrivedDelivery): Promise<void> {
    await this.folder.remove(delivery.id);
    this.changes.tell({ kind: 'delivery', id: delivery.id, filmId: delivery.film_id });
  }
}

function actorOf(delivery: ArrivedDelivery): { personId: string; name: string } {
  return { personId: delivery.person_id, name: delivery.person_name };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Passes on the first call, and later ones only when that many milliseconds have gone by. */
function atMostEvery(milliseconds: number, pass: (fraction: number) => void): (fraction: number) => void {
  let passedAt = -Infinity;
  return (fraction) => {
    const now = performance.now();
    if (now - passedAt < milliseconds) return;
    passedAt = now;
    pass(fraction);
  };
}
