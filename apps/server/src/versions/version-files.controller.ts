import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { idSchema } from '@segue/protocol';
import type { BlobStore, Row } from '@segue/storage';
import type { Request, Response } from 'express';
import { CurrentActor, type Actor } from '../people/actor.js';
import { sendBlob } from '../platform/blob-response.js';
import { BLOBS } from '../platform/tokens.js';
import { VersionsService } from './versions.service.js';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  wav: 'audio/wav',
  aiff: 'audio/aiff',
  flac: 'audio/flac',
  mp3: 'audio/mpeg',
};

/** The bytes of a version. */
@Controller('versions/:versionId')
export class VersionFilesController {
  constructor(
    private readonly versions: VersionsService,
    @Inject(BLOBS) private readonly blobs: BlobStore,
  ) {}

  /** What the page plays: lossless, the same for everyone. */
  @Get('audio')
  async audio(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const version = await this.versions.findReadable(actor, versionId);
    const isRendition = version.listening_sha256 !== version.sha256;
    const contentType = isRendition ? 'audio/wav' : mediaTypeOf(version);
    await sendBlob(request, response, this.blobs, { sha256: version.listening_sha256, contentType });
  }

  /** The file as it was delivered, for download. */
  @Get('original')
  async original(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const version = await this.versions.findReadable(actor, versionId);
    const { sha256, file_name: downloadAs } = version;
    await sendBlob(request, response, this.blobs, { sha256, contentType: mediaTypeOf(version), downloadAs });
  }

  /** The waveform, as an audiowaveform `.dat` file of version 2. */
  @Get('peaks')
  async peaks(
    @CurrentActor() actor: Actor,
    @Param('versionId', { schema: idSchema }) versionId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const version = await this.versions.findReadable(actor, versionId);
    const answer = { sha256: version.peaks_sha256, contentType: 'application/octet-stream' };
    await sendBlob(request, response, this.blobs, answer);
  }
}

function mediaTypeOf({ facts }: Row<'versions'>): string {
  return MEDIA_TYPES[String(facts['container'])] ?? 'application/octet-stream';
}
