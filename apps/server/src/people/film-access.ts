import { Inject, Injectable } from '@nestjs/common';
import { may, type Ability, type Role, type Standing } from '@segue/access-policy';
import { Refusal } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import { DATABASE } from '../platform/tokens.js';
import type { Actor } from './actor.js';

/** What a person may do on a film. */
@Injectable()
export class FilmAccess {
  constructor(@Inject(DATABASE) private readonly db: Kysely<Database>) {}

  /** Where the person stands on the film; on a film that does not exist nobody stands anywhere. */
  async standing(actor: Pick<Actor, 'personId' | 'owner'>, filmId: string): Promise<Standing> {
    const found = await this.db
      .selectFrom('films')
      .leftJoin('members', (join) =>
        join.onRef('members.film_id', '=', 'films.id').on('members.person_id', '=', actor.personId),
      )
      .select('members.role')
      .where('films.id', '=', filmId)
      .executeTakeFirst();
    return { role: (found?.role ?? null) as Role | null, owner: found !== undefined && actor.owner };
  }

  /**
   * The standing, if it allows this.
   *
   * @throws Refusal `not-found` when the film does not exist or is not shared with the person, `access.denied` when it
   * is but this is not theirs to do.
   */
  async require(
    actor: Pick<Actor, 'personId' | 'owner'>,
    filmId: string,
    ability: Ability,
  ): Promise<Standing> {
    const standing = await this.standing(actor, filmId);
    if (!may(standing, 'read')) throw new Refusal('not-found');
    if (!may(standing, ability)) throw new Refusal('access.denied');
    return standing;
  }
}
