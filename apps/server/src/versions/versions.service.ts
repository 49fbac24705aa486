import { Inject, Injectable } from '@nestjs/common';
import { may } from '@segue/access-policy';
import { because, Refusal, tempoMapSchema, type Version, type versionPatch } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import { AuditLog } from '../audit/audit-log.js';
import { findCutOfFilm } from '../cuts/cut-of-film.js';
import { CuesService } from '../cues/cues.service.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { SHOWN_OF_SOUND } from '../sounds/shown-sound.js';
import { lockVersion } from './lock-version.js';
import { stemsOf } from './show-stem.js';
import { showVersion, type HeardVersion } from './show-version.js';

@Injectable()
export class VersionsService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly cues: CuesService,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  /** The cue's versions, v1 first. Removed ones are not shown, and the others keep their numbers. */
  async ofCue(actor: Actor, cueId: string): Promise<Version[]> {
    const cue = await this.cues.find(cueId);
    await this.access.require(actor, cue.film_id, 'read');
    return this.showAll(
      await this.heard().where('versions.cue_id', '=', cueId).orderBy('versions.number').execute(),
    );
  }

  async get(actor: Actor, versionId: string): Promise<Version> {
    await this.findReadable(actor, versionId);
    return this.show(versionId);
  }

  /** The row of a version that the person may hear. */
  async findReadable(actor: Actor, versionId: string): Promise<Row<'versions'>> {
    const version = await this.find(versionId);
    await this.access.require(actor, version.film_id, 'read');
    return version;
  }

  /** Moves a version against the picture, or says something else of what it is. */
  async change(actor: Actor, versionId: string, patch: z.infer<typeof versionPatch>): Promise<Version> {
    const { film_id: filmId } = await this.find(versionId);
    await this.access.require(actor, filmId, 'upload versions');
    const changes = {
      ...(patch.positionFlicks === undefined ? {} : { position_flicks: patch.positionFlicks }),
      ...(patch.kind === undefined ? {} : { kind: patch.kind }),
      ...(patch.writtenToCutId === undefined ? {} : { written_to_cut_id: patch.writtenToCutId }),
    };
    if (Object.keys(changes).length > 0) {
      await this.db.transaction().execute(async (trx) => {
        const version = await lockVersion(trx, versionId);
        if (patch.kind !== undefined && patch.kind !== version.kind && (await isSigned(trx, versionId))) {
          throw new Refusal('version.signed', because('kind-signed'));
        }
        if (patch.writtenToCutId) await findCutOfFilm(trx, filmId, patch.writtenToCutId);
        await trx
          .updateTable('versions')
          .set({ ...changes, ...barsMoved(version, patch.positionFlicks) })
          .where('id', '=', versionId)
          .execute();
        const { position_flicks: positionFlicks, kind, written_to_cut_id: writtenToCutId } = version;
        const was = { positionFlicks, kind, writtenToCutId };
        await this.audit.append(trx, actor, 'version.changed', filmId, {
          versionId,
          was,
          now: { ...was, ...patch },
        });
      });
      this.changes.tell({ kind: 'version', id: versionId, filmId });
    }
    return this.show(versionId);
  }

  /** The version as clients see it. Whether somebody may see it is asked before. */
  async show(versionId: string): Promise<Version> {
    const [version] = await this.showAll(await this.heard().where('versions.id', '=', versionId).execute());
    if (!version) throw new Refusal('not-found');
    return version;
  }

  /** Takes a version off the cue. Its number is not given again, and its files stay. */
  async remove(actor: Actor, versionId: string): Promise<void> {
    const { film_id: filmId, cue_id: cueId, uploaded_by: uploadedBy } = await this.find(versionId);
    const standing = await this.access.require(actor, filmId, 'read');
    if (!may(standing, 'manage people') && uploadedBy !== actor.personId) throw new Refusal('access.denied');
    await this.db.transaction().execute(async (trx) => {
      const version = await lockVersion(trx, versionId);
      if (await isSigned(trx, versionId)) throw new Refusal('version.signed');
      await trx.updateTable('versions').set({ removed_at: new Date() }).where('id', '=', versionId).execute();
      const { number, file_name: fileName, sha256 } = version;
      const subject = { versionId, cueId, number, fileName, sha256 };
      await this.audit.append(trx, actor, 'version.removed', filmId, subject);
    });
    this.changes.tell({ kind: 'version', id: versionId, filmId });
    this.changes.tell({ kind: 'cue', id: cueId, filmId });
  }

  private async find(versionId: string): Promise<Row<'versions'>> {
    const version = await this.db
      .selectFrom('versions')
      .selectAll()
      .where('id', '=', versionId)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!version) throw new Refusal('not-found');
    return version;
  }

  private async showAll(rows: readonly HeardVersion[]): Promise<Version[]> {
    const stems = await stemsOf(
      this.db,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => showVersion(row, stems.get(row.id) ?? []));
  }

  private heard() {
    return this.db
      .selectFrom('versions')
      .innerJoin('people', 'people.id', 'versions.uploaded_by')
      .innerJoin('sounds', 'sounds.sha256', 'versions.sha256')
      .selectAll('versions')
      .select(['people.name as uploader_name', ...SHOWN_OF_SOUND])
      .where('versions.removed_at', 'is', null);
  }
}

async function isSigned(trx: Transaction<Database>, versionId: string): Promise<boolean> {
  const signOff = await trx
    .selectFrom('sign_offs')
    .select('id')
    .where('version_id', '=', versionId)
    .limit(1)
    .executeTakeFirst();
  return signOff !== undefined;
}

/**
 * Bars are bars of the music: where a version is moved against the picture, its tempo map goes along.
 *
 * @throws Refusal `request.invalid` when tick 0 would then lie before 00:00:00:00.
 */
function barsMoved(version: Row<'versions'>, position: number | undefined): { tempo_map?: string } {
  if (position === undefined || version.tempo_map === null) return {};
  const map = tempoMapSchema.parse(version.tempo_map);
  const startFlicks = map.startFlicks + position - version.position_flicks;
  if (startFlicks < 0) throw new Refusal('request.invalid', because('before-zero'));
  return { tempo_map: JSON.stringify({ ...map, startFlicks }) };
}
