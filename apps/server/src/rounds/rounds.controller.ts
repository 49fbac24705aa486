import { Controller, Get, Param } from '@nestjs/common';
import { idSchema, type FilmRounds } from '@segue/protocol';
import { CurrentActor, type Actor } from '../people/actor.js';
import { RoundsService } from './rounds.service.js';

@Controller('films/:filmId/rounds')
export class RoundsController {
  constructor(private readonly rounds: RoundsService) {}

  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
  ): Promise<FilmRounds> {
    return this.rounds.ofFilm(actor, filmId);
  }
}
