import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Config } from '../platform/config.js';
import { CONFIG, DATABASE } from '../platform/tokens.js';

/** An upload that nobody has touched for this long is given up. */
const KEPT_FOR_MS = 7 * 24 * 3600 * 1000;

/** Where files lie until they are a version or a cut's movie. Every file's name begins with the id of its delivery. */
@Injectable()
export class UploadFolder {
  readonly path: string;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
  ) {
    this.path = join(config.dataFolder, 'uploads');
  }

  /** The file that is uploaded. */
  fileOf(deliveryId: string): string {
    return join(this.path, deliveryId);
  }

  /** Removes the uploaded file and all that was made beside it. */
  async remove(deliveryId: string): Promise<void> {
    // The upload itself, what tus remembers of it, and what the reading made of it.
    const names = ['', '.json', '.peaks', '.wav'].map((ending) => this.fileOf(deliveryId) + ending);
    await Promise.all(names.map((name) => rm(name, { force: true })));
  }

  /** Gives up uploads that were left, and removes files that belong to no delivery under way. */
  async sweep(): Promise<void> {
    await mkdir(this.path, { recursive: true });
    await this.db
      .deleteFrom('deliveries')
      .where('state', '=', 'uploading')
      .where('updated_at', '<', new Date(Date.now() - KEPT_FOR_MS))
      .execute();
    const underWay = await this.db
      .selectFrom('deliveries')
      .select('id')
      .where('state', 'in', ['uploading', 'reading'])
      .execute();
    const kept = new Set(underWay.map(({ id }) => id));
    const found = new Set((await readdir(this.path)).map((name) => name.replace(/\..*$/, '')));
    for (const id of found) if (!kept.has(id)) await this.remove(id);
  }
}
