import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '@segue/access-policy';
import { newId, openLinkBody, Refusal, type LinkLook } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import { ChangeFeed } from '../live/change-feed.js';
import { DATABASE } from '../platform/tokens.js';
import type { Actor } from './actor.js';
import { hashOfSecret, newSecret } from './secret.js';
import { SessionsService, type NewSession } from './sessions.service.js';

const LIFETIME_MS = 60 * 24 * 3600 * 1000;

/** A link's secret, which is shown once and stored nowhere. */
export interface IssuedSecret {
  readonly secret: string;
  readonly expiresAt: Date;
  /** Whose sessions ended with the link before this one: tell the AuthorityFeed once it is committed. */
  readonly endedFor: readonly string[];
}

/** Links into a film: a personal one for each person, and one for guests. */
@Injectable()
export class LinksService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly sessions: SessionsService,
    private readonly changes: ChangeFeed,
  ) {}

  /** Issues the person's link, or with null the film's guest link, in place of the one before and its sessions. */
  async issue(
    trx: Transaction<Database>,
    actor: Actor,
    filmId: string,
    personId: string | null,
  ): Promise<IssuedSecret> {
    const endedFor = await this.revoke(trx, filmId, personId);
    const secret = newSecret();
    const expiresAt = new Date(Date.now() + LIFETIME_MS);
    const issued = {
      token_hash: hashOfSecret(secret),
      created_by: actor.personId,
      expires_at: expiresAt,
      revoked_at: null,
      last_used_at: null,
    };
    const renewed = await trx
      .updateTable('links')
      .set(issued)
      .where('film_id', '=', filmId)
      .where('person_id', 'is not distinct from', personId)
      .returning('id')
      .executeTakeFirst();
    if (!renewed) {
      await trx
        .insertInto('links')
        .values({ id: newId(), film_id: filmId, person_id: personId, ...issued })
        .execute();
    }
    return { secret, expiresAt, endedFor };
  }

  /** Revokes the link, if there is one, and ends the sessions it opened. Returns whose they were. */
  async revoke(
    trx: Transaction<Database>,
    filmId: string,
    personId: string | null,
  ): Promise<readonly string[]> {
    // The update locks the row that `open` locks too: no session slips in behind the deletion.
    const link = await trx
      .updateTable('links')
      .set({ revoked_at: new Date() })
      .where('film_id', '=', filmId)
      .where('person_id', 'is not distinct from', personId)
      .returning('id')
      .executeTakeFirst();
    return link ? this.sessions.endOpenedBy(trx, link.id) : [];
  }

  /** What a link leads to, before it is opened. */
  async look(token: string): Promise<LinkLook> {
    const link = await this.db
      .selectFrom('links')
      .innerJoin('films', 'films.id', 'links.film_id')
      .leftJoin('people', 'people.id', 'links.person_id')
      .leftJoin('members', (join) =>
        join
          .onRef('members.film_id', '=', 'links.film_id')
          .onRef('members.person_id', '=', 'links.person_id'),
      )
      .select(['films.title', 'links.person_id', 'people.name', 'members.role'])
      .where('links.token_hash', '=', hashOfSecret(token))
      .where('links.revoked_at', 'is', null)
      .where('links.expires_at', '>', new Date())
      .executeTakeFirst();
    if (!link || (link.person_id !== null && link.role === null)) throw new Refusal('session.link');
    return {
      kind: link.person_id === null ? 'guest' : 'personal',
      filmTitle: link.title,
      personName: link.name,
      role: (link.role ?? 'guest') as Role,
    };
  }

  /** Opens a session by a link. Someone of this film who opens its guest link stays who they are: that session is null. */
  async open(
    body: z.output<typeof openLinkBody>,
    already: Actor | null,
  ): Promise<{ filmId: string; session: NewSession | null }> {
    const opened = await this.db.transaction().execute(async (trx) => {
      const now = new Date();
      const link = await trx
        .updateTable('links')
        .set({ last_used_at: now })
        .where('token_hash', '=', hashOfSecret(body.token))
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['id', 'film_id', 'person_id'])
        .executeTakeFirst();
      if (!link) throw new Refusal('session.link');
      const filmId = link.film_id;
      if (link.person_id !== null)
        return { filmId, session: await this.sessions.start(trx, link.person_id, link) };
      if (already && (await isMember(trx, filmId, already.personId))) return { filmId, session: null };
      const personId = await this.addGuest(trx, filmId, body.name);
      return { filmId, session: await this.sessions.start(trx, personId, link) };
    });
    this.changes.tell({ kind: 'people', id: opened.filmId, filmId: opened.filmId });
    return opened;
  }

  private async addGuest(
    trx: Transaction<Database>,
    filmId: string,
    name: string | undefined,
  ): Promise<string> {
    if (name === undefined) throw new Refusal('session.link-name');
    const id = newId();
    await trx.insertInto('people').values({ id, name, owner: false }).execute();
    await trx.insertInto('members').values({ film_id: filmId, person_id: id, role: 'guest' }).execute();
    return id;
  }
}

async function isMember(trx: Transaction<Database>, filmId: string, personId: string): Promise<boolean> {
  const member = await trx
    .selectFrom('members')
    .select('role')
    .where('film_id', '=', filmId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return member !== undefined;
}
