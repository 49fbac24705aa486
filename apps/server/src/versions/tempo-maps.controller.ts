import { Body, Controller, Delete, HttpCode, Param, Patch, Put, Query, Req } from '@nestjs/common';
import { idSchema, type Version, tempoMapPatch, tempoMapQuery, type TempoMapQuery } from '@segue/protocol';
import type { Request } from 'express';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { requestBytes } from '../platform/request-bytes.js';
import { TempoMapsService } from './tempo-maps.service.js';

const id = { schema: idSchema };

/** The notes of an orchestral hour have less than one megabyte, all controllers of a mock-up some more. */
const MOST_BYTES = 16_000_000;

/** The bars and beats of a version's music. */
@Controller('versions/:versionId/tempo-map')
export class TempoMapsController {
  constructor(private readonly tempoMaps: TempoMapsService) {}

  @Put()
  put(
    @CurrentActor() actor: Actor,
    @Param('versionId', id) versionId: string,
    @Query({ schema: tempoMapQuery }) query: TempoMapQuery,
    @Req() request: Request,
  ): Promise<Version> {
    return this.tempoMaps.put(actor, versionId, query, () => requestBytes(request, MOST_BYTES));
  }

  @Patch()
  move(
    @CurrentActor() actor: Actor,
    @Param('versionId', id) versionId: string,
    @Body({ schema: tempoMapPatch }) { startFlicks }: z.output<typeof tempoMapPatch>,
  ): Promise<Version> {
    return this.tempoMaps.move(actor, versionId, startFlicks);
  }

  @Delete()
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('versionId', id) versionId: string): Promise<void> {
    return this.tempoMaps.remove(actor, versionId);
  }
}
