import { Inject, Injectable } from '@nestjs/common';
import type { Census, Observer } from '@segue/sync-engine';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { METRICS } from '../platform/tokens.js';
import { LatestDurations } from './latest-durations.js';

/** One open document: what waits to be written to its log, and the person behind each connection. */
export interface OpenDocument {
  readonly document: string;
  readonly waiting: number;
  readonly people: readonly { readonly personId: string; readonly name: string }[];
}

/** What the metrics ask of the engine when somebody looks. */
interface WatchedEngine {
  census(): Census;
  openDocuments(): Iterable<OpenDocument>;
}

type Commit = Parameters<NonNullable<Observer['committed']>>[0];

const NOTHING_OPEN: WatchedEngine = {
  census: () => ({ documents: 0, connections: 0, people: 0, awake: 0, waiting: 0 }),
  openDocuments: () => [],
};

/** From a commit to a fast local disk to one that makes people wait, in seconds. */
const COMMIT_SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** Counts what the engine tells of its work as it goes. Counting never throws and never waits. */
@Injectable()
export class SyncMetrics {
  private engine: WatchedEngine = NOTHING_OPEN;
  private readonly commitSeconds: Histogram;
  private readonly commitDocuments: Histogram;
  private readonly commitUpdates: Histogram;
  private readonly committedBytes: Counter;
  private readonly refusals: Counter<'code'>;
  private readonly faults: Counter;
  private readonly repairs: Counter;
  private readonly cutOffs: Counter;
  private readonly latest = new LatestDurations();

  constructor(@Inject(METRICS) registry: Registry) {
    const registers = [registry];
    const counter = (name: string, help: string): Counter => new Counter({ name, help, registers });
    const histogram = (name: string, help: string, buckets: number[]): Histogram =>
      new Histogram({ name, help, buckets, registers });

    this.commitSeconds = histogram(
      'segue_sync_commit_duration_seconds',
      'How long a commit of updates took until it was durable.',
      COMMIT_SECONDS,
    );
    this.commitDocuments = histogram('segue_sync_commit_documents', 'Documents per commit.', COUNTS);
    this.commitUpdates = histogram('segue_sync_commit_updates', 'Updates per commit.', COUNTS);
    this.committedBytes = counter('segue_sync_committed_bytes_total', 'Bytes appended to the update log.');
    this.refusals = new Counter({
      name: 'segue_sync_updates_refused_total',
      help: 'Updates that were not admitted, by the code of the table of refusals.',
      labelNames: ['code'],
      registers,
    });
    this.faults = counter(
      'segue_sync_storage_faults_total',
      'Times the update log could not be written or read.',
    );
    this.repairs = counter(
      'segue_sync_documents_repaired_total',
      'Documents that had missed news of another node and were brought up to date from the log.',
    );
    this.cutOffs = counter(
      'segue_sync_slow_readers_cut_off_total',
      'Sockets closed because their end read too slowly.',
    );
    this.exportCensus(registers);
  }

  /** Says whom to ask for what is open now. */
  watch(engine: WatchedEngine): void {
    this.engine = engine;
  }

  committed({ documents, updates, bytes, milliseconds }: Commit): void {
    const seconds = milliseconds / 1000;
    this.commitSeconds.observe(seconds);
    this.commitDocuments.observe(documents.length);
    this.commitUpdates.observe(updates);
    this.committedBytes.inc(bytes);
    this.latest.add(seconds);
  }

  refused(code: string): void {
    this.refusals.inc({ code });
  }

  fault(): void {
    this.faults.inc();
  }

  repaired(): void {
    this.repairs.inc();
  }

  cutOff(): void {
    this.cutOffs.inc();
  }

  census(): Census {
    return this.engine.census();
  }

  openDocuments(): OpenDocument[] {
    return [...this.engine.openDocuments()];
  }

  /** Half of the latest commits were faster than `p50Seconds`; null when there were none in the last five minutes. */
  recentCommits(): { p50Seconds: number; p99Seconds: number } | null {
    return this.latest.quantiles();
  }

  /** What went wrong since the process started. */
  async troubles(): Promise<{ refusedUpdates: number; storageFaults: number; cutOff: number }> {
    const total = async (counter: Counter): Promise<number> =>
      (await counter.get()).values.reduce((sum, { value }) => sum + value, 0);
    return {
      refusedUpdates: await total(this.refusals),
      storageFaults: await total(this.faults),
      cutOff: await total(this.cutOffs),
    };
  }

  private exportCensus(registers: Registry[]): void {
    const exported = (name: string, help: string, of: keyof Census): void => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers,
        collect: () => {
          gauge.set(this.engine.census()[of]);
        },
      });
    };
    exported('segue_sync_connections', 'Open sync connections.', 'connections');
    exported('segue_sync_rooms', 'Open rooms, which is documents in memory.', 'documents');
    exported('segue_sync_people', 'People with at least one sync connection.', 'people');
    exported('segue_sync_rooms_awake', 'Rooms whose content is in memory: somebody wrote or joined lately.', 'awake');
    exported('segue_sync_updates_waiting', 'Updates that wait to be written to the log.', 'waiting');
  }
}
