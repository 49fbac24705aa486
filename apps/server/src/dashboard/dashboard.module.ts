import { Module } from '@nestjs/common';
import { CuesModule } from '../cues/cues.module.js';
import { DashboardController } from './dashboard.controller.js';
import { DashboardService } from './dashboard.service.js';

@Module({ imports: [CuesModule], controllers: [DashboardController], providers: [DashboardService] })
export class DashboardModule {}
