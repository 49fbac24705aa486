import { Module } from '@nestjs/common';
import { CutsController } from './cuts.controller.js';
import { CutsService } from './cuts.service.js';

@Module({ controllers: [CutsController], providers: [CutsService] })
export class CutsModule {}
