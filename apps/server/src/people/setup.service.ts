import { Inject, Injectable } from '@nestjs/common';
import { newId, Refusal, setUpBody } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { AuditLog } from '../audit/audit-log.js';
import { DATABASE } from '../platform/tokens.js';
import { hashPassword } from './passwords.js';
import { hashOfSecret, newSecret } from './secret.js';
import { SessionsService, type NewSession } from './sessions.service.js';

/** The first run: whoever holds the link that the server printed becomes its owner. */
@Injectable()
export class SetUpService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
  ) {}

  async isNeeded(): Promise<boolean> {
    const owner = await this.db
      .selectFrom('people')
      .select('id')
      .where('owner', '=', true)
      .executeTakeFirst();
    return owner === undefined;
  }

  /** A new set-up token, which replaces the one before; null when the owner exists. Only its hash is stored. */
  async issueToken(): Promise<string | null> {
    if (!(await this.isNeeded())) return null;
    const token = newSecret();
    await this.db
      .updateTable('installation')
      .set({ setup_token_hash: hashOfSecret(token) })
      .execute();
    return token;
  }

  /** Makes the owner and signs them in. */
  async setUp(body: z.output<typeof setUpBody>): Promise<NewSession> {
    if (!(await this.isNeeded())) throw new Refusal('setup.done');
    const passwordHash = await hashPassword(body.password);
    return this.db.transaction().execute(async (trx) => {
      // Taking the token is the lock: of two who come at once, the second finds none.
      const taken = await trx
        .updateTable('installation')
        .set({ setup_token_hash: null })
        .where('setup_token_hash', '=', hashOfSecret(body.token))
        .returning('id')
        .executeTakeFirst();
      if (!taken) throw new Refusal('setup.token');
      const owner = {
        id: newId(),
        name: body.name,
        email: body.email,
        password_hash: passwordHash,
        owner: true,
      };
      await trx.insertInto('people').values(owner).execute();
      const session = await this.sessions.start(trx, owner.id, null);
      await this.audit.append(trx, { personId: owner.id, name: owner.name }, 'installation.set-up', null, {
        personId: owner.id,
      });
      return session;
    });
  }
}
