import { joinStreams, MOST_FLAC_CHANNELS, type AudioBlock, type AudioFacts } from '@segue/media-analysis';
import { encodeFlac, isFlacRate, type FlacBits } from './encode-flac.js';
import { lightChannels, LightSegments } from './light-segments.js';
import type { StoredListening } from './stored-listening.js';
import { copySamples } from './whole-samples.js';

/** Short enough to start quickly and to fetch what is needed only, long enough that fetching is no work. */
const SEGMENT_SECONDS = 5;
/** 7.1.4 and what is larger for a hall; beyond, a file holds recordings beside each other rather than one mix. */
const MOST_CHANNELS = 16;

/** Says why there is nothing to listen to of a file, in words; null when there is. */
export function unplayableReason({ channels, sampleRate }: AudioFacts): string | null {
  if (channels > MOST_CHANNELS) {
    return `This file has ${String(channels)} channels. Segue plays up to ${String(MOST_CHANNELS)}; it can be downloaded as it is.`;
  }
  if (!isFlacRate(sampleRate)) {
    return `Segue does not play files of ${String(sampleRate)} samples a second; it can be downloaded as it is.`;
  }
  return null;
}

/**
 * Makes the listening rendition of a file while it is decoded: FLAC streams of five seconds that each decode on their own
 * to exactly their samples, the last one shorter; of more than eight channels several side by side. Whole numbers of up to 24 bits stay what they are, and everything else is
 * rounded to 24 bits and kept within them. Behind each lies the same stretch in the light rendition.
 */
export class ListeningRendition {
  private readonly bits: FlacBits;
  private readonly segmentSamples: number;
  /** One segment: the samples per channel that have come, of which there are `filled`. */
  private readonly segment: readonly Int32Array<ArrayBuffer>[];
  private filled = 0;
  private samples = 0;
  private readonly light: LightSegments;
  /** Those that the light ones do not lie behind yet. */
  private readonly lossless: Uint8Array[] = [];
  private written = 0;
  private readonly ends: number[] = [];
  private readonly lightEnds: number[] = [];

  /** @param write takes what has been made, piece by piece */
  constructor(
    private readonly facts: AudioFacts,
    private readonly write: (bytes: Uint8Array) => Promise<unknown>,
  ) {
    this.bits = bitsOf(facts);
    this.segmentSamples = SEGMENT_SECONDS * facts.sampleRate;
    this.segment = Array.from({ length: facts.channels }, () => new Int32Array(this.segmentSamples));
    const { bits, segmentSamples } = this;
    const { channels, layout, sampleRate } = facts;
    this.light = new LightSegments({ channels, layout, bits, sampleRate, segmentSamples });
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
    await this.writePairs(this.light.finish());
    const { sampleRate, channels } = this.facts;
    const { samples, segmentSamples, ends, lightEnds } = this;
    const light = { channels: lightChannels(channels), ends: lightEnds };
    return { sampleRate, channels, samples, segmentSamples, ends, light };
  }

  private async endSegment(): Promise<void> {
    const channels = this.segment.map((channel) => channel.subarray(0, this.filled));
    this.lossless.push(encodeSegment(channels, this.bits, this.facts.sampleRate));
    this.samples += this.filled;
    this.filled = 0;
    await this.writePairs(this.light.add(channels));
  }

  /** Writes these light segments, each behind its lossless one. */
  private async writePairs(light: readonly Uint8Array[]): Promise<void> {
    for (const segment of light) {
      const lossless = this.lossless.shift();
      if (lossless) this.ends.push(await this.append(lossless));
      this.lightEnds.push(await this.append(segment));
    }
  }

  /** Returns where it ends. */
  private async append(bytes: Uint8Array): Promise<number> {
    await this.write(bytes);
    this.written += bytes.length;
    return this.written;
  }
}

function encodeSegment(
  channels: readonly Int32Array<ArrayBuffer>[],
  bits: FlacBits,
  sampleRate: number,
): Uint8Array {
  const streams: Uint8Array[] = [];
  for (let first = 0; first < channels.length; first += MOST_FLAC_CHANNELS)
    streams.push(encodeFlac(channels.slice(first, first + MOST_FLAC_CHANNELS), bits, sampleRate));
  return joinStreams(streams);
}

function bitsOf({ codec, bitDepth }: AudioFacts): FlacBits {
  const isWhole = codec === 'pcm-int' || codec === 'flac';
  if (!isWhole || bitDepth === null || bitDepth > 16) return 24;
  return bitDepth > 8 ? 16 : 8;
}
