import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { cutBody, cutPatch, idSchema, type Cut } from '@segue/protocol';
import type { BlobStore } from '@segue/storage';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { sendBlob } from '../platform/blob-response.js';
import { BLOBS } from '../platform/tokens.js';
import { CutsService } from './cuts.service.js';

const id = { schema: idSchema };

@Controller()
export class CutsController {
  constructor(
    @Inject(BLOBS) private readonly blobs: BlobStore,
    private readonly cuts: CutsService,
  ) {}

  @Get('films/:filmId/cuts')
  list(@CurrentActor() actor: Actor, @Param('filmId', id) filmId: string): Promise<Cut[]> {
    return this.cuts.list(actor, filmId);
  }

  @Post('films/:filmId/cuts')
  create(
    @CurrentActor() actor: Actor,
    @Param('filmId', id) filmId: string,
    @Body({ schema: cutBody }) body: z.output<typeof cutBody>,
  ): Promise<Cut> {
    return this.cuts.create(actor, filmId, body);
  }

  @Patch('cuts/:cutId')
  change(
    @CurrentActor() actor: Actor,
    @Param('cutId', id) cutId: string,
    @Body({ schema: cutPatch }) body: z.output<typeof cutPatch>,
  ): Promise<Cut> {
    return this.cuts.change(actor, cutId, body);
  }

  @Delete('cuts/:cutId')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('cutId', id) cutId: string): Promise<void> {
    return this.cuts.remove(actor, cutId);
  }

  @Get('cuts/:cutId/movie')
  async movie(
    @CurrentActor() actor: Actor,
    @Param('cutId', id) cutId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendBlob(request, response, this.blobs, await this.cuts.movie(actor, cutId));
  }
}
