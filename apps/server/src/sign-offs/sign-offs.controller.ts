import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { idSchema, signOffBody, type SignOff, type Statement } from '@segue/protocol';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { SignOffsService } from './sign-offs.service.js';

@Controller()
export class SignOffsController {
  constructor(private readonly signOffs: SignOffsService) {}

  @Get('versions/:versionId/statement')
  statement(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Query('cutId', { schema: idSchema.optional() }) cutId?: string,
  ): Promise<Statement> {
    return this.signOffs.statement(actor, versionId, cutId);
  }

  @Get('versions/:versionId/sign-offs')
  list(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
  ): Promise<SignOff[]> {
    return this.signOffs.ofVersion(actor, versionId);
  }

  @Post('versions/:versionId/sign-offs')
  sign(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Body({ schema: signOffBody }) body: z.infer<typeof signOffBody>,
  ): Promise<SignOff> {
    return this.signOffs.sign(actor, versionId, body);
  }

  @Get('films/:filmId/sign-offs')
  ofFilm(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
  ): Promise<SignOff[]> {
    return this.signOffs.ofFilm(actor, filmId);
  }
}
