import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query, Req, Res } from '@nestjs/common';
import { bedPatch, idSchema, type Bed } from '@segue/protocol';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { lightQuery, segmentIndex } from '../sounds/segment-order.js';
import { SoundFiles } from '../sounds/sound-files.js';
import { BedsService } from './beds.service.js';

const id = { schema: idSchema };

@Controller()
export class BedsController {
  constructor(
    private readonly beds: BedsService,
    private readonly files: SoundFiles,
  ) {}

  @Get('cuts/:cutId/beds')
  list(@CurrentActor() actor: Actor, @Param('cutId', id) cutId: string): Promise<Bed[]> {
    return this.beds.ofCut(actor, cutId);
  }

  @Patch('beds/:bedId')
  change(
    @CurrentActor() actor: Actor,
    @Param('bedId', id) bedId: string,
    @Body({ schema: bedPatch }) patch: z.infer<typeof bedPatch>,
  ): Promise<Bed> {
    return this.beds.change(actor, bedId, patch);
  }

  @Delete('beds/:bedId')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('bedId', id) bedId: string): Promise<void> {
    return this.beds.remove(actor, bedId);
  }

  @Get('beds/:bedId/segments/:index')
  async segment(
    @CurrentActor() actor: Actor,
    @Param('bedId', id) bedId: string,
    @Param('index', { schema: segmentIndex }) index: number,
    @Query('light', { schema: lightQuery }) light: z.infer<typeof lightQuery>,
    @Res() response: Response,
  ): Promise<void> {
    const { sha256 } = await this.beds.findReadable(actor, bedId);
    await this.files.sendSegment(response, sha256, { index, isLight: light === 'true' });
  }

  @Get('beds/:bedId/peaks')
  async peaks(
    @CurrentActor() actor: Actor,
    @Param('bedId', id) bedId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { sha256 } = await this.beds.findReadable(actor, bedId);
    await this.files.sendPeaks(request, response, sha256);
  }
}
