import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query, Req, Res } from '@nestjs/common';
import { idSchema, stemPatch, type Stem } from '@segue/protocol';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { lightQuery, segmentIndex } from '../sounds/segment-order.js';
import { SoundFiles } from '../sounds/sound-files.js';
import { StemsService } from './stems.service.js';

@Controller('stems/:stemId')
export class StemsController {
  constructor(
    private readonly stems: StemsService,
    private readonly files: SoundFiles,
  ) {}

  @Patch()
  change(
    @CurrentActor() actor: Actor,
    @Param('stemId', { schema: idSchema }) stemId: string,
    @Body({ schema: stemPatch }) patch: z.infer<typeof stemPatch>,
  ): Promise<Stem> {
    return this.stems.change(actor, stemId, patch);
  }

  @Delete()
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('stemId', { schema: idSchema }) stemId: string): Promise<void> {
    return this.stems.remove(actor, stemId);
  }

  @Get('segments/:index')
  async segment(
    @CurrentActor() actor: Actor,
    @Param('stemId', { schema: idSchema }) stemId: string,
    @Param('index', { schema: segmentIndex }) index: number,
    @Query('light', { schema: lightQuery }) light: z.infer<typeof lightQuery>,
    @Res() response: Response,
  ): Promise<void> {
    const { sha256 } = await this.stems.findReadable(actor, stemId);
    await this.files.sendSegment(response, sha256, { index, isLight: light === 'true' });
  }

  @Get('peaks')
  async peaks(
    @CurrentActor() actor: Actor,
    @Param('stemId', { schema: idSchema }) stemId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { sha256 } = await this.stems.findReadable(actor, stemId);
    await this.files.sendPeaks(request, response, sha256);
  }
}
