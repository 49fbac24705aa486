import { segmentsOf, type Lane, type SoundSource } from './arrangement';
import { laneSampleAt, type Run } from './runs';
import type { SegmentStore } from './segment-store';

/**
 * The samples of a lane in the order in which a run plays them: sample 0 is the one the run begins with; backwards they
 * come in reverse. Silence lies before and after the sound.
 */
export class LaneStream {
  private readonly source: SoundSource;
  private readonly first: number;
  private readonly direction: 1 | -1;

  /** @param rate samples per second of the audio context. */
  constructor(
    private readonly store: SegmentStore,
    { lane, run, rate }: { lane: Lane; run: Run; rate: number },
  ) {
    this.source = lane.source;
    this.first = laneSampleAt(run, lane, rate);
    this.direction = run.speed > 0 ? 1 : -1;
  }

  /** The segments that hold these samples, in the order in which they are played. */
  segments(from: number, length: number): number[] {
    const [start, end] = this.inSource(from, length);
    const found = segmentsOf(this.source, start, end);
    return this.direction > 0 ? found : found.reverse();
  }

  /** Whether all these samples are here. */
  has(from: number, length: number): boolean {
    return this.segments(from, length).every((index) => this.store.peek(this.source, index) !== null);
  }

  /** The samples, one array per channel. What is not here is silent: ask `has` first. */
  read(from: number, length: number): Float32Array<ArrayBuffer>[] {
    const { channels, segmentSamples } = this.source;
    const [start, end] = this.inSource(from, length);
    const read = Array.from({ length: channels }, () => new Float32Array(length));
    for (const index of segmentsOf(this.source, start, end)) {
      const segmentStart = index * segmentSamples;
      const skipped = Math.max(0, start - segmentStart);
      this.store.peek(this.source, index)?.forEach((samples, channel) => {
        const part = samples.subarray(skipped, Math.min(samples.length, end - segmentStart));
        read[channel]?.set(part, segmentStart + skipped - start);
      });
    }
    if (this.direction < 0) for (const samples of read) samples.reverse();
    return read;
  }

  private inSource(from: number, length: number): [start: number, end: number] {
    return this.direction > 0
      ? [this.first + from, this.first + from + length]
      : [this.first - from - length, this.first - from];
  }
}
