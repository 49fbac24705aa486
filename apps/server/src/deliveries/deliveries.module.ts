import { Module } from '@nestjs/common';
import { CuesModule } from '../cues/cues.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesService } from './deliveries.service.js';
import { IngestQueue } from './ingest-queue.js';
import { Ingest } from './ingest.js';
import { UploadFolder } from './upload-folder.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsService } from './uploads.service.js';

/** The way of a file into the film: announced, uploaded, read, and then a version or a cut's movie. */
@Module({
  imports: [CuesModule],
  controllers: [DeliveriesController, UploadsController],
  providers: [DeliveriesService, UploadsService, UploadFolder, Ingest, IngestQueue],
})
export class DeliveriesModule {}
