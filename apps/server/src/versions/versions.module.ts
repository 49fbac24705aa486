import { Module } from '@nestjs/common';
import { CuesModule } from '../cues/cues.module.js';
import { TempoMapsController } from './tempo-maps.controller.js';
import { TempoMapsService } from './tempo-maps.service.js';
import { VersionFilesController } from './version-files.controller.js';
import { VersionsController } from './versions.controller.js';
import { VersionsService } from './versions.service.js';

@Module({
  imports: [CuesModule],
  controllers: [VersionsController, VersionFilesController, TempoMapsController],
  providers: [VersionsService, TempoMapsService],
})
export class VersionsModule {}
