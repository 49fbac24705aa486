import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { folderBlobStore, openDatabase, postgresUpdateLog, type BlobStore, type OpenDatabase } from '@segue/storage';
import type { Bus, UpdateLog } from '@segue/sync-engine';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { AuditModule } from './audit/audit.module.js';
import { CutsModule } from './cuts/cuts.module.js';
import { FilmsModule } from './films/films.module.js';
import type { ReadinessCheck } from './health/health.controller.js';
import { HealthModule } from './health/health.module.js';
import { LiveModule } from './live/live.module.js';
import { PeopleModule } from './people/people.module.js';
import type { Config } from './platform/config.js';
import { PlatformModule } from './platform/platform.module.js';
import { BLOBS, BUS, CONFIG, DATABASE, LOGGER, READINESS, UPDATE_LOG } from './platform/tokens.js';

/** What the server stands on, opened. */
export interface Adapters {
  readonly database: OpenDatabase;
  readonly blobs: BlobStore;
  readonly updateLog: UpdateLog;
  /** News between nodes; null on a single node. */
  readonly bus: Bus | null;
  readonly readiness: readonly ReadinessCheck[];
  close(): Promise<void>;
}

/** Opens what the configuration names: the embedded database and a folder unless it names others. */
export async function openAdapters(config: Config): Promise<Adapters> {
  const database = await openDatabase(
    config.databaseUrl === null ? { dataFolder: join(config.dataFolder, 'database') } : { url: config.databaseUrl },
  );
  return {
    database,
    blobs: folderBlobStore(join(config.dataFolder, 'files')),
    updateLog: postgresUpdateLog(database.pool),
    bus: null,
    readiness: [() => sql`select 1`.execute(database.db)],
    close: () => database.close(),
  };
}

/** All of Segue's server. This is the one file that names concrete adapters. */
@Module({})
export class AppModule {
  static with(config: Config, logger: Logger, adapters: Adapters): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with([
          { provide: CONFIG, useValue: config },
          { provide: LOGGER, useValue: logger },
          { provide: DATABASE, useValue: adapters.database.db },
          { provide: BLOBS, useValue: adapters.blobs },
          { provide: UPDATE_LOG, useValue: adapters.updateLog },
          { provide: BUS, useValue: adapters.bus },
          { provide: READINESS, useValue: adapters.readiness },
        ]),
        LiveModule,
        PeopleModule,
        AuditModule,
        FilmsModule,
        CutsModule,
        HealthModule,
      ],
    };
  }
}
