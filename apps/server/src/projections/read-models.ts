import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Database } from '@segue/storage';
import type { UpdateLog } from '@segue/sync-engine';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { ChangeFeed } from '../live/change-feed.js';
import { DATABASE, LOGGER, UPDATE_LOG } from '../platform/tokens.js';
import { documentsBehind } from './behind.js';
import { NotesFollower } from './follow-notes.js';
import { projectDocument } from './project-document.js';

/** Long enough to take in a burst of typing, short enough that a count on the screen seems to move at once. */
const GATHER_MS = 50;
/** After a document the next one waits this many times as long as it took: those who write come first. */
const REST = 49;
/** Documents that another node wrote just before it died are found this often. */
const LOOK_EVERY_MS = 60_000;
/** How often notes that nobody writes any more are let go of. */
const REST_EVERY_MS = 5000;

/** Keeps the rows that are derived from the documents (cues, notes) up to date with them. */
@Injectable()
export class ReadModels implements OnApplicationBootstrap, OnModuleDestroy {
  /** In the order in which they were written, oldest first. */
  private readonly scheduled = new Set<string>();
  private running: Promise<void> | null = null;
  private readonly end = new AbortController();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly follower: NotesFollower;

  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(UPDATE_LOG) log: UpdateLog,
    private readonly changes: ChangeFeed,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.follower = new NotesFollower(log);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.catchUp();
    this.timers.push(
      setInterval(() => void this.scheduleBehind(), LOOK_EVERY_MS),
      setInterval(() => {
        this.follower.rest();
      }, REST_EVERY_MS),
    );
  }

  async onModuleDestroy(): Promise<void> {
    // What was still waiting is done at the next start.
    this.end.abort();
    this.timers.forEach(clearInterval);
    await this.running;
  }

  /** Says that something was committed to the document; its rows follow shortly. */
  schedule(document: string): void {
    this.scheduled.add(document);
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  private async run(): Promise<void> {
    await this.pause(GATHER_MS);
    for (const document of this.scheduled) {
      if (this.end.signal.aborted) return;
      this.scheduled.delete(document);
      const began = performance.now();
      await this.project(document);
      await this.pause(REST * (performance.now() - began));
    }
  }

  /** The server does not stay for the rest of a pause when it ends. */
  private async pause(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds, undefined, { signal: this.end.signal }).catch(() => undefined);
  }

  private async scheduleBehind(): Promise<void> {
    try {
      for (const document of await documentsBehind(this.db)) this.schedule(document);
    } catch (error) {
      this.logger.error({ err: error }, 'the read models could not be looked after');
    }
  }

  /** Brings the rows of one document, or of every document that is behind, up to date now. A failure is logged and tried again later. */
  async catchUp(document?: string): Promise<void> {
    try {
      const behind = document === undefined ? await documentsBehind(this.db) : [document];
      for (const name of behind) await this.project(name);
    } catch (error) {
      this.logger.error({ err: error }, 'the read models could not be brought up to date');
    }
  }

  private async project(name: string): Promise<void> {
    try {
      const projected = await projectDocument(this.db, this.follower, name);
      if (!projected) return;
      for (const id of projected.cueIds) this.changes.tell({ kind: 'cue', id, filmId: projected.filmId });
    } catch (error) {
      this.logger.error({ err: error, document: name }, 'a document could not be projected');
    }
  }
}
