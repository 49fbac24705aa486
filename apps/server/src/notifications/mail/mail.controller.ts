import { Body, Controller, Get, HttpCode, Param, Post, Put, Redirect } from '@nestjs/common';
import { mailSettingsBody, unsubscribeToken, type MailSettings } from '@segue/protocol';
import type { z } from 'zod';
import { CurrentActor, Open, type Actor } from '../../people/actor.js';
import { MailSettingsService } from './mail-settings.service.js';

const token = { schema: unsubscribeToken };

@Controller()
export class MailController {
  constructor(private readonly settings: MailSettingsService) {}

  @Get('me/mail')
  read(@CurrentActor() actor: Actor): Promise<MailSettings> {
    return this.settings.read(actor);
  }

  @Put('me/mail')
  write(
    @CurrentActor() actor: Actor,
    @Body({ schema: mailSettingsBody }) body: z.output<typeof mailSettingsBody>,
  ): Promise<MailSettings> {
    return this.settings.write(actor, body);
  }

  /** What mail programs call for their button (RFC 8058), and the page below. */
  @Open()
  @Post('mail/unsubscribe/:token')
  @HttpCode(204)
  unsubscribe(@Param('token', token) secret: string): Promise<void> {
    return this.settings.unsubscribe(secret);
  }

  /** Scanners open every link of a mail: only a person who presses the button on that page ends anything. */
  @Open()
  @Get('mail/unsubscribe/:token')
  @Redirect()
  async ask(@Param('token', token) secret: string): Promise<{ url: string; statusCode: number }> {
    const language = await this.settings.languageOf(secret);
    const search = language === null ? '' : `?language=${language}`;
    return { url: `/unsubscribe${search}#${secret}`, statusCode: 303 };
  }
}
