import { Inject, Injectable } from '@nestjs/common';
import type { BlobStore, Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { ChangeFeed } from '../live/change-feed.js';
import { BLOBS, DATABASE } from '../platform/tokens.js';
import { forgetFiles } from './forget-files.js';
import { UploadFolder } from './upload-folder.js';

type Ended = Pick<Row<'deliveries'>, 'id' | 'film_id' | 'sha256'>;

/** What is to be done when a delivery comes to nothing. */
@Injectable()
export class EndedDeliveries {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    private readonly folder: UploadFolder,
    private readonly changes: ChangeFeed,
  ) {}

  /** Ends a delivery with a no. `reason` is in words for the person who sent it. */
  async refuse(delivery: Ended, reason: string): Promise<void> {
    await this.db
      .updateTable('deliveries')
      .set({ state: 'refused', refusal: reason, updated_at: new Date() })
      .where('id', '=', delivery.id)
      .where('state', '=', 'reading')
      .execute();
    await this.leaveNothing(delivery);
  }

  /** Removes the files of a delivery that is refused or gone, here and in the store. */
  async leaveNothing({ id, film_id: filmId, sha256 }: Ended): Promise<void> {
    await this.folder.remove(id);
    await forgetFiles(this.db, this.blobs, sha256);
    this.changes.tell({ kind: 'delivery', id, filmId });
  }
}
