import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { joinShots, type Shot } from '@segue/conform';
import type { Timeline } from '@segue/interchange';
import { because, Refusal, type EditListAdded } from '@segue/protocol';
import type { BlobStore, Database, NewRow, Row } from '@segue/storage';
import { frameToFlicks, type FrameRateName } from '@segue/timecode';
import type { Kysely, Transaction } from 'kysely';
import { AuditLog } from '../audit/audit-log.js';
import { requireCut, type FilmCut } from '../cuts/cut-of-film.js';
import { timecodeFormat } from '../films/film-timecode.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { BLOBS, DATABASE } from '../platform/tokens.js';
import { compareOffTheLoop, readListOffTheLoop } from './off-the-loop.js';
import type { ReadEditList } from './picture-work.js';

/** A file that is being sent. It is read once it is clear that its sender may send it. */
interface SentFile {
  readonly fileName: string;
  readonly read: () => Promise<Uint8Array>;
}

type KeptList = Pick<
  NewRow<'edit_lists'>,
  'from_cut_id' | 'file_name' | 'sha256' | 'shots' | 'old_shots' | 'made_by'
>;

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
    const { shots, oldShots, problems } = await readShots(cut, bytes, fromCutId !== null);
    await requireComparable(oldShots ?? [], shots);
    await this.keep(actor, cut, fileName, {
      from_cut_id: fromCutId,
      file_name: fileName,
      sha256: await this.store(bytes),
      shots: JSON.stringify(shots),
      old_shots: oldShots && JSON.stringify(oldShots),
      made_by: actor.personId,
    });
    return { shots: shots.length, problems: [...problems] };
  }

  /**
   * Takes the edit list of a further reel of a cut: it comes to the one that is there, file behind file. Where there is
   * none, or a list of changes, it is the cut's list alone.
   *
   * @throws Refusal `edit-list.overlaps` when both say what is in the same stretch; `edit-list.unreadable`
   */
  async join(actor: Actor, cutId: string, file: SentFile): Promise<EditListAdded> {
    const cut = await requireCut(this.db, this.access, actor, cutId, 'upload cuts');
    const there = await this.db
      .selectFrom('edit_lists')
      .selectAll()
      .where('cut_id', '=', cutId)
      .executeTakeFirst();
    if (!there || there.from_cut_id !== null) return this.put(actor, cutId, file, null);
    const bytes = await file.read();
    const { shots, problems } = await readShots(cut, bytes, false);
    // reason: they were written from shots, by this server alone.
    const joined = joinShots(there.shots as Shot[], shots);
    if (!joined) throw overlap(file.fileName, there.file_name);
    await requireComparable([], joined);
    const before = await buffer(await this.blobs.read(there.sha256));
    const row = {
      from_cut_id: null,
      file_name: `${there.file_name}, ${file.fileName}`,
      sha256: await this.store(before, bytes),
      shots: JSON.stringify(joined),
      old_shots: null,
      made_by: actor.personId,
    };
    await this.keep(actor, cut, file.fileName, row, async (trx) => {
      const now = await trx
        .selectFrom('edit_lists')
        .select('sha256')
        .where('cut_id', '=', cutId)
        .forUpdate()
        .executeTakeFirst();
      if (now?.sha256 !== there.sha256) throw overlap(file.fileName, 'what somebody else just added');
    });
    return { shots: joined.length, problems: [...problems] };
  }

  /** Where one shot of a cut meets the next, as absolute positions in flicks, ascending; none without an edit list of its own. */
  async edits(actor: Actor, cutId: string): Promise<number[]> {
    const { rate } = await requireCut(this.db, this.access, actor, cutId, 'read');
    const list = await this.db
      .selectFrom('edit_lists')
      .select('shots')
      .where('cut_id', '=', cutId)
      .where('from_cut_id', 'is', null)
      .executeTakeFirst();
    // reason: they were written from shots, by this server alone.
    const frames = ((list?.shots ?? []) as Shot[]).flatMap(({ record }) => [record.in, record.out]);
    return [...new Set(frames)]
      .sort((a, b) => a - b)
      .map((frame) => frameToFlicks(frame, rate as FrameRateName));
  }

  private async store(...bytes: readonly Uint8Array[]): Promise<string> {
    return (await this.blobs.put(Readable.from(bytes))).sha256;
  }

  /** @param check looks once more, in the transaction that writes. */
  private async keep(
    actor: Actor,
    cut: FilmCut,
    fileName: string,
    row: KeptList,
    check?: (trx: Transaction<Database>) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      await check?.(trx);
      await trx
        .insertInto('edit_lists')
        .values({ cut_id: cut.id, ...row })
        .onConflict((conflict) => conflict.column('cut_id').doUpdateSet(row))
        .execute();
      const subject = { cutId: cut.id, fileName, sha256: row.sha256, fromCutId: row.from_cut_id ?? null };
      await this.audit.append(trx, actor, 'cut.edit-list-added', cut.film_id, subject);
    });
    this.tell(cut);
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
    if (!earlier) throw new Refusal('request.invalid', because('earlier-cut'));
  }
}

/** @throws Refusal `edit-list.unreadable` when it has no picture events. */
async function readShots(cut: FilmCut, bytes: Uint8Array, isChangeList: boolean): Promise<ReadEditList> {
  const read = await readListOffTheLoop({ bytes, timeline: timelineOf(cut), isChangeList });
  if (read.shots.length === 0 || read.oldShots?.length === 0) {
    const problems = read.problems.slice(0, MOST_PROBLEMS);
    throw new Refusal('edit-list.unreadable', undefined, { problems });
  }
  return read;
}

/** @throws Refusal `edit-list.unreadable` for lists that could not be compared with any other. */
async function requireComparable(before: readonly Shot[], after: readonly Shot[]): Promise<void> {
  try {
    await compareOffTheLoop({ before, after });
  } catch (error) {
    throw error instanceof RangeError ? new Refusal('edit-list.unreadable', error.message) : error;
  }
}

function overlap(fileName: string, there: string): Refusal {
  return new Refusal('edit-list.overlaps', because('list-overlaps', { file: fileName, there }));
}

function timelineOf(cut: FilmCut): Timeline {
  return { title: cut.name, format: timecodeFormat(cut), start: cut.start_flicks, length: 0 };
}
