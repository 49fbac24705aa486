import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { ChangeFeed } from '../live/change-feed.js';
import { DATABASE, LOGGER } from '../platform/tokens.js';
import { documentsBehind, projectDocument } from './project-document.js';

/** Long enough to take in a burst of typing, short enough that a count on the screen seems to move at once. */
const GATHER_MS = 50;

/** Keeps the rows that are derived from the documents (cues, notes) up to date with them. */
@Injectable()
export class ReadModels implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly scheduled = new Map<string, NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();

  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly changes: ChangeFeed,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.catchUp();
  }

  async onModuleDestroy(): Promise<void> {
    // What was still waiting is done at the next start.
    for (const timer of this.scheduled.values()) clearTimeout(timer);
    this.scheduled.clear();
    await Promise.allSettled(this.running);
  }

  /** Says that something was committed to the document; its rows follow shortly. */
  schedule(document: string): void {
    // A timer that runs is left alone: put off by every key, it would never fire while somebody types.
    if (this.scheduled.has(document)) return;
    const timer = setTimeout(() => {
      this.scheduled.delete(document);
      const run: Promise<void> = this.catchUp(document).finally(() => this.running.delete(run));
      this.running.add(run);
    }, GATHER_MS);
    this.scheduled.set(document, timer);
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
      const projected = await projectDocument(this.db, name);
      if (!projected) return;
      for (const id of projected.cueIds) this.changes.tell({ kind: 'cue', id, filmId: projected.filmId });
    } catch (error) {
      this.logger.error({ err: error, document: name }, 'a document could not be projected');
    }
  }
}
