import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { idSchema } from '@segue/protocol';
import type { BlobStore } from '@segue/storage';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { sendBlob } from '../platform/blob-response.js';
import { BLOBS } from '../platform/tokens.js';
import { lightQuery, segmentIndex } from '../sounds/segment-order.js';
import { SoundFiles } from '../sounds/sound-files.js';
import { VersionsService } from './versions.service.js';

/** The bytes of a version. */
@Controller('versions/:versionId')
export class VersionFilesController {
  constructor(
    private readonly versions: VersionsService,
    private readonly files: SoundFiles,
    @Inject(BLOBS) private readonly blobs: BlobStore,
  ) {}

  /** Five seconds of what is listened to: lossless and the same for everyone, unless it is asked for lighter. */
  @Get('segments/:index')
  async segment(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Param('index', { schema: segmentIndex }) index: number,
    @Query('light', { schema: lightQuery }) light: z.infer<typeof lightQuery>,
    @Res() response: Response,
  ): Promise<void> {
    const { sha256 } = await this.versions.findReadable(actor, versionId);
    await this.files.sendSegment(response, sha256, { index, isLight: light === 'true' });
  }

  /** The file as it was delivered, for the browsers that play it. */
  @Get('audio')
  async audio(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { sha256 } = await this.versions.findReadable(actor, versionId);
    const contentType = await this.files.mediaType(sha256);
    await sendBlob(request, response, this.blobs, { sha256, contentType });
  }

  /** The file as it was delivered, for download. */
  @Get('original')
  async original(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { sha256, file_name: downloadAs } = await this.versions.findReadable(actor, versionId);
    const contentType = await this.files.mediaType(sha256);
    await sendBlob(request, response, this.blobs, { sha256, contentType, downloadAs });
  }

  /** The waveform, as an audiowaveform `.dat` file of version 2. */
  @Get('peaks')
  async peaks(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { sha256 } = await this.versions.findReadable(actor, versionId);
    await this.files.sendPeaks(request, response, sha256);
  }
}
