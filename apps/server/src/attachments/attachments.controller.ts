import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { idSchema } from '@segue/protocol';
import { attachmentSchema, type Attachment } from '@segue/review-document';
import type { BlobStore } from '@segue/storage';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CurrentActor, type Actor } from '../people/actor.js';
import { sendBlob } from '../platform/blob-response.js';
import { BLOBS } from '../platform/tokens.js';
import { AttachmentsService } from './attachments.service.js';

const nameQuery = z.string().min(1).max(1000);
const hash = attachmentSchema.shape.file;

/** Files on the notes of a cue. What people bring is shown, never run. */
@Controller('cues/:cueId/attachments')
export class AttachmentsController {
  constructor(
    private readonly attachments: AttachmentsService,
    @Inject(BLOBS) private readonly blobs: BlobStore,
  ) {}

  @Post()
  bring(
    @CurrentActor() actor: Actor,
    @Param('cueId', { schema: idSchema }) cueId: string,
    @Query('name', { schema: nameQuery }) name: string,
    @Req() request: Request,
  ): Promise<Attachment> {
    return this.attachments.bring(actor, cueId, name, request as AsyncIterable<Buffer>);
  }

  @Get(':sha256')
  async file(
    @CurrentActor() actor: Actor,
    @Param('cueId', { schema: idSchema }) cueId: string,
    @Param('sha256', { schema: hash }) sha256: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { name: downloadAs, type: contentType } = await this.attachments.find(actor, cueId, sha256);
    response.set({
      'Content-Disposition': 'inline',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
    });
    const isShown = /^(image|audio)\//.test(contentType);
    const answer = { sha256, contentType, ...(!isShown && { downloadAs }) };
    await sendBlob(request, response, this.blobs, answer);
  }
}
