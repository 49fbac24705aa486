import { Inject, Injectable } from '@nestjs/common';
import { because, passwordBody, Refusal, signInBody, type Language, type Person } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { AuthorityFeed } from '../live/authority-feed.js';
import { ChangeFeed } from '../live/change-feed.js';
import { isUniqueViolation } from '../platform/database-errors.js';
import { DATABASE } from '../platform/tokens.js';
import type { Actor } from './actor.js';
import { hashPassword, isPassword } from './passwords.js';
import { SessionsService, type NewSession } from './sessions.service.js';

/** What a person does with their own account. */
@Injectable()
export class AccountService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly sessions: SessionsService,
    private readonly changes: ChangeFeed,
    private readonly authority: AuthorityFeed,
  ) {}

  /** Whether the address is known does not show, nor does it take other time. */
  async signIn(body: z.output<typeof signInBody>): Promise<NewSession> {
    const person = await this.db
      .selectFrom('people')
      .select(['id', 'password_hash'])
      .where('email', '=', body.email)
      .executeTakeFirst();
    const matches = await isPassword(person?.password_hash ?? null, body.password);
    if (!person || !matches) throw new Refusal('session.credentials');
    return this.sessions.start(this.db, person.id, null);
  }

  async describe(personId: string): Promise<Person> {
    const person = await this.db
      .selectFrom('people')
      .select(['id', 'name', 'email', 'owner', 'password_hash', 'language'])
      .where('id', '=', personId)
      .executeTakeFirstOrThrow();
    const { password_hash, language, ...rest } = person;
    // Was checked when it was written.
    return { ...rest, hasPassword: password_hash !== null, language: language as Language | null };
  }

  /** Sets the address and password to sign in with. Changing a password signs the person out everywhere else. */
  async setPassword(actor: Actor, body: z.output<typeof passwordBody>): Promise<void> {
    const { password_hash: before } = await this.db
      .selectFrom('people')
      .select('password_hash')
      .where('id', '=', actor.personId)
      .executeTakeFirstOrThrow();
    if (before !== null && !(await isPassword(before, body.currentPassword ?? ''))) {
      throw new Refusal('session.credentials', because('current-password'));
    }
    const after = await hashPassword(body.password);
    // Compared once more in the update: the password may have been set while this one was being hashed.
    const changed = await this.db
      .updateTable('people')
      .set({ email: body.email, password_hash: after })
      .where('id', '=', actor.personId)
      .where('password_hash', 'is not distinct from', before)
      .returning('id')
      .executeTakeFirst()
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new Refusal('session.email-unusable') : error;
      });
    if (!changed) throw new Refusal('session.credentials', because('password-changed'));
    if (before !== null) await this.sessions.endAll(actor.personId, actor.sessionId);
  }

  /** Writes to the person in this language from now on. */
  async speak(actor: Actor, language: Language): Promise<void> {
    await this.db.updateTable('people').set({ language }).where('id', '=', actor.personId).execute();
  }

  async rename(actor: Actor, name: string): Promise<void> {
    await this.db.updateTable('people').set({ name }).where('id', '=', actor.personId).execute();
    const films = await this.db
      .selectFrom('members')
      .select('film_id')
      .where('person_id', '=', actor.personId)
      .execute();
    for (const { film_id: filmId } of films) this.changes.tell({ kind: 'people', id: filmId, filmId });
    // Open sockets were stamped with the old name.
    this.authority.changed(actor.personId);
  }
}
