import { Injectable, Inject } from '@nestjs/common';
import { movieFacts, Refusal, type ReportOrder } from '@segue/protocol';
import { isAskedFor, type BoardNote, type PictureSize } from '@segue/review-document';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { findCutOfFilm, newestCut } from '../cuts/cut-of-film.js';
import { namesOfPeople } from '../people/names-of-people.js';
import { placeNotes } from '../picture-changes/place-notes.js';
import { PictureChanges } from '../picture-changes/picture-changes.js';
import { DATABASE } from '../platform/tokens.js';
import { readBoard } from '../projections/read-document.js';
import { staleness, type Staleness } from '../sign-offs/staleness.js';

/** What has been said and decided on a cue. */
export interface CueReport {
  readonly cue: Row<'cues'>;
  readonly versions: readonly Row<'versions'>[];
  /** Where they stand in the cut of the report. */
  readonly notes: readonly BoardNote[];
  readonly signOffs: readonly { readonly row: Row<'sign_offs'>; readonly stale: ReturnType<Staleness> }[];
}

/** What has been said and decided on a film, or on one of its cues. */
export interface FilmReport {
  readonly film: Row<'films'>;
  /** The cut in whose picture positions count; null for a film without cuts. */
  readonly cut: Pick<Row<'cuts'>, 'id' | 'name'> | null;
  /** How large the picture of that cut is; null where it has none. */
  readonly picture: PictureSize | null;
  readonly cues: readonly CueReport[];
  readonly nameOf: (personId: string) => string;
}

/** Gathers what a report holds, from the documents themselves: with all replies, and who resolved what. */
@Injectable()
export class FilmReports {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly pictures: PictureChanges,
  ) {}

  /** The notes that were asked for, of the cues that are on the sheet and have any; says nothing about who may read them. */
  async gather(filmId: string, order: ReportOrder): Promise<FilmReport> {
    const film = await this.db
      .selectFrom('films')
      .selectAll()
      .where('id', '=', filmId)
      .executeTakeFirstOrThrow();
    const cut =
      order.cut === undefined
        ? await newestCut(this.db, filmId)
        : await findCutOfFilm(this.db, filmId, order.cut);
    const cues = await this.cues(filmId, order.cue);
    const place = await placeNotes(this.db, this.pictures, filmId, cut?.id);
    const staleOf = await staleness(this.db, this.pictures, filmId);
    const reports: CueReport[] = [];
    // One after the other: the documents of a long film do not fit into memory together.
    for (const cue of cues) {
      const { board } = await readBoard(this.db, cue.id);
      const notes = board.notes
        .filter((note) => !note.withdrawn && isAskedFor(note, order))
        .map(({ in: start, out, ...note }) => ({
          ...note,
          ...place({ id: note.id, cut_id: note.cut, in_flicks: start, out_flicks: out }),
        }))
        .sort((a, b) => a.in - b.in);
      const signOffs = await this.signOffs(cue.id, staleOf);
      if (order.cue === undefined && notes.length === 0 && signOffs.length === 0) continue;
      reports.push({ cue, versions: await this.versions(cue.id), notes, signOffs });
    }
    const names = await namesOfPeople(this.db);
    const picture = movieFacts.safeParse(cut?.movie_facts).data ?? null;
    return { film, cut: cut ?? null, picture, cues: reports, nameOf: (id) => names.get(id) ?? '' };
  }

  private async cues(filmId: string, cueId: string | undefined): Promise<Row<'cues'>[]> {
    const cues = await this.db
      .selectFrom('cues')
      .selectAll()
      .where('film_id', '=', filmId)
      .where('removed', '=', false)
      .$if(cueId !== undefined, (query) => query.where('id', '=', cueId ?? ''))
      .orderBy('in_flicks')
      .orderBy('number')
      .execute();
    if (cueId !== undefined && cues.length === 0) throw new Refusal('not-found');
    return cues;
  }

  private versions(cueId: string): Promise<Row<'versions'>[]> {
    return this.db
      .selectFrom('versions')
      .selectAll()
      .where('cue_id', '=', cueId)
      .where('removed_at', 'is', null)
      .orderBy('number')
      .execute();
  }

  private async signOffs(cueId: string, staleOf: Staleness): Promise<CueReport['signOffs']> {
    const rows = await this.db
      .selectFrom('sign_offs')
      .selectAll()
      .where('cue_id', '=', cueId)
      .orderBy('at')
      .execute();
    return rows.map((row) => ({ row, stale: staleOf(row) }));
  }
}
