import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Node counts the interval itself as delay: it is taken off. */
const INTERVAL_MS = 20;
const WINDOW_MS = 60_000;

/** How late the event loop runs, in seconds. */
export interface Delay {
  readonly p99Seconds: number;
  readonly longestSeconds: number;
}

/**
 * The delay of the event loop over the running minute and the one before, so that a stall is still to be seen when
 * somebody comes to look.
 */
@Injectable()
export class EventLoopDelay implements OnModuleDestroy {
  private readonly histogram = monitorEventLoopDelay({ resolution: INTERVAL_MS });
  private before: Delay = { p99Seconds: 0, longestSeconds: 0 };
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.histogram.enable();
    this.timer = setInterval(() => {
      this.before = delayOf(this.histogram);
      this.histogram.reset();
    }, WINDOW_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.histogram.disable();
  }

  read(): Delay {
    const now = delayOf(this.histogram);
    return {
      p99Seconds: Math.max(now.p99Seconds, this.before.p99Seconds),
      longestSeconds: Math.max(now.longestSeconds, this.before.longestSeconds),
    };
  }
}

function delayOf(histogram: IntervalHistogram): Delay {
  const seconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - INTERVAL_MS) / 1000;
  return { p99Seconds: seconds(histogram.percentile(99)), longestSeconds: seconds(histogram.max) };
}
