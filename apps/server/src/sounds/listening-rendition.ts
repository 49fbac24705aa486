import type { AudioBlock, AudioFacts } from '@segue/media-analysis';
import { encodeFlac, isFlacRate, MOST_FLAC_CHANNELS, type FlacBits } from './encode-flac.js';
import type { StoredListening } from './stored-listening.js';
import { copySamples } from './whole-samples.js';

/** Short enough to start quickly and to fetch what is needed only, long enough that fetching is no work. */
const SEGMENT_SECONDS = 5;

/** Says why FLAC cannot hold a file, in words; null when it can. */
export function unplayableReason({ channels, sampleRate }: AudioFacts): string | null {
  if (channels > MOST_FLAC_CHANNELS) {
    return `This file has ${String(channels)} channels. Segue plays up to ${String(MOST_FLAC_CHANNELS)}; it can be downloaded as it is.`;
  }
  if (!isFlacRate(sampleRate)) {
    return `Segue does not play files of ${String(sampleRate)} samples a second; it can be downloaded as it is.`;
  }
  return null;
}

/**
 * Makes the listening rendition of a file while it is decoded: FLAC streams of five seconds that each decode on their own
 * to exactly their samples, the last one shorter. Whole numbers of up to 24 bits stay what they are, and everything else is
 * rounded to 24 bits and kept within them.
 */
export class ListeningRendition {
  private readonly bits: FlacBits;
  private readonly segmentSamples: number;
  /** One segment: the samples per channel that have come, of which there are `filled`. */
  private readonly segment: readonly Int32Array<ArrayBuffer>[];
  private filled = 0;
  private samples = 0;
  private readonly ends: number[] = [];

  /** @param write takes the segments, one after another */
  constructor(
    private readonly facts: AudioFacts,
    private readonly write: (segment: Uint8Array) => Promise<unknown>,
  ) {
    this.bits = bitsOf(facts);
    this.segmentSamples = SEGMENT_SECONDS * facts.sampleRate;
    this.segment = Array.from({ length: facts.channels }, () => new Int32Array(this.segmentSamples));
  }

  /** Takes the next stretch of the file. */
  async add({ frames, channels }: Pick<AudioBlock, 'frames' | 'channels'>): Promise<void> {
    let at = 0;
    while (at < frames) {
      const count = Math.min(frames - at, this.segmentSamples - this.filled);
      for (const [channel, target] of this.segment.entries()) {
        const source = channels[channel]?.subarray(at, at + count);
        if (source) copySamples(source, this.bits, target, this.filled);
      }
      this.filled += count;
      at += count;
      if (this.filled === this.segmentSamples) await this.endSegment();
    }
  }

  /** Writes what is left, and says how the segments lie. */
  async finish(): Promise<StoredListening> {
    if (this.filled > 0) await this.endSegment();
    const { sampleRate, channels } = this.facts;
    const { samples, segmentSamples, ends } = this;
    return { sampleRate, channels, samples, segmentSamples, ends };
  }

  private async endSegment(): Promise<void> {
    const channels = this.segment.map((channel) => channel.subarray(0, this.filled));
    const bytes = encodeFlac(channels, this.bits, this.facts.sampleRate);
    this.ends.push((this.ends.at(-1) ?? 0) + bytes.length);
    this.samples += this.filled;
    this.filled = 0;
    await this.write(bytes);
  }
}

function bitsOf({ codec, bitDepth }: AudioFacts): FlacBits {
  const isWhole = codec === 'pcm-int' || codec === 'flac';
  if (!isWhole || bitDepth === null || bitDepth > 16) return 24;
  return bitDepth > 8 ? 16 : 8;
}
