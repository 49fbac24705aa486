import { Inject, Injectable } from '@nestjs/common';
import { deliverySchema, newId, Refusal, type Delivery, type DeliveryRequest } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { CuesService } from '../cues/cues.service.js';
import { findCutOfFilm } from '../cuts/cut-of-film.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { duplicateMessage } from './add-version.js';
import { IngestQueue } from './ingest-queue.js';
import { UploadFolder } from './upload-folder.js';

/** An hour of 128 channels at 24 bits and 48 kHz is 66 GB, an hour of stereo at 96 kHz is 2 GB, a feature in MP4 below 20. */
const MAX_BYTES = 20_000_000_000;

/** Files on their way: announced, uploaded, read; and refused ones until their sender has taken note. */
@Injectable()
export class DeliveriesService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly cues: CuesService,
    private readonly queue: IngestQueue,
    private readonly folder: UploadFolder,
    private readonly changes: ChangeFeed,
  ) {}

  /** Announces a file; its bytes follow over tus. */
  async announce(actor: Actor, request: DeliveryRequest): Promise<Delivery> {
    const filmId =
      request.purpose === 'version'
        ? await this.admitVersion(actor, request)
        : await this.admitMovie(actor, request);
    if (request.size > MAX_BYTES) {
      throw new Refusal('delivery.too-large', `This server takes files of up to ${MAX_BYTES / 1e9} GB.`);
    }
    const { purpose, fileName, size, sha256 } = request;
    const delivery = await this.db
      .insertInto('deliveries')
      .values({
        id: newId(),
        film_id: filmId,
        purpose,
        cue_id: purpose === 'version' ? request.cueId : null,
        cut_id: purpose === 'movie' ? request.cutId : null,
        person_id: actor.personId,
        file_name: fileName,
        size,
        sha256,
        request: JSON.stringify(
          purpose === 'version' ? { kind: request.kind, writtenToCutId: request.writtenToCutId } : {},
        ),
        state: 'uploading',
        updated_at: new Date(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return this.show(delivery);
  }

  /** The person's own deliveries on the film that are under way or were refused, newest first. */
  async ofFilm(actor: Actor, filmId: string): Promise<Delivery[]> {
    await this.access.require(actor, filmId, 'read');
    const deliveries = await this.db
      .selectFrom('deliveries')
      .selectAll()
      .where('film_id', '=', filmId)
      .where('person_id', '=', actor.personId)
      .where('state', '!=', 'ready')
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute();
    return deliveries.map((delivery) => this.show(delivery));
  }

  async get(actor: Actor, id: string): Promise<Delivery> {
    return this.show(await this.findOwn(actor, id));
  }

  /** Breaks an upload off, or puts a refused delivery away. */
  async cancel(actor: Actor, id: string): Promise<void> {
    const { film_id: filmId } = await this.findOwn(actor, id);
    const removed = await this.db
      .deleteFrom('deliveries')
      .where('id', '=', id)
      .where('state', 'in', ['uploading', 'refused'])
      .returning('id')
      .executeTakeFirst();
    if (!removed) throw new Refusal('delivery.closed', 'This file has arrived and cannot be called back.');
    await this.folder.remove(id);
    this.changes.tell({ kind: 'delivery', id, filmId });
  }

  /** @throws Refusal `not-found` also for the deliveries of others: nobody else has to do with them. */
  private async findOwn(actor: Actor, id: string): Promise<Row<'deliveries'>> {
    const delivery = await this.db
      .selectFrom('deliveries')
      .selectAll()
      .where('id', '=', id)
      .where('person_id', '=', actor.personId)
      .executeTakeFirst();
    if (!delivery) throw new Refusal('not-found');
    await this.access.require(actor, delivery.film_id, 'read');
    return delivery;
  }

  private async admitVersion(
    actor: Actor,
    request: DeliveryRequest & { purpose: 'version' },
  ): Promise<string> {
    const cue = await this.cues.find(request.cueId);
    await this.access.require(actor, cue.film_id, 'upload versions');
    if (cue.removed) throw new Refusal('not-found', 'This cue was taken off the spotting sheet.');
    if (request.writtenToCutId !== null) await findCutOfFilm(this.db, cue.film_id, request.writtenToCutId);
    const same = await this.db
      .selectFrom('versions')
      .select(['id', 'number'])
      .where('cue_id', '=', cue.id)
      .where('sha256', '=', request.sha256)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (same) {
      throw new Refusal('delivery.duplicate', duplicateMessage(same.number, cue.number), {
        versionId: same.id,
      });
    }
    return cue.film_id;
  }

  private async admitMovie(actor: Actor, request: DeliveryRequest & { purpose: 'movie' }): Promise<string> {
    const cut = await this.db
      .selectFrom('cuts')
      .selectAll()
      .where('id', '=', request.cutId)
      .executeTakeFirst();
    if (!cut) throw new Refusal('not-found');
    await this.access.require(actor, cut.film_id, 'upload cuts');
    if (cut.movie_sha256 === request.sha256) {
      throw new Refusal('delivery.duplicate', `This very file is already the movie of ${cut.name}.`);
    }
    return cut.film_id;
  }

  private show(row: Row<'deliveries'>): Delivery {
    return deliverySchema.parse({
      id: row.id,
      filmId: row.film_id,
      purpose: row.purpose,
      cueId: row.cue_id,
      cutId: row.cut_id,
      fileName: row.file_name,
      size: row.size,
      sha256: row.sha256,
      state: row.state,
      progress: row.state === 'ready' ? 1 : this.queue.progressOf(row.id),
      refusal: row.refusal,
      versionId: row.version_id,
      personId: row.person_id,
      createdAt: row.created_at.toISOString(),
    });
  }
}
