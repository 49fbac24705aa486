import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Req, Res } from '@nestjs/common';
import {
  changeFileQuery,
  changesQuery,
  editListQuery,
  idSchema,
  notePlacesBody,
  type EditListAdded,
  type NotePlace,
} from '@segue/protocol';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { sendFile } from '../exports/exported-file.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { requestBytes } from '../platform/request-bytes.js';
import { ChangeFiles, type ChangeFrom } from './change-files.js';
import { EditLists } from './edit-lists.service.js';
import { NotePlaces } from './note-places.service.js';

const id = { schema: idSchema };

/** An EDL of a film has less than one megabyte, its timeline with all effects as xmeml or OTIO some ten; more is not read. */
const MOST_BYTES = 64_000_000;

/** What a new cut did to the picture, and to what was placed in it. */
@Controller('cuts/:cutId')
export class PictureChangesController {
  constructor(
    private readonly editLists: EditLists,
    private readonly places: NotePlaces,
    private readonly files: ChangeFiles,
  ) {}

  @Put('edit-list')
  putEditList(
    @CurrentActor() actor: Actor,
    @Param('cutId', id) cutId: string,
    @Query({ schema: editListQuery }) { fileName, from, joins }: z.output<typeof editListQuery>,
    @Req() request: Request,
  ): Promise<EditListAdded> {
    const read = (): Promise<Uint8Array> => requestBytes(request, MOST_BYTES);
    const file = { fileName, read };
    if (joins && from === undefined) return this.editLists.join(actor, cutId, file);
    return this.editLists.put(actor, cutId, file, from ?? null);
  }

  @Delete('edit-list')
  @HttpCode(204)
  removeEditList(@CurrentActor() actor: Actor, @Param('cutId', id) cutId: string): Promise<void> {
    return this.editLists.remove(actor, cutId);
  }

  /** Where one shot meets the next. */
  @Get('edits')
  edits(@CurrentActor() actor: Actor, @Param('cutId', id) cutId: string): Promise<number[]> {
    return this.editLists.edits(actor, cutId);
  }

  /** Which other cuts differ from this one, and how those do that are asked for. */
  @Get('changes')
  changes(
    @CurrentActor() actor: Actor,
    @Param('cutId', id) cutId: string,
    @Query({ schema: changesQuery }) { from = [] }: z.output<typeof changesQuery>,
  ): Promise<ChangeFrom[]> {
    return this.files.changesInto(actor, cutId, from);
  }

  /** What changed from another cut to this one, as a file. */
  @Get('changes/:fromCutId')
  async changeFile(
    @CurrentActor() actor: Actor,
    @Param('cutId', id) cutId: string,
    @Param('fromCutId', id) fromCutId: string,
    @Query({ schema: changeFileQuery }) { file }: z.output<typeof changeFileQuery>,
    @Res() response: Response,
  ): Promise<void> {
    sendFile(response, await this.files.file(actor, cutId, fromCutId, file));
  }

  @Get('note-places')
  notePlaces(@CurrentActor() actor: Actor, @Param('cutId', id) cutId: string): Promise<NotePlace[]> {
    return this.places.ofCut(actor, cutId);
  }

  @Put('note-places')
  @HttpCode(204)
  placeNotes(
    @CurrentActor() actor: Actor,
    @Param('cutId', id) cutId: string,
    @Body({ schema: notePlacesBody }) body: z.output<typeof notePlacesBody>,
  ): Promise<void> {
    return this.places.place(actor, cutId, body);
  }
}
