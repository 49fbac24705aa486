import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import { AuthorityFeed } from '../live/authority-feed.js';
import { askedTogether } from '../platform/asked-together.js';
import { DATABASE } from '../platform/tokens.js';
import type { Actor } from './actor.js';
import { hashOfSecret, newSecret } from './secret.js';
import { readSessionCookie } from './session-cookie.js';

const DAY_MS = 24 * 3600 * 1000;
const LIFETIME_MS = 30 * DAY_MS;
/** A guest's device is all that remembers the name, so it remembers for longer. */
const GUEST_LIFETIME_MS = 180 * DAY_MS;
/** How often a session in use is written to: often enough to slide, seldom enough to cost nothing. */
const SEEN_EVERY_MS = 3600 * 1000;

/** A session that has just begun. The secret goes into the cookie and is stored nowhere here. */
export interface NewSession {
  readonly personId: string;
  readonly secret: string;
}

/** The link that opens a session. */
interface OpeningLink {
  readonly id: string;
  /** Null for a guest link. */
  readonly person_id: string | null;
}

@Injectable()
export class SessionsService {
  /** The session with this hash of its secret, if it is still good. */
  private readonly session = askedTogether((hashes: readonly string[]) => this.sessions(hashes));

  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly authority: AuthorityFeed,
  ) {}

  /** Opens a session: by a link, or with null by a password. */
  async start(trx: Kysely<Database>, personId: string, link: OpeningLink | null): Promise<NewSession> {
    const secret = newSecret();
    const now = new Date();
    await trx
      .insertInto('sessions')
      .values({
        id: newId(),
        person_id: personId,
        token_hash: hashOfSecret(secret),
        link_id: link?.id ?? null,
        seen_at: now,
        expires_at: expiry(now, link?.person_id === null),
      })
      .execute();
    return { personId, secret };
  }

  /** Who a Cookie header belongs to: the one question for requests and for sockets. */
  async authenticate(cookieHeader: string | undefined): Promise<Actor | null> {
    const secret = readSessionCookie(cookieHeader);
    if (secret === null) return null;
    const session = await this.session(hashOfSecret(secret));
    if (!session) return null;
    const isGuest = session.link_id !== null && session.link_person_id === null;
    const now = new Date();
    if (now.getTime() - session.seen_at.getTime() > SEEN_EVERY_MS) {
      await this.db
        .updateTable('sessions')
        .set({ seen_at: now, expires_at: expiry(now, isGuest) })
        .where('id', '=', session.id)
        .execute();
    }
    return {
      personId: session.person_id,
      name: session.name,
      owner: session.owner,
      sessionId: session.id,
      signedInBy:
        session.link_id === null
          ? 'password'
          : `${isGuest ? 'guest' : 'personal'} link issued by ${session.issuer_name ?? 'somebody'}`,
    };
  }

  private async sessions(hashes: readonly string[]) {
    const rows = await this.db
      .selectFrom('sessions')
      .innerJoin('people', 'people.id', 'sessions.person_id')
      .leftJoin('links', 'links.id', 'sessions.link_id')
      .leftJoin('people as issuer', 'issuer.id', 'links.created_by')
      .select(['sessions.id', 'sessions.person_id', 'sessions.link_id', 'sessions.seen_at'])
      .select(['sessions.token_hash', 'people.name', 'people.owner', 'links.person_id as link_person_id'])
      .select('issuer.name as issuer_name')
      .where('sessions.token_hash', 'in', hashes)
      .where('sessions.expires_at', '>', new Date())
      .where('links.revoked_at', 'is', null)
      .execute();
    const found = new Map(rows.map((row) => [row.token_hash, row]));
    return hashes.map((hash) => found.get(hash));
  }

  /** Signs out here. */
  async end(actor: Actor): Promise<void> {
    await this.db.deleteFrom('sessions').where('id', '=', actor.sessionId).execute();
    this.authority.changed(actor.personId);
  }

  /** Ends the session with this secret. */
  async endBySecret(secret: string): Promise<void> {
    await this.db.deleteFrom('sessions').where('token_hash', '=', hashOfSecret(secret)).execute();
  }

  /** Signs out everywhere; with `keep`, everywhere else. */
  async endAll(personId: string, keep?: string): Promise<void> {
    await this.db
      .deleteFrom('sessions')
      .where('person_id', '=', personId)
      .$if(keep !== undefined, (query) => query.where('id', '!=', keep ?? ''))
      .execute();
    this.authority.changed(personId);
  }

  /** Ends the sessions that a link opened. Returns whose they were: tell the AuthorityFeed once it is committed. */
  async endOpenedBy(trx: Transaction<Database>, linkId: string): Promise<readonly string[]> {
    const ended = await trx
      .deleteFrom('sessions')
      .where('link_id', '=', linkId)
      .returning('person_id')
      .execute();
    return [...new Set(ended.map((session) => session.person_id))];
  }
}

function expiry(now: Date, isGuest: boolean): Date {
  return new Date(now.getTime() + (isGuest ? GUEST_LIFETIME_MS : LIFETIME_MS));
}
