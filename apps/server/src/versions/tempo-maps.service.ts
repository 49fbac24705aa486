import { Inject, Injectable } from '@nestjs/common';
import { readTempoMap } from '@segue/interchange';
import {
  because,
  Refusal,
  tempoMapSchema,
  type Version,
  type VersionTempoMap,
  type TempoMapQuery,
} from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import { AuditLog } from '../audit/audit-log.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { lockVersion } from './lock-version.js';
import { VersionsService } from './versions.service.js';

/** Every list of versions carries the map along. A tempo ramp drawn in a DAW has some hundred events. */
const MOST_EVENTS = 5000;
/** So many of a file's problems are told with a refusal. */
const MOST_PROBLEMS = 50;

/** The tempos and meters of versions, so that everybody can speak of bars and beats. */
@Injectable()
export class TempoMapsService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly versions: VersionsService,
    private readonly access: FilmAccess,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  /**
   * Takes the tempo map of a version from a MIDI file, in the place of an earlier one.
   *
   * @param read fetches the bytes; it is called once it is clear that the person may send them.
   * @throws Refusal `tempo-map.unreadable` with the parser's words when no tempos can be read from it.
   */
  async put(
    actor: Actor,
    versionId: string,
    { fileName, startFlicks }: TempoMapQuery,
    read: () => Promise<Uint8Array>,
  ): Promise<Version> {
    await this.requireUpload(actor, versionId);
    const map = readable(await read());
    await this.write(actor, versionId, 'version.tempo-map-added', (version) => ({
      fileName,
      startFlicks: startFlicks ?? version.position_flicks,
      ...map,
    }));
    return this.versions.show(versionId);
  }

  /**
   * Says where tick 0 of the tempo map lies.
   *
   * @throws Refusal `not-found` when the version has none.
   */
  async move(actor: Actor, versionId: string, startFlicks: number): Promise<Version> {
    await this.requireUpload(actor, versionId);
    await this.write(actor, versionId, 'version.tempo-map-moved', ({ tempo_map: map }) => {
      if (map === null) throw new Refusal('not-found', because('no-tempo-map'));
      return { ...tempoMapSchema.parse(map), startFlicks };
    });
    return this.versions.show(versionId);
  }

  /** Takes the tempo map of a version away. Nothing happens when it has none. */
  async remove(actor: Actor, versionId: string): Promise<void> {
    await this.requireUpload(actor, versionId);
    await this.write(actor, versionId, 'version.tempo-map-removed', () => null);
  }

  private async requireUpload(actor: Actor, versionId: string): Promise<Row<'versions'>> {
    const version = await this.versions.findReadable(actor, versionId);
    await this.access.require(actor, version.film_id, 'upload versions');
    return version;
  }

  private async write(
    actor: Actor,
    versionId: string,
    act: string,
    next: (version: Row<'versions'>) => VersionTempoMap | null,
  ): Promise<void> {
    const filmId = await this.db.transaction().execute(async (trx) => {
      const version = await lockVersion(trx, versionId);
      const map = next(version);
      if (map === null && version.tempo_map === null) return version.film_id;
      await store(trx, versionId, map);
      const { fileName, startFlicks } = map ?? tempoMapSchema.parse(version.tempo_map);
      const subject = { versionId, number: version.number, fileName, startFlicks };
      await this.audit.append(trx, actor, act, version.film_id, subject);
      return version.film_id;
    });
    this.changes.tell({ kind: 'version', id: versionId, filmId });
  }
}

function store(trx: Transaction<Database>, versionId: string, map: VersionTempoMap | null): Promise<unknown> {
  return trx
    .updateTable('versions')
    .set({ tempo_map: map && JSON.stringify(map) })
    .where('id', '=', versionId)
    .execute();
}

function readable(bytes: Uint8Array): Pick<VersionTempoMap, 'ppq' | 'tempos' | 'meters'> {
  const map = readTempoMap(bytes);
  if ('problems' in map) {
    const problems = map.problems.slice(0, MOST_PROBLEMS);
    throw new Refusal('tempo-map.unreadable', problems[0]?.what, { problems });
  }
  const events = map.tempos.length + map.meters.length;
  if (events > MOST_EVENTS) {
    throw new Refusal('tempo-map.unreadable', because('most-tempos', { tempos: events, most: MOST_EVENTS }));
  }
  return { ppq: map.ppq, tempos: [...map.tempos], meters: [...map.meters] };
}
