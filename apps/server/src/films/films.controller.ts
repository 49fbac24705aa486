import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { filmBody, filmPatch, idSchema, type Film } from '@segue/protocol';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { FilmsService } from './films.service.js';

@Controller('films')
export class FilmsController {
  constructor(private readonly films: FilmsService) {}

  @Get()
  list(@CurrentActor() actor: Actor): Promise<Film[]> {
    return this.films.list(actor);
  }

  @Post()
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: filmBody }) body: z.output<typeof filmBody>,
  ): Promise<Film> {
    return this.films.create(actor, body);
  }

  @Get(':filmId')
  read(@CurrentActor() actor: Actor, @Param('filmId', { schema: idSchema }) filmId: string): Promise<Film> {
    return this.films.read(actor, filmId);
  }

  @Patch(':filmId')
  change(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
    @Body({ schema: filmPatch }) body: z.output<typeof filmPatch>,
  ): Promise<Film> {
    return this.films.change(actor, filmId, body);
  }
}
