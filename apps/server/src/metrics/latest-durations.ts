/** How many are remembered. */
const CAPACITY = 2048;
const FIVE_MINUTES = 300_000;

/** The latest durations, for people who look: quantiles, which a histogram cannot tell by itself. */
export class LatestDurations {
  private readonly seconds = new Float64Array(CAPACITY);
  /** When each was added, in milliseconds of `performance.now()`. */
  private readonly at = new Float64Array(CAPACITY).fill(-Infinity);
  private next = 0;

  add(seconds: number): void {
    this.seconds[this.next] = seconds;
    this.at[this.next] = performance.now();
    this.next = (this.next + 1) % CAPACITY;
  }

  /** The median and the 99th percentile, in seconds; null when nothing was added in the last five minutes. */
  quantiles(): { p50Seconds: number; p99Seconds: number } | null {
    const since = performance.now() - FIVE_MINUTES;
    const sorted = this.seconds.filter((_, i) => (this.at[i] ?? 0) >= since).sort();
    if (sorted.length === 0) return null;
    const quantile = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
    return { p50Seconds: quantile(0.5), p99Seconds: quantile(0.99) };
  }
}
