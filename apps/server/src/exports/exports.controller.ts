import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { idSchema, markerExportQuery, type MarkerExport } from '@segue/protocol';
import type { Response } from 'express';
import { CurrentActor, type Actor } from '../people/actor.js';
import { sendStream } from '../platform/blob-response.js';
import { sendFile } from './exported-file.js';
import { ExportsService } from './exports.service.js';

/** Files that leave the house. */
@Controller()
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /** Notes as a file of markers, for download. */
  @Get('films/:filmId/markers')
  async markers(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
    @Query({ schema: markerExportQuery }) order: MarkerExport,
    @Res() response: Response,
  ): Promise<void> {
    sendFile(response, await this.exports.markers(actor, filmId, order));
  }

  /** The delivered sound file with its notes in it, for download. */
  @Get('versions/:versionId/original-with-markers')
  async markedOriginal(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Res() response: Response,
  ): Promise<void> {
    const { name, size, bytes } = await this.exports.markedOriginal(actor, versionId);
    response.attachment(name).type('application/octet-stream');
    response.set({ 'Cache-Control': 'private, no-store', 'Content-Length': String(size) });
    await sendStream(response, bytes);
  }
}
