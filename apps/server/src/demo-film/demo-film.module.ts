import { Module } from '@nestjs/common';
import { DemoFilmController } from './demo-film.controller.js';
import { DemoFilmService } from './demo-film.service.js';

/** The demo film, for an owner who has no film yet. */
@Module({ controllers: [DemoFilmController], providers: [DemoFilmService] })
export class DemoFilmModule {}
