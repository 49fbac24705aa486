import { Module } from '@nestjs/common';
import { CuesModule } from '../cues/cues.module.js';
import { Admission } from './admission.js';
import { Arrivals } from './arrivals.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesService } from './deliveries.service.js';
import { EndedDeliveries } from './ended-deliveries.js';
import { IngestQueue } from './ingest-queue.js';
import { Ingest } from './ingest.js';
import { ReadAgain } from './read-again.js';
import { ReadingLine } from './reading-line.js';
import { UploadFolder } from './upload-folder.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsService } from './uploads.service.js';

/** The way of a file into the film: announced, uploaded, stored, read, and then a version, a stem, a bed or a cut's movie. */
@Module({
  imports: [CuesModule],
  controllers: [DeliveriesController, UploadsController],
  providers: [
    DeliveriesService,
    Admission,
    UploadsService,
    UploadFolder,
    Arrivals,
    EndedDeliveries,
    ReadingLine,
    IngestQueue,
    Ingest,
    ReadAgain,
  ],
})
export class DeliveriesModule {}
