import { Module } from '@nestjs/common';
import { CuesModule } from '../cues/cues.module.js';
import { SoundsModule } from '../sounds/sounds.module.js';
import { StemsController } from './stems.controller.js';
import { StemsService } from './stems.service.js';
import { TempoMapsController } from './tempo-maps.controller.js';
import { TempoMapsService } from './tempo-maps.service.js';
import { VersionFilesController } from './version-files.controller.js';
import { VersionsController } from './versions.controller.js';
import { VersionsService } from './versions.service.js';

@Module({
  imports: [CuesModule, SoundsModule],
  controllers: [VersionsController, VersionFilesController, StemsController, TempoMapsController],
  providers: [VersionsService, StemsService, TempoMapsService],
})
export class VersionsModule {}
