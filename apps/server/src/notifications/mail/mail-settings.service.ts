import { Inject, Injectable } from '@nestjs/common';
import {
  LANGUAGES,
  Refusal,
  type Language,
  type MailRhythm,
  type MailSettings,
  type mailSettingsBody,
} from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../people/actor.js';
import { newSecret } from '../../people/secret.js';
import type { Config } from '../../platform/config.js';
import { CONFIG, DATABASE } from '../../platform/tokens.js';
import { UNASKED } from './gather-mails.js';

/** Somebody who wants mail. */
export interface Recipient {
  readonly address: string;
  readonly unsubscribeToken: string;
  readonly language: Language;
}

/** When people want mail. */
@Injectable()
export class MailSettingsService {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
  ) {}

  async read({ personId }: Actor): Promise<MailSettings> {
    const { address, rhythm, time_zone: timeZone } = await this.find(personId);
    return {
      sends: this.config.mail !== null,
      address,
      rhythm: (rhythm ?? UNASKED.rhythm) as MailRhythm,
      timeZone: timeZone ?? UNASKED.timeZone,
    };
  }

  async write(actor: Actor, body: z.output<typeof mailSettingsBody>): Promise<MailSettings> {
    const { rhythm, timeZone: time_zone } = body;
    await this.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('mail_settings')
        .values({ person_id: actor.personId, rhythm, time_zone, unsubscribe_token: newSecret() })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ rhythm, time_zone }))
        .execute();
      if (rhythm !== 'none') return;
      // Whoever wants mail again later does not want all of this then.
      await trx
        .updateTable('notices')
        .set({ mail_wanted: false })
        .where('person_id', '=', actor.personId)
        .where('mail_id', 'is', null)
        .execute();
    });
    return this.read(actor);
  }

  /**
   * Ends all mails to the person whose mails carry this token.
   *
   * @throws Refusal `not-found`
   */
  async unsubscribe(token: string): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      const person = await trx
        .updateTable('mail_settings')
        .set({ rhythm: 'none' })
        .where('unsubscribe_token', '=', token)
        .returning('person_id')
        .executeTakeFirst();
      if (!person) throw new Refusal('not-found');
      await trx
        .updateTable('notices')
        .set({ mail_wanted: false })
        .where('person_id', '=', person.person_id)
        .where('mail_id', 'is', null)
        .execute();
    });
  }

  /** What the person reads whose mails carry this token; null where nobody's do. */
  async languageOf(token: string): Promise<Language | null> {
    const person = await this.db
      .selectFrom('mail_settings')
      .innerJoin('people', 'people.id', 'mail_settings.person_id')
      .select('language')
      .where('unsubscribe_token', '=', token)
      .executeTakeFirst();
    return known(person?.language);
  }

  /** Where a person gets mail, and in which language; null for somebody who gets none. */
  async recipient(personId: string): Promise<Recipient | null> {
    const { rhythm: unasked, timeZone } = UNASKED;
    await this.db
      .insertInto('mail_settings')
      .values({ person_id: personId, rhythm: unasked, time_zone: timeZone, unsubscribe_token: newSecret() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { address, rhythm, unsubscribe_token: unsubscribeToken, language } = await this.find(personId);
    if (address === null || unsubscribeToken === null || rhythm === 'none') return null;
    return { address, unsubscribeToken, language: known(language) ?? 'en' };
  }

  /** The address somebody signs in with is theirs; the one that others noted is good as long as there is no such. */
  private find(personId: string) {
    return this.db
      .selectFrom('people')
      .leftJoin('mail_settings', 'mail_settings.person_id', 'people.id')
      .select(({ fn }) => [
        fn.coalesce('people.email', 'people.contact_email').as('address'),
        'rhythm',
        'time_zone',
        'unsubscribe_token',
        'language',
      ])
      .where('people.id', '=', personId)
      .executeTakeFirstOrThrow();
  }
}

function known(said: string | null | undefined): Language | null {
  return LANGUAGES.find((language) => language === said) ?? null;
}
