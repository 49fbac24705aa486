import { Injectable } from '@nestjs/common';
import { may, type Standing } from '@segue/access-policy';
import { parseDocumentName } from '@segue/protocol';
import { CuesService } from '../cues/cues.service.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';

/** Who may open which document. Who may read is decided per document: whoever syncs one has all of it. */
@Injectable()
export class DocumentAccess {
  constructor(
    private readonly access: FilmAccess,
    private readonly cues: CuesService,
  ) {}

  /** Where a person stands in a document; null when it does not exist or is not shared with them. */
  async standing(actor: Actor, name: string): Promise<Standing | null> {
    const address = parseDocumentName(name);
    if (!address) return null;
    const filmId =
      address.kind === 'spotting' ? address.filmId : (await this.cues.lookUp(address.cueId))?.film_id;
    if (filmId === undefined) return null;
    const standing = await this.access.standing(actor, filmId);
    return may(standing, address.kind === 'team' ? 'see team notes' : 'read') ? standing : null;
  }
}
