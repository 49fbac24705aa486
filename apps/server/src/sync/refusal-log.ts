import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../platform/tokens.js';

/** A refused update, as far as the operator may know of it: never what was in it. */
export interface RefusedUpdate {
  readonly document: string;
  readonly personId: string;
  readonly code: string;
}

/** How long a person's refusals of one kind are only counted after one was written down, in milliseconds. */
const COUNT_FOR_MS = 60_000;

/**
 * Writes refused updates into the log: each person's first of a kind at once, what follows as one line a minute with
 * its count. A client that is refused a thousand times a second costs two lines a minute, not the disk.
 */
@Injectable()
export class RefusalLog implements OnApplicationShutdown {
  /** What came after the line that was written, by person and code. */
  private readonly counted = new Map<string, { last: RefusedUpdate; more: number }>();
  private timer: NodeJS.Timeout | null = null;

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  refused({ document, personId, code }: RefusedUpdate): void {
    const key = `${personId} ${code}`;
    const known = this.counted.get(key);
    const last = { document, personId, code };
    if (known) {
      this.counted.set(key, { last, more: known.more + 1 });
      return;
    }
    this.counted.set(key, { last, more: 0 });
    this.logger.warn(last, 'an update was refused');
    this.timer ??= setInterval(() => {
      this.tellCounts();
    }, COUNT_FOR_MS).unref();
  }

  onApplicationShutdown(): void {
    this.tellCounts();
    this.counted.clear();
    this.rest();
  }

  private tellCounts(): void {
    for (const [key, { last, more }] of this.counted) {
      if (more === 0) {
        this.counted.delete(key);
        continue;
      }
      // The document is that of the last one.
      this.logger.warn({ ...last, more }, 'more updates were refused');
      this.counted.set(key, { last, more: 0 });
    }
    if (this.counted.size === 0) this.rest();
  }

  private rest(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }
}
