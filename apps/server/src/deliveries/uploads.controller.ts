import { Controller, Head, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { idSchema } from '@segue/protocol';
import type { Request, Response } from 'express';
import { CurrentActor, type Actor } from '../people/actor.js';
import { UploadsService } from './uploads.service.js';

/** tus 1.0.0: creation and resumption. Uploads are broken off with `DELETE /api/deliveries/<id>`. */
@Controller('uploads')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Post()
  create(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.uploads.create(actor, request, response);
  }

  @Patch(':deliveryId')
  append(
    @CurrentActor() actor: Actor,
    @Param('deliveryId', { schema: idSchema }) deliveryId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.uploads.append(actor, deliveryId, request, response);
  }

  @Head(':deliveryId')
  look(
    @CurrentActor() actor: Actor,
    @Param('deliveryId', { schema: idSchema }) deliveryId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.uploads.look(actor, deliveryId, request, response);
  }
}
