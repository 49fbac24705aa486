import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Config } from '../platform/config.js';
import { CONFIG, DATABASE } from '../platform/tokens.js';
import type { IngestJob } from './ingest-job.js';

/** An upload that nobody has touched for this long is given up. */
const KEPT_FOR_MS = 7 * 24 * 3600 * 1000;

/** Where files lie that are on their way. Every file's name begins with the id of its delivery, or of its reading. */
@Injectable()
export class UploadFolder {
  readonly path: string;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
  ) {
    this.path = join(config.dataFolder, 'uploads');
  }

  /** The file that is uploaded. */
  fileOf(id: string): string {
    return join(this.path, id);
  }

  /** Where a file from the store is copied to while it is read. */
  copyOf(id: string): string {
    return join(this.path, `${id}.copy`);
  }

  /** How a sound is read whose file is at `path`; what is made of it comes to lie here. */
  soundJob(id: string, path: string): IngestJob {
    return { kind: 'sound', path, made: this.fileOf(id), ffmpeg: this.config.ffmpeg };
  }

  /** Whether the uploaded file lies here, whole. */
  async has(id: string, size: number): Promise<boolean> {
    const found = await stat(this.fileOf(id)).catch(() => null);
    return found?.size === size;
  }

  /** Removes the uploaded file and all that was made beside it. */
  async remove(id: string): Promise<void> {
    await Promise.all([rm(this.fileOf(id), { force: true }), rm(`${this.fileOf(id)}.json`, { force: true })]);
    await this.removeMade(id);
  }

  /** Removes what a reading left beside the uploaded file: the copy that was read, and what it made. */
  async removeMade(id: string): Promise<void> {
    const names = ['.copy', '.peaks', '.flac'].map((ending) => this.fileOf(id) + ending);
    await Promise.all(names.map((name) => rm(name, { force: true })));
  }

  /** Gives up uploads that were left, and removes files that belong to nothing under way. */
  async sweep(): Promise<void> {
    await mkdir(this.path, { recursive: true });
    await this.db
      .deleteFrom('deliveries')
      .where('state', '=', 'uploading')
      .where('updated_at', '<', new Date(Date.now() - KEPT_FOR_MS))
      .execute();
    // Listed before the question, so that what comes meanwhile is not taken for left over.
    const found = new Set((await readdir(this.path)).map((name) => name.replace(/\..*$/, '')));
    const underWay = await this.db
      .selectFrom('deliveries')
      .select('id')
      .where('state', 'in', ['uploading', 'reading', 'failed'])
      .union(this.db.selectFrom('readings').select('id').where('reader', 'is not', null))
      .execute();
    const kept = new Set(underWay.map(({ id }) => id));
    for (const id of found) if (!kept.has(id)) await this.remove(id);
  }
}
