import { Inject, Injectable } from '@nestjs/common';
import { noteSchema, type FilmNote, type NoteDots } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { ReadModels } from '../projections/read-models.js';

/** The notes of a whole film, as the read model knows them. They are written in the documents of their cues, never here. */
@Injectable()
export class NotesService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly readModels: ReadModels,
  ) {}

  /** All notes that are not withdrawn, of cues that are on the sheet, by position. */
  async ofFilm(actor: Actor, filmId: string): Promise<FilmNote[]> {
    await this.access.require(actor, filmId, 'read');
    const cues = await this.db.selectFrom('cues').select('id').where('film_id', '=', filmId).execute();
    await this.readModels.catchUpNotes(cues.map(({ id }) => id));
    const rows = await this.written(filmId)
      .leftJoin('people', 'people.id', 'notes.author_id')
      .selectAll('notes')
      .select('people.name as author')
      .orderBy('notes.in_flicks')
      .orderBy('notes.id')
      .execute();
    return rows.map((row) =>
      noteSchema.parse({
        id: row.id,
        cueId: row.cue_id,
        versionId: row.version_id,
        author: { personId: row.author_id, name: row.author ?? '' },
        inFlicks: row.in_flicks,
        outFlicks: row.out_flicks,
        cutId: row.cut_id,
        kind: row.kind,
        weight: row.weight,
        text: row.text,
        state: row.state,
      }),
    );
  }

  /** Where the same notes begin, and in which state they are: for thousands of them a hundredth of all that is known. */
  async dotsOfFilm(actor: Actor, filmId: string): Promise<NoteDots[]> {
    await this.access.require(actor, filmId, 'read');
    // As far as the read models have come: whoever watches is told when they come further.
    const rows = await this.written(filmId)
      .leftJoin('note_places', 'note_places.note_id', 'notes.id')
      .select(['notes.cut_id', 'notes.state', 'notes.weight', 'notes.in_flicks', 'note_places.note_id'])
      .distinct()
      .orderBy('notes.in_flicks')
      .execute();
    const dots = new Map<string, NoteDots>();
    for (const { cut_id: cutId, note_id: noteId, in_flicks: at, ...row } of rows) {
      const state = row.state !== 'open' ? 'done' : row.weight === 'must' ? 'must' : 'open';
      const key = JSON.stringify([cutId, state, noteId]);
      const alike = dots.get(key);
      if (alike) alike.inFlicks.push(at);
      else dots.set(key, { cutId, state, noteId, inFlicks: [at] });
    }
    return [...dots.values()];
  }

  private written(filmId: string) {
    return this.db
      .selectFrom('notes')
      .innerJoin('cues', 'cues.id', 'notes.cue_id')
      .where('notes.film_id', '=', filmId)
      .where('cues.removed', '=', false);
  }
}
