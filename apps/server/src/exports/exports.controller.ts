import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { idSchema, markerExportQuery, type MarkerExport } from '@segue/protocol';
import type { Response } from 'express';
import { CurrentActor, type Actor } from '../people/actor.js';
import { ExportsService } from './exports.service.js';

/** Files that leave the house. */
@Controller('films/:filmId')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /** Notes as a file of markers, for download. */
  @Get('markers')
  async markers(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
    @Query({ schema: markerExportQuery }) order: MarkerExport,
    @Res() response: Response,
  ): Promise<void> {
    const { name, mediaType, bytes } = await this.exports.markers(actor, filmId, order);
    response.attachment(name).type(mediaType).set('Cache-Control', 'private, no-store').send(bytes);
  }
}
