import { Inject, Injectable } from '@nestjs/common';
import { Refusal, type Webhook } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import { AuditLog } from '../../audit/audit-log.js';
import type { Actor } from '../../people/actor.js';
import { FilmAccess } from '../../people/film-access.js';
import { newSecret } from '../../people/secret.js';
import type { Config } from '../../platform/config.js';
import { CONFIG, DATABASE } from '../../platform/tokens.js';
import { isAllowedUrl } from './allowed-address.js';
import { WebhookLine } from './webhook-line.js';

/** Where a film tells other programs what happens, for those who manage its people. */
@Injectable()
export class WebhooksService {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'privateWebhookHosts'>,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly audit: AuditLog,
    private readonly line: WebhookLine,
  ) {}

  async read(actor: Actor, filmId: string): Promise<Webhook> {
    await this.access.require(actor, filmId, 'manage people');
    const hook = await this.db
      .selectFrom('webhooks')
      .select('url')
      .where('film_id', '=', filmId)
      .executeTakeFirst();
    return { url: hook?.url ?? null, calls: await this.line.ofFilm(filmId) };
  }

  /** Sets the address, with a new secret: the one before signs nothing any more. What waits goes to the new address. */
  async set(actor: Actor, filmId: string, url: string): Promise<{ url: string; secret: string }> {
    await this.access.require(actor, filmId, 'manage people');
    if (!isAllowedUrl(new URL(url), this.config.privateWebhookHosts)) throw new Refusal('webhook.address');
    const hook = { url, secret: newSecret(), set_by: actor.personId, set_at: new Date() };
    await this.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('webhooks')
        .values({ film_id: filmId, ...hook })
        .onConflict((conflict) => conflict.column('film_id').doUpdateSet(hook))
        .execute();
      // An address can hold a secret in its path; the record is read by more people than this.
      await this.audit.append(trx, actor, 'webhook.set', filmId, { host: new URL(url).host });
    });
    return { url, secret: hook.secret };
  }

  /** Ends it. What still waited to be told is dropped. */
  async remove(actor: Actor, filmId: string): Promise<void> {
    await this.access.require(actor, filmId, 'manage people');
    await this.db.transaction().execute(async (trx) => {
      const removed = await trx
        .deleteFrom('webhooks')
        .where('film_id', '=', filmId)
        .returning('film_id')
        .executeTakeFirst();
      if (removed) await this.audit.append(trx, actor, 'webhook.removed', filmId, {});
    });
  }
}
