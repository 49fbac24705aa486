import { Inject, Injectable } from '@nestjs/common';
import { Refusal, type Stem, type stemPatch } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import { AuditLog } from '../audit/audit-log.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { stemsOf } from './show-stem.js';

/** A stem, and where its version belongs. */
type FilmStem = Row<'stems'> & { readonly film_id: string; readonly number: number };

/** The parts of versions. They arrive as deliveries. */
@Injectable()
export class StemsService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  /** The row of a stem that the person may hear. */
  async findReadable(actor: Actor, stemId: string): Promise<FilmStem> {
    const stem = await find(this.db, stemId);
    await this.access.require(actor, stem.film_id, 'read');
    return stem;
  }

  /** Says something else of what a stem is, or moves it against the mix. */
  async change(actor: Actor, stemId: string, patch: z.infer<typeof stemPatch>): Promise<Stem> {
    const { film_id: filmId, version_id: versionId } = await this.findReadable(actor, stemId);
    await this.access.require(actor, filmId, 'upload versions');
    if (Object.keys(patch).length > 0) {
      await this.db.transaction().execute(async (trx) => {
        const stem = await find(trx, stemId);
        const was = { name: stem.name, kind: stem.kind, offsetFlicks: stem.offset_flicks };
        const now = { ...was, ...patch };
        await trx
          .updateTable('stems')
          .set({ name: now.name, kind: now.kind, offset_flicks: now.offsetFlicks })
          .where('id', '=', stemId)
          .execute();
        await this.audit.append(trx, actor, 'stem.changed', filmId, { stemId, versionId, was, now });
      });
      this.changes.tell({ kind: 'version', id: versionId, filmId });
    }
    const stem = (await stemsOf(this.db, [versionId])).get(versionId)?.find(({ id }) => id === stemId);
    if (!stem) throw new Refusal('not-found');
    return stem;
  }

  /** Takes a stem off its version. Its file stays. */
  async remove(actor: Actor, stemId: string): Promise<void> {
    const { film_id: filmId, version_id: versionId } = await this.findReadable(actor, stemId);
    await this.access.require(actor, filmId, 'upload versions');
    await this.db.transaction().execute(async (trx) => {
      const { name, kind, number, file_name: fileName, sha256 } = await find(trx, stemId);
      await trx.updateTable('stems').set({ removed_at: new Date() }).where('id', '=', stemId).execute();
      const subject = { stemId, versionId, number, kind, name, fileName, sha256 };
      await this.audit.append(trx, actor, 'stem.removed', filmId, subject);
    });
    this.changes.tell({ kind: 'version', id: versionId, filmId });
  }
}

/** In a transaction the stem is held until the commit. @throws Refusal `not-found` when it or its version is not there. */
async function find(db: Kysely<Database> | Transaction<Database>, stemId: string): Promise<FilmStem> {
  const stem = await db
    .selectFrom('stems')
    .innerJoin('versions', 'versions.id', 'stems.version_id')
    .selectAll('stems')
    .select(['versions.film_id', 'versions.number'])
    .where('stems.id', '=', stemId)
    .where('stems.removed_at', 'is', null)
    .where('versions.removed_at', 'is', null)
    .$if(db.isTransaction, (query) => query.forUpdate('stems'))
    .executeTakeFirst();
  if (!stem) throw new Refusal('not-found');
  return stem;
}
