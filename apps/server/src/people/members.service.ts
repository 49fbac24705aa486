import { Inject, Injectable } from '@nestjs/common';
import { grantableRoles, may, type Role } from '@segue/access-policy';
import { because, inviteBody, newId, Refusal, type Member, type People } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import { AuditLog } from '../audit/audit-log.js';
import { DATABASE } from '../platform/tokens.js';
import type { Actor } from './actor.js';
import { FilmAccess } from './film-access.js';
import { LinksService, type IssuedSecret } from './links.service.js';
import { MemberFeeds } from './member-feeds.js';

/** The people of a film, their roles and their links. */
@Injectable()
export class MembersService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly links: LinksService,
    private readonly audit: AuditLog,
    private readonly feeds: MemberFeeds,
  ) {}

  /** Everybody on the film; contact addresses and the state of links only for those who manage people. */
  async list(actor: Actor, filmId: string): Promise<People> {
    const standing = await this.access.require(actor, filmId, 'read');
    const manages = may(standing, 'manage people');
    const [members, links] = await Promise.all([
      this.db
        .selectFrom('members')
        .innerJoin('people', 'people.id', 'members.person_id')
        .select(['people.id', 'people.name', 'people.contact_email', 'members.role'])
        .where('members.film_id', '=', filmId)
        .orderBy('members.added_at')
        .orderBy('people.id')
        .execute(),
      this.db.selectFrom('links').selectAll().where('film_id', '=', filmId).execute(),
    ]);
    const linkOf = (personId: string | null) => {
      const link = manages ? links.find((candidate) => candidate.person_id === personId) : undefined;
      return link ? linkState(link) : null;
    };
    return {
      members: members.map(({ id, name, contact_email, role }): Member => ({
        personId: id,
        name,
        email: manages ? contact_email : null,
        role: role as Role,
        link: linkOf(id),
      })),
      guestLink: linkOf(null),
    };
  }

  /** Adds a new person to the film and issues their personal link. */
  async invite(
    actor: Actor,
    filmId: string,
    body: z.output<typeof inviteBody>,
  ): Promise<IssuedSecret & { personId: string }> {
    await this.requireGrant(actor, filmId, body.role);
    const personId = newId();
    const issued = await this.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('people')
        .values({ id: personId, name: body.name, contact_email: body.email ?? null, owner: false })
        .execute();
      await trx
        .insertInto('members')
        .values({ film_id: filmId, person_id: personId, role: body.role })
        .execute();
      const link = await this.links.issue(trx, actor, filmId, personId);
      await this.audit.append(trx, actor, 'person.invited', filmId, {
        personId,
        name: body.name,
        role: body.role,
      });
      return link;
    });
    this.feeds.changed(filmId);
    return { ...issued, personId };
  }

  async changeRole(actor: Actor, filmId: string, personId: string, role: Role): Promise<void> {
    await this.requireGrant(actor, filmId, role);
    await this.db.transaction().execute(async (trx) => {
      const member = await findMember(trx, filmId, personId);
      await trx
        .updateTable('members')
        .set({ role })
        .where('film_id', '=', filmId)
        .where('person_id', '=', personId)
        .execute();
      const { name, role: before } = member;
      await this.audit.append(trx, actor, 'person.role-changed', filmId, {
        personId,
        name,
        from: before,
        to: role,
      });
    });
    this.feeds.changed(filmId, [personId]);
  }

  /** Takes the person off the film. What they wrote and signed stays; their link and the sessions it opened end. */
  async remove(actor: Actor, filmId: string, personId: string): Promise<void> {
    await this.access.require(actor, filmId, 'manage people');
    const endedFor = await this.db.transaction().execute(async (trx) => {
      const { name, role } = await findMember(trx, filmId, personId);
      const ended = await this.links.revoke(trx, filmId, personId);
      await trx
        .deleteFrom('members')
        .where('film_id', '=', filmId)
        .where('person_id', '=', personId)
        .execute();
      await this.audit.append(trx, actor, 'person.removed', filmId, { personId, name, role });
      return ended;
    });
    this.feeds.changed(filmId, [personId, ...endedFor]);
  }

  /** Issues a new link for a person, in place of the one before. */
  async renewLink(actor: Actor, filmId: string, personId: string): Promise<IssuedSecret> {
    await this.access.require(actor, filmId, 'manage people');
    const issued = await this.db.transaction().execute(async (trx) => {
      const { name, owner } = await findMember(trx, filmId, personId);
      // Whoever manages a film could otherwise sign themselves in as the owner of everything.
      if (owner) throw new Refusal('access.denied', because('owner-has-password'));
      const link = await this.links.issue(trx, actor, filmId, personId);
      await this.audit.append(trx, actor, 'link.issued', filmId, { personId, name });
      return link;
    });
    this.feeds.changed(filmId, issued.endedFor);
    return issued;
  }

  async revokeLink(actor: Actor, filmId: string, personId: string): Promise<void> {
    await this.access.require(actor, filmId, 'manage people');
    const endedFor = await this.db.transaction().execute(async (trx) => {
      const { name } = await findMember(trx, filmId, personId);
      const ended = await this.links.revoke(trx, filmId, personId);
      await this.audit.append(trx, actor, 'link.revoked', filmId, { personId, name });
      return ended;
    });
    this.feeds.changed(filmId, endedFor);
  }

  /** Issues the film's guest link, in place of the one before: guests who came by that have to come again. */
  async issueGuestLink(actor: Actor, filmId: string): Promise<IssuedSecret> {
    await this.access.require(actor, filmId, 'manage people');
    const issued = await this.db.transaction().execute(async (trx) => {
      const link = await this.links.issue(trx, actor, filmId, null);
      await this.audit.append(trx, actor, 'guest-link.issued', filmId, {});
      return link;
    });
    this.feeds.changed(filmId, issued.endedFor);
    return issued;
  }

  async revokeGuestLink(actor: Actor, filmId: string): Promise<void> {
    await this.access.require(actor, filmId, 'manage people');
    const endedFor = await this.db.transaction().execute(async (trx) => {
      const ended = await this.links.revoke(trx, filmId, null);
      await this.audit.append(trx, actor, 'guest-link.revoked', filmId, {});
      return ended;
    });
    this.feeds.changed(filmId, endedFor);
  }

  private async requireGrant(actor: Actor, filmId: string, role: Role): Promise<void> {
    const standing = await this.access.require(actor, filmId, 'manage people');
    if (grantableRoles(standing).includes(role)) return;
    throw new Refusal('request.invalid', because('guest-by-link'));
  }
}

async function findMember(trx: Transaction<Database>, filmId: string, personId: string) {
  const member = await trx
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['people.name', 'people.owner', 'members.role'])
    .where('members.film_id', '=', filmId)
    .where('members.person_id', '=', personId)
    .executeTakeFirst();
  if (!member) throw new Refusal('not-found');
  return member;
}

function linkState(link: Row<'links'>): NonNullable<Member['link']> {
  return {
    expiresAt: link.expires_at.toISOString(),
    revokedAt: link.revoked_at?.toISOString() ?? null,
    lastUsedAt: link.last_used_at?.toISOString() ?? null,
  };
}
