import { Injectable } from '@nestjs/common';
import type { ReportOrder } from '@segue/protocol';
import { fileName, type ExportedFile } from '../exports/exported-file.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { FilmReports } from './film-report.js';
import { reportPaper, type Thumbnails } from './report-paper.js';

/** Reports of notes and decisions. The music team's own notes never leave this way. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly access: FilmAccess,
    private readonly films: FilmReports,
  ) {}

  async requireReader(actor: Actor, filmId: string): Promise<void> {
    await this.access.require(actor, filmId, 'read');
  }

  async report(
    actor: Actor,
    filmId: string,
    order: ReportOrder,
    thumbnails: Thumbnails,
  ): Promise<ExportedFile> {
    await this.requireReader(actor, filmId);
    const report = await this.films.gather(filmId, order);
    const cue = order.cue === undefined ? undefined : report.cues[0]?.cue.number;
    const title = [report.film.title, cue].filter(Boolean).join(' ');
    const bytes = await reportPaper(title, report, thumbnails);
    return { name: `${fileName(title)} report.pdf`, mediaType: 'application/pdf', bytes };
  }
}
