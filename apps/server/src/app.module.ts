import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import {
  folderBlobStore,
  openDatabase,
  postgresUpdateLog,
  s3BlobStore,
  type BlobStore,
  type DatabaseOptions,
  type OpenDatabase,
} from '@segue/storage';
import type { UpdateLog } from '@segue/sync-engine';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { AuditModule } from './audit/audit.module.js';
import { CuesModule } from './cues/cues.module.js';
import { CutsModule } from './cuts/cuts.module.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { DemoFilmModule } from './demo-film/demo-film.module.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { FilmsModule } from './films/films.module.js';
import type { ReadinessChecks } from './health/dependencies.js';
import { HealthModule } from './health/health.module.js';
import { InstallationModule } from './installation/installation.module.js';
import { LiveModule } from './live/live.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NotesModule } from './notes/notes.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { PeopleModule } from './people/people.module.js';
import { PictureChangesModule } from './picture-changes/picture-changes.module.js';
import type { Config } from './platform/config.js';
import { PlatformModule } from './platform/platform.module.js';
import type { NodeLink } from './platform/redis.js';
import { BLOBS, BUS, CONFIG, DATABASE, LOGGER, READINESS, UPDATE_LOG } from './platform/tokens.js';
import { ProjectionsModule } from './projections/projections.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { RoundsModule } from './rounds/rounds.module.js';
import { SignOffsModule } from './sign-offs/sign-offs.module.js';
import { SyncModule } from './sync/sync.module.js';
import { VersionsModule } from './versions/versions.module.js';

/** What the server stands on, opened. */
export interface Adapters {
  readonly database: OpenDatabase;
  readonly blobs: BlobStore;
  readonly updateLog: UpdateLog;
  /** The way to the other nodes; null on a single node. */
  readonly nodes: NodeLink | null;
  readonly readiness: ReadinessChecks;
  close(): Promise<void>;
}

/**
 * Opens what the configuration names: the embedded database and a folder unless it names others. `report` hears when the
 * embedded database stopped and is started again.
 */
export async function openAdapters(config: Config, report?: (trouble: string) => void): Promise<Adapters> {
  const options = databaseOptions(config);
  const database = await openDatabase('url' in options || !report ? options : { ...options, report });
  const nodes = await openNodeLink(config.redisUrl).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const askDatabase = (): Promise<unknown> => sql`select 1`.execute(database.db);
  return {
    database,
    blobs: openBlobStore(config),
    updateLog: postgresUpdateLog(database),
    nodes,
    readiness: { database: askDatabase, ...(nodes ? { redis: () => nodes.ping() } : {}) },
    async close() {
      await nodes?.close();
      await database.close();
    },
  };
}

async function openNodeLink(redisUrl: string | null): Promise<NodeLink | null> {
  if (redisUrl === null) return null;
  const { linkNodes } = await import('./platform/redis.js');
  return linkNodes(redisUrl);
}

/** Where the configuration says the database is. */
export function databaseOptions({ databaseUrl, dataFolder }: Config): DatabaseOptions {
  return databaseUrl === null ? { dataFolder: join(dataFolder, 'database') } : { url: databaseUrl };
}

/** The store of files that the configuration names. */
export function openBlobStore({ s3, dataFolder }: Config): BlobStore {
  if (s3 === null) return folderBlobStore(join(dataFolder, 'files'));
  return s3BlobStore({ ...s3, incomingFolder: join(dataFolder, 'incoming') });
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
          { provide: BUS, useValue: adapters.nodes?.bus ?? null },
          { provide: READINESS, useValue: adapters.readiness },
        ]),
        MetricsModule.with(config),
        LiveModule,
        PeopleModule,
        AuditModule,
        FilmsModule,
        DemoFilmModule,
        CutsModule,
        PictureChangesModule,
        ProjectionsModule,
        CuesModule,
        NotesModule,
        AttachmentsModule,
        RoundsModule,
        DeliveriesModule,
        VersionsModule,
        SignOffsModule,
        ExportsModule,
        ReportsModule,
        SyncModule,
        NotificationsModule,
        HealthModule,
        InstallationModule,
        DashboardModule,
      ],
    };
  }
}
