import { Inject, Injectable } from '@nestjs/common';
import type { FilmRounds } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';

/** The rounds of notes. Who has finished is said in the documents of the cues, never here. */
@Injectable()
export class RoundsService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
  ) {}

  /** All rounds of the cues on the film's sheet, each cue's in order, and who is asked for notes. */
  async ofFilm(actor: Actor, filmId: string): Promise<FilmRounds> {
    await this.access.require(actor, filmId, 'read');
    const [asked, rounds] = await Promise.all([
      this.db
        .selectFrom('asked')
        .select('person_id')
        .where('film_id', '=', filmId)
        .orderBy('added_at')
        .orderBy('person_id')
        .execute(),
      this.db
        .selectFrom('rounds')
        .innerJoin('cues', 'cues.id', 'rounds.cue_id')
        .select(['cue_id', 'version_id', 'rounds.number', 'finished', 'closed'])
        .where('rounds.film_id', '=', filmId)
        .where('cues.removed', '=', false)
        .orderBy('cue_id')
        .orderBy('rounds.number')
        .execute(),
    ]);
    return {
      asked: asked.map(({ person_id }) => person_id),
      rounds: rounds.map((row) => ({
        cueId: row.cue_id,
        versionId: row.version_id,
        number: row.number,
        finished: row.finished,
        closed: row.closed,
      })),
    };
  }
}
