import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { idSchema, webhookBody, type Webhook } from '@segue/protocol';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../../people/actor.js';
import { WebhooksService } from './webhooks.service.js';

const id = { schema: idSchema };

@Controller('films/:filmId/webhook')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  read(@CurrentActor() actor: Actor, @Param('filmId', id) filmId: string): Promise<Webhook> {
    return this.webhooks.read(actor, filmId);
  }

  /** The answer is the only one that shows the secret. */
  @Put()
  set(
    @CurrentActor() actor: Actor,
    @Param('filmId', id) filmId: string,
    @Body({ schema: webhookBody }) body: z.output<typeof webhookBody>,
  ): Promise<{ url: string; secret: string }> {
    return this.webhooks.set(actor, filmId, body.url);
  }

  @Delete()
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('filmId', id) filmId: string): Promise<void> {
    return this.webhooks.remove(actor, filmId);
  }
}
