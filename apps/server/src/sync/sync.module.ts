import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { CuesModule } from '../cues/cues.module.js';
import { ProjectionsModule } from '../projections/projections.module.js';
import { DocumentAccess } from './document-access.js';
import { HistoryKeeper } from './history-keeper.js';
import { RefusalLog } from './refusal-log.js';
import { SyncGateway } from './sync.gateway.js';

@Module({
  imports: [AttachmentsModule, CuesModule, ProjectionsModule],
  providers: [DocumentAccess, HistoryKeeper, RefusalLog, SyncGateway],
})
export class SyncModule {}
