import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { noticesQuery, readNoticesBody, type Notices } from '@segue/protocol';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { NoticesService } from './notices.service.js';

@Controller('me/notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: noticesQuery }) query: z.output<typeof noticesQuery>,
  ): Promise<Notices> {
    return this.notices.list(actor, query);
  }

  @Post('read')
  @HttpCode(204)
  read(
    @CurrentActor() actor: Actor,
    @Body({ schema: readNoticesBody }) body: z.output<typeof readNoticesBody>,
  ): Promise<void> {
    return this.notices.read(actor, body);
  }
}
