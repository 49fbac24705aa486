import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Patch,
  Post,
  Put,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import { passwordBody, selfBody, setUpBody, signInBody, type Person, type Session } from '@segue/protocol';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import { AccountService } from './account.service.js';
import { CurrentActor, Open, type Actor } from './actor.js';
import { AttemptsGuard } from './attempts.guard.js';
import { clearSessionCookie, writeSessionCookie } from './session-cookie.js';
import { SessionsService, type NewSession } from './sessions.service.js';
import { SetUpService } from './setup.service.js';

@Controller()
export class SessionController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sessions: SessionsService,
    private readonly setup: SetUpService,
    private readonly accounts: AccountService,
  ) {}

  @Open()
  @Get('session')
  async read(@Req() request: Request): Promise<Session> {
    const actor = await this.sessions.authenticate(request.headers.cookie);
    if (actor) return { person: await this.accounts.describe(actor.personId), setupNeeded: false };
    return { person: null, setupNeeded: await this.setup.isNeeded() };
  }

  @Open()
  @UseGuards(AttemptsGuard)
  @Post('setup')
  async setUp(
    @Body({ schema: setUpBody }) body: z.output<typeof setUpBody>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return this.signedIn(response, await this.setup.setUp(body));
  }

  @Open()
  @UseGuards(AttemptsGuard)
  @Post('session')
  @HttpCode(200)
  async signIn(
    @Body({ schema: signInBody }) body: z.output<typeof signInBody>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return this.signedIn(response, await this.accounts.signIn(body));
  }

  @Delete('session')
  @HttpCode(204)
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.end(actor);
    clearSessionCookie(response, this.config);
  }

  @Delete('sessions')
  @HttpCode(204)
  async signOutEverywhere(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.endAll(actor.personId);
    clearSessionCookie(response, this.config);
  }

  @UseGuards(AttemptsGuard)
  @Put('me/password')
  @HttpCode(204)
  setPassword(
    @CurrentActor() actor: Actor,
    @Body({ schema: passwordBody }) body: z.output<typeof passwordBody>,
  ): Promise<void> {
    return this.accounts.setPassword(actor, body);
  }

  @Patch('me')
  async change(
    @CurrentActor() actor: Actor,
    @Body({ schema: selfBody }) { name, language }: z.output<typeof selfBody>,
  ): Promise<Person> {
    if (name !== undefined) await this.accounts.rename(actor, name);
    if (language !== undefined) await this.accounts.speak(actor, language);
    return this.accounts.describe(actor.personId);
  }

  private async signedIn(response: Response, session: NewSession): Promise<Session> {
    writeSessionCookie(response, session.secret, this.config);
    return { person: await this.accounts.describe(session.personId), setupNeeded: false };
  }
}
