import { Controller, Delete, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { DemoFilm } from '@segue/protocol';
import type { Request } from 'express';
import { CurrentActor, type Actor } from '../people/actor.js';
import type { Config } from '../platform/config.js';
import { publicUrlOf } from '../platform/origin.js';
import { CONFIG } from '../platform/tokens.js';
import { DemoFilmService } from './demo-film.service.js';

@Controller('demo-film')
export class DemoFilmController {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    private readonly demo: DemoFilmService,
  ) {}

  @Get()
  read(@CurrentActor() actor: Actor): Promise<DemoFilm> {
    return this.demo.read(actor);
  }

  /** Begins to lay it. */
  @Post()
  @HttpCode(202)
  lay(@CurrentActor() actor: Actor, @Req() request: Request): Promise<DemoFilm> {
    return this.demo.lay(actor, publicUrlOf(request, this.config));
  }

  /** Puts away what is told of a laying that has ended. */
  @Delete()
  @HttpCode(204)
  putAway(@CurrentActor() actor: Actor): void {
    this.demo.putAway(actor);
  }
}
