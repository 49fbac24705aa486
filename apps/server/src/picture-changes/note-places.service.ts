import { Inject, Injectable } from '@nestjs/common';
import { because, Refusal, type notePlacesBody, type NotePlace } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { sql, type Kysely } from 'kysely';
import type { z } from 'zod';
import { AuditLog } from '../audit/audit-log.js';
import { requireCut } from '../cuts/cut-of-film.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';

/** Rows that one statement writes: PostgreSQL takes 65,535 values. */
const PORTION = 5000;

/** Where people have said that notes stand in a cut; for all others the change of the picture says it. */
@Injectable()
export class NotePlaces {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  async ofCut(actor: Actor, cutId: string): Promise<NotePlace[]> {
    await requireCut(this.db, this.access, actor, cutId, 'read');
    const rows = await this.db
      .selectFrom('note_places')
      .selectAll()
      .where('cut_id', '=', cutId)
      .orderBy('note_id')
      .execute();
    return rows.map((row) => ({ noteId: row.note_id, inFlicks: row.in_flicks, outFlicks: row.out_flicks }));
  }

  /**
   * Places notes, and forgets places that were given. The notes themselves, which are their authors', are not touched.
   *
   * @throws Refusal `request.invalid` for a note that is not of this film, or a range that ends before it begins.
   */
  async place(
    actor: Actor,
    cutId: string,
    { places, forgotten }: z.output<typeof notePlacesBody>,
  ): Promise<void> {
    const { film_id: filmId } = await requireCut(this.db, this.access, actor, cutId, 'spot');
    if (places.some(({ inFlicks, outFlicks }) => outFlicks !== null && outFlicks <= inFlicks))
      throw new Refusal('request.invalid', because('range-end'));
    const ids = [...new Set(places.map(({ noteId }) => noteId))];
    if (ids.length < places.length) throw new Refusal('request.invalid', 'A note has one place in a cut.');
    await this.db.transaction().execute(async (trx) => {
      const known = await trx
        .selectFrom('notes')
        .select('id')
        .where('film_id', '=', filmId)
        .where('id', '=', sql<string>`any(${ids})`)
        .execute();
      if (known.length < ids.length) throw new Refusal('request.invalid', because('note-gone'));
      await trx
        .deleteFrom('note_places')
        .where('cut_id', '=', cutId)
        .where('note_id', '=', sql<string>`any(${[...ids, ...forgotten]})`)
        .execute();
      for (let at = 0; at < places.length; at += PORTION) {
        const rows = places.slice(at, at + PORTION).map(({ noteId, inFlicks, outFlicks }) => ({
          cut_id: cutId,
          note_id: noteId,
          film_id: filmId,
          in_flicks: inFlicks,
          out_flicks: outFlicks,
          placed_by: actor.personId,
        }));
        await trx.insertInto('note_places').values(rows).execute();
      }
      const subject = { cutId, placed: places.length, forgotten: forgotten.length };
      await this.audit.append(trx, actor, 'notes.placed', filmId, subject);
    });
    this.changes.tell({ kind: 'cut', id: cutId, filmId });
  }
}
