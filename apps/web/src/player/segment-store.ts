import { segmentLength, type SoundSource } from './arrangement';
import { ByteBoundedStore } from './byte-bounded-store';
import { Listeners } from './listeners';

/** Samples of a segment, one array per channel, full scale at 1. */
export type Samples = readonly Float32Array<ArrayBuffer>[];

/** A segment that is going to be played. */
export interface Wish {
  readonly source: SoundSource;
  readonly index: number;
}

/** Fetches the bytes of a segment by its path under `/api`. */
export type LoadSegment = (path: string, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;

interface Options {
  readonly load: LoadSegment;
  readonly decode: (bytes: Uint8Array<ArrayBuffer>) => Promise<Samples>;
  /** Bound on what is kept decoded; only what is needed at the same time may take more. */
  readonly maxBytes: number;
}

/** Two are decoded while one is on its way; more would only delay the one that is needed first. */
const AT_ONCE = 3;
/** Long enough for a connection to come back, short enough to be waited for. */
const RETRY_MS = 2000;

/** Decoded segments: fetches those that are wished for, the most urgent first, and keeps what fits. */
export class SegmentStore {
  private readonly kept: ByteBoundedStore<Samples>;
  private readonly loading = new Map<string, AbortController>();
  private readonly failed = new Map<string, Error>();
  private wishes: readonly Wish[] = [];
  private readonly arrivals = new Listeners();
  private readonly failures = new Listeners();

  constructor(private readonly options: Options) {
    this.kept = new ByteBoundedStore(options.maxBytes);
  }

  /** Called when a segment has been decoded. */
  readonly onArrival = this.arrivals.add;
  /** Called when one could not be fetched or decoded. It is tried again as long as it is wished for. */
  readonly onFailure = this.failures.add;

  /** Bytes of all that is kept. */
  get bytes(): number {
    return this.kept.bytes;
  }

  /** The samples of a segment, when they are here. */
  peek(source: SoundSource, index: number): Samples | null {
    return this.kept.get(keyOf({ source, index })) ?? null;
  }

  /**
   * Replaces the list of what is going to be played, the most urgent first. What is no longer in it is not fetched on.
   *
   * @param needed so many of the first are needed at the same time: they are kept together, whatever they take.
   */
  want(wishes: readonly Wish[], needed = 0): void {
    const most = Math.max(this.options.maxBytes, bytesOfAll(wishes.slice(0, needed)));
    this.kept.limit(most);
    this.wishes = asFarAsFits(wishes, most);
    const keys = new Set(this.wishes.map(keyOf));
    for (const [key, aborter] of this.loading) if (!keys.has(key)) aborter.abort();
    // From the least urgent: the next one to be played is then the last to be let go of.
    for (const key of [...keys].reverse()) this.kept.get(key);
    this.loadNext();
  }

  private loadNext(): void {
    for (const wish of this.wishes) {
      if (this.loading.size >= AT_ONCE) return;
      const key = keyOf(wish);
      if (this.kept.get(key) || this.loading.has(key) || this.failed.has(key)) continue;
      const aborter = new AbortController();
      this.loading.set(key, aborter);
      void this.load(wish, key, aborter);
    }
  }

  private async load({ source, index }: Wish, key: string, aborter: AbortController): Promise<void> {
    try {
      const bytes = await this.options.load(source.pathOf(index), aborter.signal);
      const samples = await this.options.decode(bytes);
      const length = segmentLength(source, index);
      if (samples.length !== source.channels || samples.some((channel) => channel.length !== length))
        throw new Error(`Segment ${index} does not hold the ${length} samples that it should.`);
      this.kept.set(key, samples, bytesOf(source, index));
      this.loading.delete(key);
      this.arrivals.call();
    } catch (error) {
      this.loading.delete(key);
      if (!aborter.signal.aborted) this.fail(key, error instanceof Error ? error : new Error(String(error)));
    }
    this.loadNext();
  }

  private fail(key: string, error: Error): void {
    this.failed.set(key, error);
    this.failures.call();
    setTimeout(() => {
      this.failed.delete(key);
      this.loadNext();
    }, RETRY_MS);
  }
}

function keyOf({ source, index }: Wish): string {
  return `${source.key}/${index}`;
}

function bytesOf(source: SoundSource, index: number): number {
  return segmentLength(source, index) * source.channels * Float32Array.BYTES_PER_ELEMENT;
}

function bytesOfAll(wishes: readonly Wish[]): number {
  return wishes.reduce((sum, { source, index }) => sum + bytesOf(source, index), 0);
}

function asFarAsFits(wishes: readonly Wish[], most: number): readonly Wish[] {
  let bytes = 0;
  const end = wishes.findIndex(({ source, index }) => {
    bytes += bytesOf(source, index);
    return bytes > most;
  });
  return end < 0 ? wishes : wishes.slice(0, end);
}
