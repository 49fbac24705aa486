import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Config } from '../../platform/config.js';
import { CONFIG, DATABASE, LOGGER } from '../../platform/tokens.js';
import { showEvent } from '../show-notice.js';
import { callWebhook } from './call-webhook.js';
import { WebhookLine, type TakenCall } from './webhook-line.js';

/** So often it is looked whether calls have become due. */
const EVERY_MS = 5000;

/** Calls the webhooks of films. */
@Injectable()
export class WebhookCaller implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private ended = false;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'privateWebhookHosts'>,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly line: WebhookLine,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.turn(), EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Makes all calls that are due. A failure is logged and tried again with the next turn. */
  turn(): Promise<void> {
    this.running ??= this.work()
      .catch((error: unknown) => {
        this.logger.error({ err: error }, 'webhooks could not be called');
      })
      .finally(() => {
        this.running = null;
      });
    return this.running;
  }

  private async work(): Promise<void> {
    await this.line.forgetOld();
    for (let taken = await this.line.take(); taken; taken = this.ended ? null : await this.line.take()) {
      await this.call(taken);
    }
  }

  private async call(taken: TakenCall): Promise<void> {
    const row = await this.db
      .selectFrom('shown_events')
      .selectAll()
      .where('id', '=', taken.eventId)
      .executeTakeFirst();
    if (!row) {
      // Withdrawn meanwhile.
      await this.line.drop(taken);
      return;
    }
    const event = showEvent(row);
    const body = JSON.stringify({ id: taken.id, ...event });
    const { privateWebhookHosts } = this.config;
    const answer = await callWebhook({ ...taken, kind: event.kind, body }, privateWebhookHosts, new Date());
    if ('trouble' in answer) await this.line.putOff(taken, null, answer.trouble);
    else if (answer.status >= 200 && answer.status < 300) await this.line.done(taken, answer.status);
    else await this.line.putOff(taken, answer.status, `It answered ${answer.status}.`);
  }
}
