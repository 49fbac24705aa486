import { Module } from '@nestjs/common';
import { EventFollower } from './event-follower.js';
import { MailLine } from './mail/mail-line.js';
import { MailSettingsService } from './mail/mail-settings.service.js';
import { MailController } from './mail/mail.controller.js';
import { Mailer } from './mail/mailer.js';
import { NoticesController } from './notices.controller.js';
import { NoticesService } from './notices.service.js';
import { WebhookCaller } from './webhooks/webhook-caller.js';
import { WebhookLine } from './webhooks/webhook-line.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { WebhooksService } from './webhooks/webhooks.service.js';

/** What people are told of what happens: in the app, by mail; and other programs by webhook. */
@Module({
  controllers: [NoticesController, MailController, WebhooksController],
  providers: [
    EventFollower,
    NoticesService,
    MailLine,
    MailSettingsService,
    Mailer,
    WebhookLine,
    WebhookCaller,
    WebhooksService,
  ],
  exports: [MailLine, WebhookLine],
})
export class NotificationsModule {}
