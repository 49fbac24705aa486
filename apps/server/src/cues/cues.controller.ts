import { Controller, Get, Param, Query } from '@nestjs/common';
import { cuesQuery, idSchema, type CueSummary } from '@segue/protocol';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { CuesService } from './cues.service.js';

@Controller()
export class CuesController {
  constructor(private readonly cues: CuesService) {}

  @Get('films/:filmId/cues')
  list(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
    @Query({ schema: cuesQuery }) { only }: z.output<typeof cuesQuery>,
  ): Promise<CueSummary[]> {
    return this.cues.ofFilm(actor, filmId, only);
  }

  @Get('cues/:cueId')
  get(
    @CurrentActor() actor: Actor,
    @Param('cueId', { schema: idSchema }) cueId: string,
  ): Promise<CueSummary> {
    return this.cues.summary(actor, cueId);
  }
}
