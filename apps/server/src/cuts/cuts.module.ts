import { Module } from '@nestjs/common';
import { SoundsModule } from '../sounds/sounds.module.js';
import { BedsController } from './beds.controller.js';
import { BedsService } from './beds.service.js';
import { CutsController } from './cuts.controller.js';
import { CutsService } from './cuts.service.js';

@Module({
  imports: [SoundsModule],
  controllers: [CutsController, BedsController],
  providers: [CutsService, BedsService],
})
export class CutsModule {}
