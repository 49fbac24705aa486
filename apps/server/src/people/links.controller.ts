import { Body, Controller, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { linkBody, openLinkBody, type LinkLook, type Session } from '@segue/protocol';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import { AccountService } from './account.service.js';
import { Open } from './actor.js';
import { AttemptsGuard } from './attempts.guard.js';
import { LinksService } from './links.service.js';
import { writeSessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';

@Open()
@UseGuards(AttemptsGuard)
@Controller('links')
export class LinksController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly links: LinksService,
    private readonly sessions: SessionsService,
    private readonly accounts: AccountService,
  ) {}

  @Post('look')
  @HttpCode(200)
  look(@Body({ schema: linkBody }) body: z.output<typeof linkBody>): Promise<LinkLook> {
    return this.links.look(body.token);
  }

  /** Signs the device in and says which film the link leads to. */
  @Post('open')
  @HttpCode(200)
  async open(
    @Body({ schema: openLinkBody }) body: z.output<typeof openLinkBody>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session & { filmId: string }> {
    const already = await this.sessions.authenticate(request.headers.cookie);
    const { filmId, session } = await this.links.open(body, already);
    if (session) writeSessionCookie(response, session.secret, this.config);
    const personId = session?.personId ?? already?.personId;
    const person = personId === undefined ? null : await this.accounts.describe(personId);
    return { person, setupNeeded: false, filmId };
  }
}
