import { Module } from '@nestjs/common';
import { FilmReports } from './film-report.js';
import { ReportsController } from './reports.controller.js';
import { ReportsService } from './reports.service.js';

@Module({ controllers: [ReportsController], providers: [ReportsService, FilmReports] })
export class ReportsModule {}
