import { Inject, Injectable } from '@nestjs/common';
import type { ChangedKind } from '@segue/protocol';
import type { BlobStore, Database } from '@segue/storage';
import { sql, type Kysely } from 'kysely';
import { ChangeFeed } from '../live/change-feed.js';
import { BLOBS, DATABASE } from '../platform/tokens.js';
import { keepSound, storeSound } from '../sounds/keep-sound.js';
import { copyFromStore } from './copy-from-store.js';
import { forgetFiles } from './forget-files.js';
import { readInWorker } from './read-in-worker.js';
import { ReadingLine, type Reading } from './reading-line.js';
import { UploadFolder } from './upload-folder.js';

/** Reads sounds again that are there already: what is known and made of them can always be had from the delivered file. */
@Injectable()
export class ReadAgain {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    private readonly folder: UploadFolder,
    private readonly line: ReadingLine,
    private readonly changes: ChangeFeed,
  ) {}

  /** @throws Error when the file is missing or cannot be read; what went wrong on this side; the signal's reason */
  async run(
    reading: Reading,
    sha256: string,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const made: string[] = [];
    try {
      const copy = this.folder.copyOf(sha256);
      if (!(await copyFromStore(this.blobs, sha256, copy, signal))) {
        throw new Error('the file is not in the store');
      }
      const outcome = await readInWorker(this.folder.soundJob(sha256, copy), onProgress, signal);
      if (outcome.type !== 'sound') throw new Error(outcome.type === 'refused' ? outcome.reason : 'no sound');
      const sound = await storeSound(this.blobs, outcome.read, made, signal);
      const replaced = await this.db.transaction().execute(async (trx) => {
        if (!(await this.line.isHeld(trx, reading))) return null;
        const before = await trx
          .selectFrom('sounds')
          .select(['peaks_sha256', 'listening_sha256'])
          .where('sha256', '=', sha256)
          .executeTakeFirstOrThrow();
        await keepSound(trx, sha256, sound);
        return [before.peaks_sha256, before.listening_sha256].filter((hash) => hash !== null);
      });
      if (!replaced) return;
      made.push(...replaced);
      await this.tell(sha256);
    } finally {
      await this.folder.removeMade(sha256);
      await forgetFiles(this.db, this.blobs, sha256, made);
    }
  }

  /** Whatever has this sound is to be fetched again. */
  private async tell(sha256: string): Promise<void> {
    const { rows } = await sql<{ kind: ChangedKind; id: string; filmId: string }>`
      select 'version' as kind, id, film_id as "filmId" from versions where sha256 = ${sha256} and removed_at is null
      union select 'version', versions.id, versions.film_id from stems join versions on versions.id = version_id
        where stems.sha256 = ${sha256} and stems.removed_at is null and versions.removed_at is null
      union select 'cut', cuts.id, cuts.film_id from beds join cuts on cuts.id = cut_id
        where beds.sha256 = ${sha256} and beds.removed_at is null`.execute(this.db);
    for (const changed of rows) this.changes.tell(changed);
  }
}
