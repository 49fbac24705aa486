import { Inject, Injectable } from '@nestjs/common';
import { isDecided, type Dashboard } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import { CuesService } from '../cues/cues.service.js';
import { findFilms } from '../films/film-queries.js';
import { LiveGateway } from '../live/live.gateway.js';
import type { Actor } from '../people/actor.js';
import { DATABASE } from '../platform/tokens.js';
import { waitingFor } from './waiting-for.js';

/** What a person sees first: what waits for them on all their films, and how each film stands. */
@Injectable()
export class DashboardService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly cues: CuesService,
    private readonly live: LiveGateway,
  ) {}

  async of(actor: Actor): Promise<Dashboard> {
    const films = await findFilms(this.db, actor);
    const read = await Promise.all(
      films.map(async ({ id, role }) => {
        const [cues, online] = await Promise.all([this.cues.ofFilm(actor, id), this.live.online(id)]);
        return { id, standing: { role, owner: actor.owner }, cues, online };
      }),
    );
    return {
      waiting: read.flatMap(({ standing, cues }) => cues.flatMap((cue) => waitingFor(standing, cue))),
      films: read.map(({ id, cues, online }) => ({
        filmId: id,
        unsigned: cues.filter((cue) => cue.newest !== null && !isDecided(cue)).length,
        stale: cues.filter(({ staleSenses }) => staleSenses.length > 0).length,
        online,
      })),
    };
  }
}
