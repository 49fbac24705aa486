import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { documentName } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { UpdateLog } from '@segue/sync-engine';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { ChangeFeed } from '../live/change-feed.js';
import { DATABASE, LOGGER, UPDATE_LOG } from '../platform/tokens.js';
import { documentsBehind, sheetsBehind } from './behind.js';
import { NotesFollower } from './follow-notes.js';
import { projectDocument } from './project-document.js';

/** Long enough to take in a burst of typing, short enough that a count on the screen seems to move at once. */
const GATHER_MS = 50;
/** While somebody goes on writing into a document, its rows follow when there is a pause of so long … */
const PAUSE_MS = 1000;
/** … or after so long without one. */
const FOLLOW_EVERY_MS = 5000;
/** After a document the next one waits this many times as long as it took, at most `FOLLOW_EVERY_MS`: those who write come first. */
const REST = 99;
/** Documents that another node wrote just before it died are found this often. */
const LOOK_EVERY_MS = 60_000;
/** How often notes that nobody writes any more are let go of. */
const REST_EVERY_MS = 5000;

/** Keeps the rows that are derived from the documents (cues, notes) up to date with them. */
@Injectable()
export class ReadModels implements OnApplicationBootstrap, OnModuleDestroy {
  /** When each was last written, by `performance.now()`, in the order in which they began to wait. */
  private readonly scheduled = new Map<string, number>();
  /** When the documents were projected that were projected lately, oldest first. */
  private readonly followedAt = new Map<string, number>();
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
    this.scheduled.set(document, performance.now());
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  private async run(): Promise<void> {
    await this.pause(GATHER_MS);
    while (this.scheduled.size > 0 && !this.end.signal.aborted) {
      const document = this.nextDue();
      if (document === undefined) {
        await this.pause(GATHER_MS);
        continue;
      }
      this.scheduled.delete(document);
      const began = performance.now();
      await this.project(document);
      const now = performance.now();
      this.followedAt.delete(document);
      this.followedAt.set(document, now);
      await this.pause(Math.min(REST * (now - began), FOLLOW_EVERY_MS));
    }
  }

  private nextDue(): string | undefined {
    const now = performance.now();
    for (const [document, at] of this.followedAt) {
      if (now - at < FOLLOW_EVERY_MS) break;
      this.followedAt.delete(document);
    }
    for (const [document, writtenAt] of this.scheduled)
      if (!this.followedAt.has(document) || now - writtenAt >= PAUSE_MS) return document;
    return undefined;
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
    if (document === undefined) await this.catchUpWith(documentsBehind);
    else await this.project(document);
  }

  /** Brings the notes of these cues up to date. */
  async catchUpNotes(cueIds: readonly string[]): Promise<void> {
    const names = new Set(cueIds.map((cueId) => documentName({ kind: 'notes', cueId })));
    await this.catchUpWith(async (db) => (await documentsBehind(db)).filter((name) => names.has(name)));
  }

  /** Brings the cues of all sheets up to date. */
  catchUpSheets(): Promise<void> {
    return this.catchUpWith(sheetsBehind);
  }

  private async catchUpWith(find: (db: Kysely<Database>) => Promise<string[]>): Promise<void> {
    try {
      for (const name of await find(this.db)) await this.project(name);
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
