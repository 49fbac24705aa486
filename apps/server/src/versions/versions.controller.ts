import { Body, Controller, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';
import { idSchema, versionPatch, type Version } from '@segue/protocol';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { VersionsService } from './versions.service.js';

@Controller()
export class VersionsController {
  constructor(private readonly versions: VersionsService) {}

  @Get('cues/:cueId/versions')
  list(
    @CurrentActor() actor: Actor,
    @Param('cueId', { schema: idSchema }) cueId: string,
  ): Promise<Version[]> {
    return this.versions.ofCue(actor, cueId);
  }

  @Get('versions/:versionId')
  get(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
  ): Promise<Version> {
    return this.versions.get(actor, versionId);
  }

  @Patch('versions/:versionId')
  change(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Body({ schema: versionPatch }) patch: z.infer<typeof versionPatch>,
  ): Promise<Version> {
    return this.versions.change(actor, versionId, patch);
  }

  @Delete('versions/:versionId')
  @HttpCode(204)
  remove(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
  ): Promise<void> {
    return this.versions.remove(actor, versionId);
  }
}
