import { Controller, Get, Param } from '@nestjs/common';
import { idSchema, type FilmNote, type NoteDots } from '@segue/protocol';
import { CurrentActor, type Actor } from '../people/actor.js';
import { NotesService } from './notes.service.js';

@Controller('films/:filmId/notes')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
  ): Promise<FilmNote[]> {
    return this.notes.ofFilm(actor, filmId);
  }

  @Get('dots')
  dots(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
  ): Promise<NoteDots[]> {
    return this.notes.dotsOfFilm(actor, filmId);
  }
}
