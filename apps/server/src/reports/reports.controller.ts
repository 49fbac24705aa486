import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { idSchema, Refusal, reportPicturesBody, reportQuery, type ReportOrder } from '@segue/protocol';
import type { Request, Response } from 'express';
import { sendFile } from '../exports/exported-file.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { requestBytes } from '../platform/request-bytes.js';
import type { Thumbnails } from './report-paper.js';
import { ReportsService } from './reports.service.js';

/** Some two thousand small pictures. */
const MOST_BYTES = 32_000_000;

/** What has been said and decided, to read and to keep. */
@Controller('films/:filmId/report')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Get()
  async report(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
    @Query({ schema: reportQuery }) order: ReportOrder,
    @Res() response: Response,
  ): Promise<void> {
    sendFile(response, await this.reports.report(actor, filmId, order, new Map()));
  }

  /** The same with pictures of the film, which the browser has and the server cannot make of every movie. */
  @Post()
  @HttpCode(200)
  async reportWithPictures(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
    @Query({ schema: reportQuery }) order: ReportOrder,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.reports.requireReader(actor, filmId);
    const pictures = readPictures(await sentJson(request));
    sendFile(response, await this.reports.report(actor, filmId, order, pictures));
  }
}

/** @throws Refusal `request.invalid` for anything but small JPEG pictures by note id. */
function readPictures(body: unknown): Thumbnails {
  const read = reportPicturesBody.safeParse(body);
  if (!read.success) throw new Refusal('request.invalid', 'The pictures of a report are JPEGs by note id.');
  const pictures = new Map<string, Uint8Array>();
  for (const [noteId, base64] of Object.entries(read.data)) {
    const picture = Buffer.from(base64, 'base64');
    if (picture[0] !== 0xff || picture[1] !== 0xd8)
      throw new Refusal('request.invalid', 'The pictures of a report are JPEGs.');
    pictures.set(noteId, picture);
  }
  return pictures;
}

/** The body as a value, whether it was sent as JSON or, being larger than JSON may be, as bytes. */
async function sentJson(request: Request): Promise<unknown> {
  if (request.is('json')) return request.body;
  try {
    return JSON.parse(new TextDecoder().decode(await requestBytes(request, MOST_BYTES)));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
