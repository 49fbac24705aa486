import { flicksToSamples } from '@segue/timecode';
import { segmentsOf, type Lane, type SoundSource } from './arrangement';
import { RateConversion } from './rate-conversion';
import type { Run } from './runs';
import type { SegmentStore } from './segment-store';

/**
 * The samples of a lane in the order in which a run plays them, at the rate of the audio context: sample 0 is the one the run
 * begins with; backwards they come in reverse. Silence lies before and after the sound.
 */
export class LaneStream {
  private readonly source: SoundSource;
  /** The sample of the lane, at its own rate, that lies at film position 0. */
  private readonly origin: number;
  private readonly film: number;
  private readonly direction: 1 | -1;
  private readonly conversion: RateConversion | null;

  /** @param rate samples per second of the audio context. */
  constructor(
    private readonly store: SegmentStore,
    { lane, run, rate }: { lane: Lane; run: Run; rate: number },
  ) {
    const { sampleRate } = lane.source;
    this.source = lane.source;
    this.origin = -flicksToSamples(lane.start, sampleRate);
    this.film = run.film;
    this.direction = run.speed > 0 ? 1 : -1;
    this.conversion = sampleRate === rate ? null : conversionOf(sampleRate, rate);
  }

  /** The segments that hold these samples, in the order in which they are played. */
  segments(from: number, length: number): number[] {
    const found = segmentsOf(this.source, ...this.inSource(this.filmOf(from, length), length));
    return this.direction > 0 ? found : found.reverse();
  }

  /** Whether all these samples are here. */
  has(from: number, length: number): boolean {
    return this.segments(from, length).every((index) => this.store.peek(this.source, index) !== null);
  }

  /** The samples, one array per channel. What is not here is silent: ask `has` first. */
  read(from: number, length: number): Float32Array<ArrayBuffer>[] {
    const film = this.filmOf(from, length);
    const own = this.readSource(...this.inSource(film, length));
    const { conversion } = this;
    const read = conversion ? own.map((samples) => conversion.convert(samples, film, length)) : own;
    if (this.direction < 0) for (const samples of read) samples.reverse();
    return read;
  }

  /** The earliest film position of these samples. */
  private filmOf(from: number, length: number): number {
    return this.direction > 0 ? this.film + from : this.film - from - length;
  }

  /** What a stretch of film is made of, at the lane's own rate. */
  private inSource(film: number, length: number): readonly [start: number, end: number] {
    const [start, end] = this.conversion?.needed(film, length) ?? [film, film + length];
    return [this.origin + start, this.origin + end];
  }

  private readSource(start: number, end: number): Float32Array<ArrayBuffer>[] {
    const { channels, segmentSamples } = this.source;
    const read = Array.from({ length: channels }, () => new Float32Array(end - start));
    for (const index of segmentsOf(this.source, start, end)) {
      const segmentStart = index * segmentSamples;
      const skipped = Math.max(0, start - segmentStart);
      this.store.peek(this.source, index)?.forEach((samples, channel) => {
        const part = samples.subarray(skipped, Math.min(samples.length, end - segmentStart));
        read[channel]?.set(part, segmentStart + skipped - start);
      });
    }
    return read;
  }
}

const conversions = new Map<string, RateConversion>();

/** The same one for the same rates: it remembers what it computed. */
function conversionOf(from: number, to: number): RateConversion {
  const key = `${from}/${to}`;
  const conversion = conversions.get(key) ?? new RateConversion(from, to);
  conversions.set(key, conversion);
  return conversion;
}
