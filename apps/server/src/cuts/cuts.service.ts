import { Inject, Injectable } from '@nestjs/common';
import { cutBody, cutPatch, newId, Refusal, type Cut, type MovieFacts, type Reel } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { z } from 'zod';
import { AuditLog } from '../audit/audit-log.js';
import { parseStart, timecodeFormat } from '../films/film-timecode.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { requireCut } from './cut-of-film.js';

/** The picture versions of a film. Their movies arrive as deliveries. */
@Injectable()
export class CutsService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  async list(actor: Actor, filmId: string): Promise<Cut[]> {
    await this.access.require(actor, filmId, 'read');
    const cuts = await selectCuts(this.db).where('film_id', '=', filmId).orderBy('ordinal').execute();
    return cuts.map(cutOf);
  }

  async create(actor: Actor, filmId: string, body: z.output<typeof cutBody>): Promise<Cut> {
    await this.access.require(actor, filmId, 'upload cuts');
    const cut = await this.db.transaction().execute(async (trx) => {
      // Locked, so that two cuts made at once get two numbers.
      const film = await trx
        .selectFrom('films')
        .selectAll()
        .where('id', '=', filmId)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const { last } = await trx
        .selectFrom('cuts')
        .select(({ fn }) => fn.max('ordinal').as('last'))
        .where('film_id', '=', filmId)
        .executeTakeFirstOrThrow();
      const start =
        body.start === undefined ? film.start_flicks : parseStart(body.start, timecodeFormat(film));
      const made = await trx
        .insertInto('cuts')
        .values({
          id: newId(),
          film_id: filmId,
          // A database without cuts answers null here, which the types do not say.
          ordinal: ((last as number | null) ?? 0) + 1,
          name: body.name,
          date: body.date,
          start_flicks: start,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await this.audit.append(trx, actor, 'cut.created', filmId, { cutId: made.id, ...body });
      return made;
    });
    this.changes.tell({ kind: 'cut', id: cut.id, filmId });
    return cutOf({ ...cut, ...NO_LIST });
  }

  async change(actor: Actor, cutId: string, body: z.output<typeof cutPatch>): Promise<Cut> {
    const cut = await requireCut(this.db, this.access, actor, cutId, 'upload cuts');
    const changed = await this.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('cuts')
        .set({
          name: body.name ?? cut.name,
          date: body.date ?? cut.date,
          start_flicks:
            body.start === undefined ? cut.start_flicks : parseStart(body.start, timecodeFormat(cut)),
          reels: JSON.stringify(body.reels ?? cut.reels),
        })
        .where('id', '=', cutId)
        .execute();
      const row = await selectCuts(trx).where('id', '=', cutId).executeTakeFirst();
      if (!row) throw new Refusal('not-found');
      await this.audit.append(trx, actor, 'cut.changed', cut.film_id, { cutId, ...body });
      return row;
    });
    this.changes.tell({ kind: 'cut', id: cutId, filmId: cut.film_id });
    return cutOf(changed);
  }

  /** Takes a cut away that nothing was written to, placed in or signed against. Its movie stays in the store, which others may share. */
  async remove(actor: Actor, cutId: string): Promise<void> {
    const cut = await requireCut(this.db, this.access, actor, cutId, 'upload cuts');
    await this.db
      .transaction()
      .execute(async (trx) => {
        await refuseWithPlaces(trx, cutId);
        await trx.deleteFrom('cuts').where('id', '=', cutId).execute();
        await this.audit.append(trx, actor, 'cut.deleted', cut.film_id, { cutId, name: cut.name });
      })
      .catch((error: unknown) => {
        throw isReferenced(error) ? new Refusal('cut.in-use') : error;
      });
    this.changes.tell({ kind: 'cut', id: cutId, filmId: cut.film_id });
  }

  /** The stored movie of a cut, for those who may read the film. */
  async movie(actor: Actor, cutId: string): Promise<{ sha256: string; contentType: string }> {
    const cut = await requireCut(this.db, this.access, actor, cutId, 'read');
    if (cut.movie_sha256 === null) throw new Refusal('cut.no-movie');
    const isWebm = /\.webm$/i.test(cut.movie_file_name ?? '');
    return { sha256: cut.movie_sha256, contentType: isWebm ? 'video/webm' : 'video/mp4' };
  }
}

/** Whether a row could not be deleted because versions or sign-offs point at it (PostgreSQL's foreign_key_violation). */
function isReferenced(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503';
}

const NO_LIST = { list_name: null, list_shots: null, list_from: null };

/** Cuts, with what is known of their edit lists. */
function selectCuts(db: Kysely<Database>) {
  return db
    .selectFrom('cuts')
    .leftJoin('edit_lists', 'edit_lists.cut_id', 'cuts.id')
    .selectAll('cuts')
    .select([
      'edit_lists.file_name as list_name',
      'edit_lists.from_cut_id as list_from',
      sql<number | null>`jsonb_array_length(edit_lists.shots)`.as('list_shots'),
    ]);
}

/** The read models know most of what counts in a cut: without it these positions would mean something else. */
async function refuseWithPlaces(trx: Transaction<Database>, cutId: string): Promise<void> {
  const cue = await trx
    .selectFrom('cues')
    .select('id')
    .where('cut_id', '=', cutId)
    .where('removed', '=', false)
    .limit(1)
    .executeTakeFirst();
  const note = await trx
    .selectFrom('notes')
    .select('id')
    .where('cut_id', '=', cutId)
    .limit(1)
    .executeTakeFirst();
  if (cue ?? note) throw new Refusal('cut.in-use');
}

type ListedCut = Row<'cuts'> & {
  readonly list_name: string | null;
  readonly list_shots: number | null;
  readonly list_from: string | null;
};

function cutOf(row: ListedCut): Cut {
  const { movie_sha256: sha256, movie_file_name: fileName, movie_size: size, movie_facts: facts } = row;
  const hasMovie = sha256 !== null && fileName !== null && size !== null && facts !== null;
  const { list_name: listName, list_shots: shots, list_from: fromCutId } = row;
  return {
    id: row.id,
    filmId: row.film_id,
    ordinal: row.ordinal,
    name: row.name,
    date: row.date,
    startFlicks: row.start_flicks,
    // Written from what the protocol lets through.
    reels: row.reels as Reel[],
    // Written by the delivery that read them from the file.
    movie: hasMovie ? { sha256, fileName, size, facts: facts as unknown as MovieFacts } : null,
    editList: listName === null ? null : { fileName: listName, shots: shots ?? 0, fromCutId },
  };
}
