import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Put,
  Req,
} from '@nestjs/common';
import { idSchema, inviteBody, memberRoleBody, type IssuedLink, type People } from '@segue/protocol';
import type { Request } from 'express';
import type { z } from 'zod';
import type { Config } from '../platform/config.js';
import { publicUrlOf } from '../platform/origin.js';
import { CONFIG } from '../platform/tokens.js';
import { CurrentActor, type Actor } from './actor.js';
import type { IssuedSecret } from './links.service.js';
import { MembersService } from './members.service.js';

const id = { schema: idSchema };

@Controller('films/:filmId')
export class MembersController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly members: MembersService,
  ) {}

  @Get('people')
  list(@CurrentActor() actor: Actor, @Param('filmId', id) filmId: string): Promise<People> {
    return this.members.list(actor, filmId);
  }

  @Post('people')
  async invite(
    @CurrentActor() actor: Actor,
    @Param('filmId', id) filmId: string,
    @Body({ schema: inviteBody }) body: z.output<typeof inviteBody>,
    @Req() request: Request,
  ): Promise<IssuedLink> {
    const issued = await this.members.invite(actor, filmId, body);
    return this.issuedLink(request, issued, issued.personId);
  }

  @Patch('people/:personId')
  @HttpCode(204)
  changeRole(
    @CurrentActor() actor: Actor,
    @Param('filmId', id) filmId: string,
    @Param('personId', id) personId: string,
    @Body({ schema: memberRoleBody }) body: z.output<typeof memberRoleBody>,
  ): Promise<void> {
    return this.members.changeRole(actor, filmId, personId, body.role);
  }

  @Delete('people/:personId')
  @HttpCode(204)
  remove(
    @CurrentActor() actor: Actor,
    @Param('filmId', id) filmId: string,
    @Param('personId', id) personId: string,
  ): Promise<void> {
    return this.members.remove(actor, filmId, personId);
  }

  @Post('people/:personId/link')
  async renewLink(
    @CurrentActor() actor: Actor,
    @Param('filmId', id) filmId: string,
    @Param('personId', id) personId: string,
    @Req() request: Request,
  ): Promise<IssuedLink> {
    return this.issuedLink(request, await this.members.renewLink(actor, filmId, personId), personId);
  }

  @Delete('people/:personId/link')
  @HttpCode(204)
  revokeLink(
    @CurrentActor() actor: Actor,
    @Param('filmId', id) filmId: string,
    @Param('personId', id) personId: string,
  ): Promise<void> {
    return this.members.revokeLink(actor, filmId, personId);
  }

  @Put('guest-link')
  async issueGuestLink(
    @CurrentActor() actor: Actor,
    @Param('filmId', id) filmId: string,
    @Req() request: Request,
  ): Promise<IssuedLink> {
    return this.issuedLink(request, await this.members.issueGuestLink(actor, filmId), null);
  }

  @Delete('guest-link')
  @HttpCode(204)
  revokeGuestLink(@CurrentActor() actor: Actor, @Param('filmId', id) filmId: string): Promise<void> {
    return this.members.revokeGuestLink(actor, filmId);
  }

  /** The secret stands in the fragment, which browsers do not send: it reaches no log and no referrer. */
  private issuedLink(request: Request, issued: IssuedSecret, personId: string | null): IssuedLink {
    const url = `${publicUrlOf(request, this.config)}/join#${issued.secret}`;
    return { personId, url, expiresAt: issued.expiresAt.toISOString() };
  }
}
