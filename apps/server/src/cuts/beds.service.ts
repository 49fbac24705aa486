import { Inject, Injectable } from '@nestjs/common';
import type { Ability } from '@segue/access-policy';
import { bedSchema, Refusal, type Bed, type bedPatch } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import { AuditLog } from '../audit/audit-log.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { showSound, SHOWN_OF_SOUND, type ShownOfSound } from '../sounds/shown-sound.js';
import { requireCut } from './cut-of-film.js';

/** A bed, and the film of its cut. */
type FilmBed = Row<'beds'> & { readonly film_id: string };

/** What lies under the music in a cut: dialogue, effects. They arrive as deliveries. */
@Injectable()
export class BedsService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  /** The cut's beds, in the order of the picture. */
  async ofCut(actor: Actor, cutId: string): Promise<Bed[]> {
    await requireCut(this.db, this.access, actor, cutId, 'read');
    const rows = await this.heard()
      .where('beds.cut_id', '=', cutId)
      .orderBy('beds.start_flicks')
      .orderBy('beds.created_at')
      .orderBy('beds.id')
      .execute();
    return rows.map(showBed);
  }

  /** The row of a bed that the person may hear. */
  findReadable(actor: Actor, bedId: string): Promise<FilmBed> {
    return this.require(actor, bedId, 'read');
  }

  /** Says something else of what a bed is, or moves it against the picture. */
  async change(actor: Actor, bedId: string, patch: z.infer<typeof bedPatch>): Promise<Bed> {
    const { film_id: filmId, cut_id: cutId } = await this.require(actor, bedId, 'upload cuts');
    if (Object.keys(patch).length > 0) {
      await this.db.transaction().execute(async (trx) => {
        const bed = await find(trx, bedId);
        const was = { kind: bed.kind, startFlicks: bed.start_flicks };
        const now = { ...was, ...patch };
        await trx
          .updateTable('beds')
          .set({ kind: now.kind, start_flicks: now.startFlicks })
          .where('id', '=', bedId)
          .execute();
        await this.audit.append(trx, actor, 'bed.changed', filmId, { bedId, cutId, was, now });
      });
      this.changes.tell({ kind: 'cut', id: cutId, filmId });
    }
    const row = await this.heard().where('beds.id', '=', bedId).executeTakeFirst();
    if (!row) throw new Refusal('not-found');
    return showBed(row);
  }

  /** Takes a bed away from under its cut. Its file stays. */
  async remove(actor: Actor, bedId: string): Promise<void> {
    const { film_id: filmId, cut_id: cutId } = await this.require(actor, bedId, 'upload cuts');
    await this.db.transaction().execute(async (trx) => {
      const { kind, file_name: fileName, sha256 } = await find(trx, bedId);
      await trx.updateTable('beds').set({ removed_at: new Date() }).where('id', '=', bedId).execute();
      await this.audit.append(trx, actor, 'bed.removed', filmId, { bedId, cutId, kind, fileName, sha256 });
    });
    this.changes.tell({ kind: 'cut', id: cutId, filmId });
  }

  private async require(actor: Actor, bedId: string, ability: Ability): Promise<FilmBed> {
    const bed = await find(this.db, bedId);
    await this.access.require(actor, bed.film_id, ability);
    return bed;
  }

  private heard() {
    return this.db
      .selectFrom('beds')
      .innerJoin('sounds', 'sounds.sha256', 'beds.sha256')
      .selectAll('beds')
      .select(SHOWN_OF_SOUND)
      .where('beds.removed_at', 'is', null);
  }
}

/** In a transaction the bed is held until the commit. @throws Refusal `not-found` */
async function find(db: Kysely<Database> | Transaction<Database>, bedId: string): Promise<FilmBed> {
  const bed = await db
    .selectFrom('beds')
    .innerJoin('cuts', 'cuts.id', 'beds.cut_id')
    .selectAll('beds')
    .select('cuts.film_id')
    .where('beds.id', '=', bedId)
    .where('beds.removed_at', 'is', null)
    .$if(db.isTransaction, (query) => query.forUpdate('beds'))
    .executeTakeFirst();
  if (!bed) throw new Refusal('not-found');
  return bed;
}

function showBed(row: Row<'beds'> & ShownOfSound): Bed {
  return bedSchema.parse({
    id: row.id,
    cutId: row.cut_id,
    kind: row.kind,
    fileName: row.file_name,
    size: row.size,
    sha256: row.sha256,
    ...showSound(row),
    startFlicks: row.start_flicks,
    createdAt: row.created_at.toISOString(),
  });
}
