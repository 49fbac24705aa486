import { Inject, Injectable } from '@nestjs/common';
import { idSchema, Refusal, type DeliveryPurpose } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import { FileStore } from '@tus/file-store';
import { Metadata, Server } from '@tus/server';
import type { Request, Response } from 'express';
import type { Kysely } from 'kysely';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { DELIVERING } from './admission.js';
import { Arrivals } from './arrivals.js';
import { UploadFolder } from './upload-folder.js';

/** The tus server behind our own door: whoever gets past the checks here is handed on to it. The id of an upload is that of its delivery. */
@Injectable()
export class UploadsService {
  private readonly tus: Server;

  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly arrivals: Arrivals,
    private readonly changes: ChangeFeed,
    folder: UploadFolder,
  ) {
    this.tus = new Server({
      path: '/api/uploads',
      relativeLocation: true,
      // Pages of other origins have no business here.
      allowedOrigins: [],
      datastore: new FileStore({ directory: folder.path }),
      namingFunction: (_request, metadata) => metadata?.['delivery'] ?? '',
      onUploadFinish: async (_request, upload) => {
        await this.arrived(upload.id);
        return {};
      },
    });
  }

  /** Creates the upload of a delivery, or begins it anew. */
  async create(actor: Actor, request: Request, response: Response): Promise<void> {
    const delivery = await this.find(actor, deliveryNamedIn(request.get('upload-metadata')));
    if (delivery.state !== 'uploading') throw new Refusal('delivery.closed');
    if (request.get('upload-length') !== String(delivery.size)) {
      throw new Refusal('request.invalid', 'Upload-Length has to be the size that was announced.');
    }
    await this.handOn(delivery, request, response);
  }

  /** Takes more of the file. */
  async append(actor: Actor, deliveryId: string, request: Request, response: Response): Promise<void> {
    const delivery = await this.find(actor, deliveryId);
    if (delivery.state !== 'uploading') throw new Refusal('delivery.closed');
    await this.handOn(delivery, request, response);
  }

  /** Says how much has arrived. Also while the file is read: whoever missed the last answer learns that all is there. */
  async look(actor: Actor, deliveryId: string, request: Request, response: Response): Promise<void> {
    const delivery = await this.find(actor, deliveryId);
    if (delivery.state !== 'uploading' && delivery.state !== 'reading') throw new Refusal('delivery.closed');
    await this.tus.handle(request, response);
  }

  private async handOn(delivery: Row<'deliveries'>, request: Request, response: Response): Promise<void> {
    // An upload that is worked on is not given up.
    await this.db
      .updateTable('deliveries')
      .set({ updated_at: new Date() })
      .where('id', '=', delivery.id)
      .where('state', '=', 'uploading')
      .execute();
    await this.tus.handle(request, response);
  }

  /** The person's own delivery, if their role still lets them deliver. */
  private async find(actor: Actor, deliveryId: string): Promise<Row<'deliveries'>> {
    const delivery = await this.db
      .selectFrom('deliveries')
      .selectAll()
      .where('id', '=', deliveryId)
      .where('person_id', '=', actor.personId)
      .executeTakeFirst();
    if (!delivery) throw new Refusal('not-found');
    await this.access.require(actor, delivery.film_id, DELIVERING[delivery.purpose as DeliveryPurpose]);
    return delivery;
  }

  private async arrived(deliveryId: string): Promise<void> {
    const delivery = await this.db
      .updateTable('deliveries')
      .set({ state: 'reading', updated_at: new Date() })
      .where('id', '=', deliveryId)
      .where('state', '=', 'uploading')
      .returning('film_id')
      .executeTakeFirst();
    // It was called back while its last bytes came in.
    if (!delivery) return;
    this.arrivals.add(deliveryId);
    this.changes.tell({ kind: 'delivery', id: deliveryId, filmId: delivery.film_id });
  }
}

/** @throws Refusal `request.invalid` when the metadata names no delivery. */
function deliveryNamedIn(header: string | undefined): string {
  const named = idSchema.safeParse(metadataIn(header)['delivery']);
  if (named.success) return named.data;
  throw new Refusal('request.invalid', 'Upload-Metadata has to name the delivery under the key "delivery".');
}

function metadataIn(header: string | undefined): Record<string, string | null> {
  try {
    return Metadata.parse(header);
  } catch {
    return {};
  }
}
