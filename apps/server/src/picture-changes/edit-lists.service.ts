import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { conform, shotsOf, shotsOfChangeList, type Shot } from '@segue/conform';
import { parseEditList, type Timeline } from '@segue/interchange';
import { Refusal, type EditListAdded } from '@segue/protocol';
import type { BlobStore, Database, Row } from '@segue/storage';
import type { FrameRateName } from '@segue/timecode';
import type { Kysely } from 'kysely';
import { AuditLog } from '../audit/audit-log.js';
import { requireCut, type FilmCut } from '../cuts/cut-of-film.js';
import { timecodeFormat } from '../films/film-timecode.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { BLOBS, DATABASE } from '../platform/tokens.js';

/** A file that is being sent. It is read once it is clear that its sender may send it. */
interface SentFile {
  readonly fileName: string;
  readonly read: () => Promise<Uint8Array>;
}

/** So many of a file's problems are told with a refusal. */
const MOST_PROBLEMS = 50;

/** What the cuts of a film are made of. */
@Injectable()
export class EditLists {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    private readonly access: FilmAccess,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  /**
   * Takes the edit list of a cut, in the place of an earlier one; or, with `fromCutId`, the list of changes that made it
   * of another cut.
   *
   * @throws Refusal `edit-list.unreadable` when no picture event can be read from the file.
   */
  async put(
    actor: Actor,
    cutId: string,
    { fileName, read }: SentFile,
    fromCutId: string | null,
  ): Promise<EditListAdded> {
    const cut = await requireCut(this.db, this.access, actor, cutId, 'upload cuts');
    if (fromCutId !== null) await this.requireEarlier(cut, fromCutId);
    const bytes = await read();
    const { items, problems } = parseEditList(bytes, timelineOf(cut));
    const rate = cut.rate as FrameRateName;
    const { before, after: shots } =
      fromCutId === null ? { before: null, after: shotsOf(items, rate) } : shotsOfChangeList(items, rate);
    if (shots.length === 0 || before?.length === 0) {
      throw new Refusal('edit-list.unreadable', undefined, { problems: problems.slice(0, MOST_PROBLEMS) });
    }
    requireComparable(before ?? [], shots);
    const { sha256 } = await this.blobs.put(Readable.from([bytes]));
    const row = {
      from_cut_id: fromCutId,
      file_name: fileName,
      sha256,
      shots: JSON.stringify(shots),
      old_shots: before && JSON.stringify(before),
      made_by: actor.personId,
    };
    await this.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('edit_lists')
        .values({ cut_id: cutId, ...row })
        .onConflict((conflict) => conflict.column('cut_id').doUpdateSet(row))
        .execute();
      const subject = { cutId, fileName, sha256, fromCutId };
      await this.audit.append(trx, actor, 'cut.edit-list-added', cut.film_id, subject);
    });
    this.tell(cut);
    return { shots: shots.length, problems: [...problems] };
  }

  /** Takes the edit list of a cut away: how it differs from others is then unknown again. */
  async remove(actor: Actor, cutId: string): Promise<void> {
    const cut = await requireCut(this.db, this.access, actor, cutId, 'upload cuts');
    await this.db.transaction().execute(async (trx) => {
      await trx.deleteFrom('edit_lists').where('cut_id', '=', cutId).execute();
      await this.audit.append(trx, actor, 'cut.edit-list-removed', cut.film_id, { cutId });
    });
    this.tell(cut);
  }

  /** Whoever shows positions or sign-offs has to look again. */
  private tell({ id, film_id: filmId }: Row<'cuts'>): void {
    this.changes.tell({ kind: 'cut', id, filmId });
    this.changes.tell({ kind: 'sign-off', id, filmId });
  }

  private async requireEarlier(cut: FilmCut, fromCutId: string): Promise<void> {
    const earlier = await this.db
      .selectFrom('cuts')
      .select('id')
      .where('id', '=', fromCutId)
      .where('film_id', '=', cut.film_id)
      .where('ordinal', '<', cut.ordinal)
      .executeTakeFirst();
    if (!earlier)
      throw new Refusal(
        'request.invalid',
        'A list of changes leads from an earlier cut of the film to this one.',
      );
  }
}

/** @throws Refusal `edit-list.unreadable` for lists that could not be compared with any other. */
function requireComparable(before: readonly Shot[], after: readonly Shot[]): void {
  try {
    conform(before, after);
  } catch (error) {
    throw error instanceof RangeError ? new Refusal('edit-list.unreadable', error.message) : error;
  }
}

function timelineOf(cut: FilmCut): Timeline {
  return { title: cut.name, format: timecodeFormat(cut), start: cut.start_flicks, length: 0 };
}
