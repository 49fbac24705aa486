import { Inject, Injectable } from '@nestjs/common';
import { may, type Ability, type Role, type Standing } from '@segue/access-policy';
import { Refusal } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { sql, type Kysely } from 'kysely';
import { askedTogether } from '../platform/asked-together.js';
import { DATABASE } from '../platform/tokens.js';
import type { Actor } from './actor.js';

interface Asked {
  readonly personId: string;
  readonly filmId: string;
}

interface Place {
  readonly exists: boolean;
  readonly role: Role | null;
}

/** What a person may do on a film. */
@Injectable()
export class FilmAccess {
  private readonly place = askedTogether((asked: readonly Asked[]) => this.places(asked));

  constructor(@Inject(DATABASE) private readonly db: Kysely<Database>) {}

  /** Where the person stands on the film; on a film that does not exist nobody stands anywhere. */
  async standing({ personId, owner }: Pick<Actor, 'personId' | 'owner'>, filmId: string): Promise<Standing> {
    const { exists, role } = await this.place({ personId, filmId });
    return { role, owner: exists && owner };
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

  private async places(asked: readonly Asked[]): Promise<Place[]> {
    const { rows } = await sql<Place>`
      select films.id is not null as exists, members.role
      from unnest(${asked.map(({ filmId }) => filmId)}::text[], ${asked.map(({ personId }) => personId)}::text[])
        with ordinality as asked (film_id, person_id, place)
      left join films on films.id = asked.film_id
      left join members on members.film_id = films.id and members.person_id = asked.person_id
      order by place
    `.execute(this.db);
    return rows;
  }
}
