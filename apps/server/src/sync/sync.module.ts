import { Module } from '@nestjs/common';
import { ProjectionsModule } from '../projections/projections.module.js';
import { DocumentAccess } from './document-access.js';
import { SyncGateway } from './sync.gateway.js';

@Module({ imports: [ProjectionsModule], providers: [DocumentAccess, SyncGateway] })
export class SyncModule {}
