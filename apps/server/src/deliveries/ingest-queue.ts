import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { newId } from '@segue/protocol';
import type { Logger } from 'pino';
import { ChangeFeed } from '../live/change-feed.js';
import { LOGGER } from '../platform/tokens.js';
import { Ingest } from './ingest.js';
import { pause } from './pause.js';
import { ReadAgain } from './read-again.js';
import { ReadingLine, type Reading } from './reading-line.js';

/** So often a file is begun before it is given up. A server that was killed while it read counts too. */
const TRIES = 3;
/** So often a node looks whether another one has put something into the line, or died. */
const LOOK_MS = 5000;
/** So often it says how far it is. */
const TELL_MS = 1000;

/** Reads files from the line, one at a time, so that the room stays quick while an album comes in. */
@Injectable()
export class IngestQueue implements BeforeApplicationShutdown {
  private readonly reader = newId();
  private readonly stopped = new AbortController();
  private bell = new AbortController();
  private working: Promise<void> | null = null;
  private current: { readonly deliveryId: string | null; readonly stop: AbortController } | null = null;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly line: ReadingLine,
    private readonly ingest: Ingest,
    private readonly readAgain: ReadAgain,
    private readonly changes: ChangeFeed,
  ) {}

  /** Begins to read, once nothing else is done to the folder of uploads. */
  async start(): Promise<void> {
    await this.line.retryGivenUp();
    this.working ??= this.work();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort(new Error('the server stops'));
    await this.working;
  }

  /** Something was put into the line. */
  wake(): void {
    this.bell.abort();
  }

  /** Reads a delivery once more that was given up. False when it was not. */
  async readOnceMore(deliveryId: string): Promise<boolean> {
    const isInLine = await this.line.addAgain(deliveryId);
    if (isInLine) this.wake();
    return isInLine;
  }

  /** Stops reading a delivery at once that was called back. What another node reads, it finds out itself. */
  stop(deliveryId: string): void {
    if (this.current?.deliveryId === deliveryId) this.current.stop.abort(calledBack());
  }

  private async work(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      // Hung up before looking, so that what comes meanwhile is not slept over.
      this.bell = new AbortController();
      const reading = await this.next();
      if (reading === null) await pause(LOOK_MS, AbortSignal.any([signal, this.bell.signal]));
      else await this.read(reading);
    }
  }

  private async next(): Promise<Reading | null> {
    try {
      return await this.line.take(this.reader);
    } catch (error) {
      this.logger.error({ err: error }, 'the line of files to be read cannot be seen');
      return null;
    }
  }

  private async read(reading: Reading): Promise<void> {
    const stop = new AbortController();
    this.current = { deliveryId: reading.deliveryId, stop };
    try {
      if (reading.tries > TRIES) throw new Error('the server stopped each time while it read this file');
      await this.readOnLease(reading, stop);
      await this.line.finish(reading);
    } catch (error) {
      await this.end(reading, error, stop.signal).catch((failure: unknown) => {
        // When the lease runs out it is taken again.
        this.logger.error(
          { err: failure, reading: reading.id },
          'a file could not be put back into the line',
        );
      });
    }
    this.current = null;
  }

  private async readOnLease(reading: Reading, stop: AbortController): Promise<void> {
    const signal = AbortSignal.any([this.stopped.signal, stop.signal]);
    let progress = 0;
    const ended = new AbortController();
    const lease = this.keepLease(reading, () => progress, stop, ended.signal);
    try {
      await this.run(reading, (fraction) => (progress = fraction), signal);
    } finally {
      ended.abort();
      await lease;
    }
  }

  private async run(
    reading: Reading,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { deliveryId, sha256 } = reading;
    if (deliveryId !== null) await this.ingest.run(reading, deliveryId, onProgress, signal);
    else if (sha256 !== null) await this.readAgain.run(reading, sha256, onProgress, signal);
  }

  /** Renews the lease until the end, and stops the reading when it is no longer this node's. */
  private async keepLease(
    reading: Reading,
    progress: () => number,
    stop: AbortController,
    ended: AbortSignal,
  ): Promise<void> {
    let told = 0;
    for (;;) {
      await pause(TELL_MS, ended);
      if (ended.aborted) return;
      try {
        if (!(await this.line.renew(reading, progress()))) stop.abort(calledBack());
        else if (progress() !== told) this.tellProgress(reading);
        told = progress();
      } catch (error) {
        // The commit in the end asks once more whose it is.
        this.logger.warn({ err: error, reading: reading.id }, 'a lease could not be renewed');
      }
    }
  }

  private tellProgress({ deliveryId, filmId }: Reading): void {
    if (deliveryId !== null && filmId !== null)
      this.changes.tell({ kind: 'delivery', id: deliveryId, filmId });
  }

  private async end(reading: Reading, error: unknown, stopped: AbortSignal): Promise<void> {
    if (stopped.aborted) return;
    if (this.stopped.signal.aborted) {
      await this.line.handBack(reading);
      return;
    }
    const { id, tries } = reading;
    this.logger.error({ err: error, reading: id, tries }, 'a file could not be read');
    const trouble = error instanceof Error ? error.message : String(error);
    if (tries < TRIES) {
      await this.line.putOff(reading, trouble);
      return;
    }
    // In this order: who has it read again takes it out of what was given up.
    await this.line.giveUp(reading, trouble);
    if (reading.deliveryId !== null) await this.ingest.giveUp(reading.deliveryId);
  }
}

function calledBack(): Error {
  return new Error('the delivery was called back, or another node reads it');
}
