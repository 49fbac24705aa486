import { Inject, Injectable } from '@nestjs/common';
import {
  because,
  deliverySchema,
  newId,
  Refusal,
  type Delivery,
  type DeliveryRequest,
} from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { Admission } from './admission.js';
import { Arrivals } from './arrivals.js';
import { EndedDeliveries } from './ended-deliveries.js';
import { IngestQueue } from './ingest-queue.js';

/** An hour of 128 channels at 24 bits and 48 kHz is 66 GB, an hour of stereo at 96 kHz is 2 GB, a feature in MP4 below 20. */
const MAX_BYTES = 20_000_000_000;

/** Files on their way: announced, uploaded, read; refused ones until their sender has taken note, and failed ones. */
@Injectable()
export class DeliveriesService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly admission: Admission,
    private readonly arrivals: Arrivals,
    private readonly queue: IngestQueue,
    private readonly ended: EndedDeliveries,
  ) {}

  /** Announces a file; its bytes follow over tus. */
  async announce(actor: Actor, announced: DeliveryRequest): Promise<Delivery> {
    const destination = await this.admission.admit(actor, announced);
    const { purpose, fileName, size, sha256 } = announced;
    if (size > MAX_BYTES) {
      throw new Refusal('delivery.too-large', because('most-gigabytes', { gigabytes: MAX_BYTES / 1e9 }));
    }
    const delivery = await this.db
      .insertInto('deliveries')
      .values({
        id: newId(),
        film_id: destination.filmId,
        purpose,
        cue_id: destination.cueId,
        cut_id: destination.cutId,
        version_id: destination.versionId,
        person_id: actor.personId,
        file_name: fileName,
        size,
        sha256,
        request: JSON.stringify(destination.request),
        state: 'uploading',
        updated_at: new Date(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return showDelivery({ ...delivery, progress: null });
  }

  /** The person's own deliveries on the film that are under way, were refused or failed, newest first. */
  async ofFilm(actor: Actor, filmId: string): Promise<Delivery[]> {
    await this.access.require(actor, filmId, 'read');
    const deliveries = await this.own(actor)
      .where('deliveries.film_id', '=', filmId)
      .where('deliveries.state', '!=', 'ready')
      .orderBy('deliveries.created_at', 'desc')
      .orderBy('deliveries.id')
      .execute();
    return deliveries.map(showDelivery);
  }

  async get(actor: Actor, id: string): Promise<Delivery> {
    return showDelivery(await this.findOwn(actor, id));
  }

  /** Has a delivery read again that failed. Its file is still there. */
  async readAgain(actor: Actor, id: string): Promise<Delivery> {
    await this.findOwn(actor, id);
    if (!(await this.queue.readOnceMore(id))) throw new Refusal('delivery.closed', because('read-well'));
    return this.get(actor, id);
  }

  /** Breaks a delivery off wherever it is, or puts away one that was refused or failed. Nothing of it stays. */
  async cancel(actor: Actor, id: string): Promise<void> {
    const delivery = await this.findOwn(actor, id);
    const removed = await this.db
      .deleteFrom('deliveries')
      .where('id', '=', id)
      .where('state', '!=', 'ready')
      .returning('id')
      .executeTakeFirst();
    if (!removed) throw new Refusal('delivery.closed', because('arrived'));
    this.arrivals.stop(id);
    this.queue.stop(id);
    await this.ended.leaveNothing(delivery);
  }

  /** @throws Refusal `not-found` also for the deliveries of others: nobody else has to do with them. */
  private async findOwn(actor: Actor, id: string): Promise<DeliveryRow> {
    const delivery = await this.own(actor).where('deliveries.id', '=', id).executeTakeFirst();
    if (!delivery) throw new Refusal('not-found');
    await this.access.require(actor, delivery.film_id, 'read');
    return delivery;
  }

  private own(actor: Actor) {
    return this.db
      .selectFrom('deliveries')
      .leftJoin('readings', 'readings.delivery_id', 'deliveries.id')
      .selectAll('deliveries')
      .select('readings.progress')
      .where('deliveries.person_id', '=', actor.personId);
  }
}

/** A delivery, and how far its reading is; null while it is not in the line of files to be read. */
type DeliveryRow = Row<'deliveries'> & { readonly progress: number | null };

function showDelivery(row: DeliveryRow): Delivery {
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
    progress: row.state === 'ready' ? 1 : (row.progress ?? 0),
    refusal: row.refusal,
    versionId: row.version_id,
    personId: row.person_id,
    createdAt: row.created_at.toISOString(),
  });
}
