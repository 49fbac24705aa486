import { Controller, Get, Param } from '@nestjs/common';
import { idSchema, type CueSummary } from '@segue/protocol';
import { CurrentActor, type Actor } from '../people/actor.js';
import { CuesService } from './cues.service.js';

@Controller()
export class CuesController {
  constructor(private readonly cues: CuesService) {}

  @Get('films/:filmId/cues')
  list(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
  ): Promise<CueSummary[]> {
    return this.cues.ofFilm(actor, filmId);
  }

  @Get('cues/:cueId')
  get(
    @CurrentActor() actor: Actor,
    @Param('cueId', { schema: idSchema }) cueId: string,
  ): Promise<CueSummary> {
    return this.cues.summary(actor, cueId);
  }
}
