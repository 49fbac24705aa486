import { Global, Module } from '@nestjs/common';
import { ChangeFiles } from './change-files.js';
import { EditLists } from './edit-lists.service.js';
import { NotePlaces } from './note-places.service.js';
import { PictureChangesController } from './picture-changes.controller.js';
import { PictureChanges } from './picture-changes.js';

@Global()
@Module({
  controllers: [PictureChangesController],
  providers: [PictureChanges, EditLists, NotePlaces, ChangeFiles],
  exports: [PictureChanges],
})
export class PictureChangesModule {}
