import { Inject, Injectable } from '@nestjs/common';
import { because, filmBody, filmPatch, newId, Refusal, type Film } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { mayDropFrames } from '@segue/timecode';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { AuditLog } from '../audit/audit-log.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { findFilms } from './film-queries.js';
import { parseStart, timecodeFormat } from './film-timecode.js';

@Injectable()
export class FilmsService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  list(actor: Actor): Promise<Film[]> {
    return findFilms(this.db, actor);
  }

  async read(actor: Actor, filmId: string): Promise<Film> {
    const [film] = await findFilms(this.db, actor, filmId);
    if (!film) throw new Refusal('not-found');
    return film;
  }

  /** Makes a film with the person on it in the role they chose. Only the owner of the installation makes films. */
  async create(actor: Actor, body: z.output<typeof filmBody>): Promise<Film> {
    if (!actor.owner) throw new Refusal('access.denied', because('owner-makes-films'));
    if (body.dropFrame && !mayDropFrames(body.rate)) throw new Refusal('film.drop-frame');
    const film = {
      id: newId(),
      title: body.title,
      rate: body.rate,
      drop_frame: body.dropFrame,
      start_flicks: parseStart(body.start, body),
      created_by: actor.personId,
    };
    await this.db.transaction().execute(async (trx) => {
      await trx.insertInto('films').values(film).execute();
      await trx
        .insertInto('members')
        .values({ film_id: film.id, person_id: actor.personId, role: body.role })
        .execute();
      await this.audit.append(trx, actor, 'film.created', film.id, { ...body });
    });
    this.changes.tell({ kind: 'film', id: film.id, filmId: film.id });
    return this.read(actor, film.id);
  }

  async change(actor: Actor, filmId: string, body: z.output<typeof filmPatch>): Promise<Film> {
    await this.access.require(actor, filmId, 'manage people');
    const film = await this.db
      .selectFrom('films')
      .selectAll()
      .where('id', '=', filmId)
      .executeTakeFirstOrThrow();
    const changed = {
      title: body.title ?? film.title,
      start_flicks:
        body.start === undefined ? film.start_flicks : parseStart(body.start, timecodeFormat(film)),
      ...(body.deliverySpec === undefined ? {} : { delivery_spec: JSON.stringify(body.deliverySpec) }),
      ...(body.reviewers === undefined ? {} : { reviewers: body.reviewers }),
      ...(body.roundsAgreed === undefined ? {} : { rounds_agreed: body.roundsAgreed }),
    };
    await this.db.transaction().execute(async (trx) => {
      await trx.updateTable('films').set(changed).where('id', '=', filmId).execute();
      await this.audit.append(trx, actor, 'film.changed', filmId, { ...body });
    });
    this.changes.tell({ kind: 'film', id: filmId, filmId });
    return this.read(actor, filmId);
  }
}
