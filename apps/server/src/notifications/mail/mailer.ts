import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Config, MailConfig } from '../../platform/config.js';
import { CONFIG, DATABASE, LOGGER } from '../../platform/tokens.js';
import { shownNotices, showNotice } from '../show-notice.js';
import { composeMail } from './compose-mail.js';
import { gatherMails } from './gather-mails.js';
import { MailLine, type TakenMail } from './mail-line.js';
import { MailSettingsService } from './mail-settings.service.js';
import { sendMail, type AddressedMail } from './smtp.js';

/** So often it is looked whether mails have become due. */
const EVERY_MS = 15_000;

/** Sends what people are told by mail, where this installation sends mail. */
@Injectable()
export class Mailer implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private ended = false;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly line: MailLine,
    private readonly settings: MailSettingsService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.mail === null) return;
    this.timer = setInterval(() => void this.turn(new Date()), EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Makes mails of what is due, and sends all that are. A failure is logged and tried again with the next turn. */
  turn(now: Date): Promise<void> {
    const { mail } = this.config;
    if (mail === null) return Promise.resolve();
    this.running ??= this.work(mail, now)
      .catch((error: unknown) => {
        this.logger.error({ err: error }, 'mails could not be sent');
      })
      .finally(() => {
        this.running = null;
      });
    return this.running;
  }

  private async work(config: MailConfig, now: Date): Promise<void> {
    await this.line.recover();
    await gatherMails(this.db, now);
    for (let taken = await this.line.take(); taken; taken = this.ended ? null : await this.line.take()) {
      await this.send(config, taken);
    }
  }

  private async send(config: MailConfig, taken: TakenMail): Promise<void> {
    const mail = await this.address(config, taken);
    if (mail === null) {
      await this.line.end(taken.id, 'needless');
      return;
    }
    const sending = await sendMail(config, mail, () => this.line.handOver(taken.id));
    if (sending.outcome === 'sent') {
      await this.line.end(taken.id, 'sent');
      return;
    }
    const { outcome, trouble } = sending;
    this.logger.warn({ mail: taken.id, tries: taken.tries, outcome, trouble }, 'a mail could not be sent');
    if (outcome === 'later') await this.line.putOff(taken, trouble);
    else await this.line.giveUp(taken.id, outcome, trouble);
  }

  /** What the mail says now; null when nothing is left to say, or nobody to say it to. */
  private async address(config: MailConfig, { id, personId }: TakenMail): Promise<AddressedMail | null> {
    const recipient = await this.settings.recipient(personId);
    if (recipient === null) return null;
    const notices = await shownNotices(this.db)
      .where('notices.mail_id', '=', id)
      .where('notices.read_at', 'is', null)
      .orderBy('shown_events.happened_at')
      .orderBy('notices.id')
      .execute();
    if (notices.length === 0) return null;
    const { publicUrl } = config;
    const unsubscribe = `${publicUrl}/api/mail/unsubscribe/${recipient.unsubscribeToken}`;
    return {
      ...composeMail(notices.map(showNotice), { publicUrl, unsubscribe }, recipient.language),
      language: recipient.language,
      messageId: `<${id}@${new URL(publicUrl).hostname}>`,
      to: recipient.address,
      unsubscribe,
    };
  }
}
