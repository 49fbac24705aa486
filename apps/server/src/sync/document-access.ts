import { Inject, Injectable } from '@nestjs/common';
import { may, type Standing } from '@segue/access-policy';
import { parseDocumentName } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { ReadModels } from '../projections/read-models.js';

/** Who may open which document. Who may read is decided per document: whoever syncs one has all of it. */
@Injectable()
export class DocumentAccess {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly readModels: ReadModels,
  ) {}

  /** Where a person stands in a document; null when it does not exist or is not shared with them. */
  async standing(actor: Actor, name: string): Promise<Standing | null> {
    const address = parseDocumentName(name);
    if (!address) return null;
    const filmId = address.kind === 'spotting' ? address.filmId : await this.filmOfCue(address.cueId);
    if (filmId === null) return null;
    const standing = await this.access.standing(actor, filmId);
    return may(standing, address.kind === 'team' ? 'see team notes' : 'read') ? standing : null;
  }

  private async filmOfCue(cueId: string): Promise<string | null> {
    const known = await this.findCue(cueId);
    if (known) return known.film_id;
    // The cue may have been spotted a moment ago, perhaps on another node.
    await this.readModels.catchUp();
    return (await this.findCue(cueId))?.film_id ?? null;
  }

  private findCue(cueId: string): Promise<{ film_id: string } | undefined> {
    return this.db.selectFrom('cues').select('film_id').where('id', '=', cueId).executeTakeFirst();
  }
}
