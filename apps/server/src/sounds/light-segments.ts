import { Encoder } from '@evan/opus/wasm/index.mjs';
import { foldDown } from '@segue/media-analysis';
import type { FlacBits } from './encode-flac.js';
import { oggOpus } from './ogg-opus.js';

/** 20 ms at 48 kHz, which is what Opus is at its best with. */
const PACKET_SAMPLES = 960;
/** Of each channel for 48,000 samples. Beyond it few hear a difference, and it is a tenth of FLAC or less. */
const BITS = 64_000;
/** From 0 to 10. Above, it takes almost twice the time, for a quarter of a decibel less error. */
const COMPLEXITY = 4;
/** From `opus_defines.h`. */
const SET_BITRATE = 4002;
const SET_COMPLEXITY = 4010;
const GET_LOOKAHEAD = 4027;
const SET_PREDICTION_DISABLED = 4042;
/** The parts of a decibel in which Opus states a gain. */
const GAIN_STEPS = 256;

interface Sound {
  readonly channels: number;
  /** The loudspeaker of each channel; null where nobody knows. */
  readonly layout: readonly string[] | null;
  readonly bits: FlacBits;
  /** In hertz, any. */
  readonly sampleRate: number;
  readonly segmentSamples: number;
}

/** How many channels the light rendition of so many has: surround is folded down. */
export function lightChannels(channels: number): 1 | 2 {
  return channels === 1 ? 1 : 2;
}

/**
 * Makes the light rendition: Opus, in segments of the same samples as the lossless ones. Opus knows samples at 48 kHz only, and
 * is not told that there are others: so every sample stays where it is, and neither end has to convert rates.
 *
 * The music is encoded in one go and then cut. A packet depends on those before it, but for the one that each segment begins
 * with, which is made without them; what of it still differs lies before the first sample that is heard. So a segment that is
 * decoded on its own is, sample by sample, what it would be behind the others.
 */
export class LightSegments {
  private readonly channels: 1 | 2;
  private readonly encoder: Encoder;
  /** By so many samples what is decoded comes later. */
  private readonly lookahead: number;
  private readonly gain: number;
  /** What each channel gives to each one of the rendition, in 16 bits. */
  private readonly shares: readonly (readonly number[])[];
  /** The packet under way, interleaved. */
  private readonly packet: Int16Array;
  private filled = 0;
  /** The packets from number `first` on, which segments under way still need. */
  private packets: Uint8Array[] = [];
  private first = 0;
  private samples = 0;
  private ended = 0;

  constructor(private readonly sound: Sound) {
    this.channels = lightChannels(sound.channels);
    const shares = foldDown(sound.layout, sound.channels, null).map((share) => share.slice(0, this.channels));
    // Channels that are added up may come to more than full scale: they are written lower, and played as much higher.
    const most = Math.max(...sumsOf(shares));
    this.gain = Math.ceil(20 * Math.log10(most) * GAIN_STEPS);
    const scale = 2 ** (16 - sound.bits) / 10 ** (this.gain / GAIN_STEPS / 20);
    this.shares = shares.map((share) => share.map((factor) => factor * scale));
    this.packet = new Int16Array(PACKET_SAMPLES * this.channels);
    // Without the coder for speech, which takes longer to come to itself after a cut.
    this.encoder = new Encoder({
      channels: this.channels,
      sample_rate: 48_000,
      application: 'restricted_lowdelay',
    });
    this.encoder.ctl(SET_BITRATE, BITS * this.channels);
    this.encoder.ctl(SET_COMPLEXITY, COMPLEXITY);
    this.lookahead = this.encoder.ctl(GET_LOOKAHEAD);
  }

  /** Takes the next samples, and gives the segments that they complete: whole Ogg files. */
  add(channels: readonly Int32Array[]): Uint8Array[] {
    const samples = channels[0]?.length ?? 0;
    const segments: Uint8Array[] = [];
    for (let at = 0; at < samples;) {
      const count = Math.min(samples - at, PACKET_SAMPLES - this.filled);
      this.fill(channels, at, count);
      at += count;
      this.samples += count;
      if (this.filled === PACKET_SAMPLES) segments.push(...this.endPacket());
    }
    return segments;
  }

  /** The segments that are left; nothing may be added afterwards. */
  finish(): Uint8Array[] {
    const segments: Uint8Array[] = [];
    const needed = this.packetOf(this.samples - 1) + 1;
    while (this.first + this.packets.length < needed) {
      this.packet.fill(0, this.filled * this.channels);
      segments.push(...this.endPacket());
    }
    const left = this.samples - this.ended * this.sound.segmentSamples;
    if (left > 0) segments.push(this.endSegment(left));
    this.encoder.drop();
    return segments;
  }

  private fill(channels: readonly Int32Array[], from: number, count: number): void {
    for (let side = 0; side < this.channels; side += 1) {
      const heard = channels.flatMap((samples, i) => {
        const factor = this.shares[i]?.[side] ?? 0;
        return factor === 0 ? [] : [{ samples, factor }];
      });
      for (let i = 0; i < count; i += 1) {
        let sum = 0;
        for (const { samples, factor } of heard) sum += (samples[from + i] ?? 0) * factor;
        const rounded = Math.round(sum);
        this.packet[(this.filled + i) * this.channels + side] = rounded > 32_767 ? 32_767 : rounded;
      }
    }
    this.filled += count;
  }

  private endPacket(): Uint8Array[] {
    const number = this.first + this.packets.length;
    this.encoder.ctl(SET_PREDICTION_DISABLED, this.beginsSegment(number) ? 1 : 0);
    this.packets.push(this.encoder.encode(this.packet));
    this.filled = 0;
    const segments: Uint8Array[] = [];
    const { segmentSamples } = this.sound;
    for (;;) {
      const end = (this.ended + 1) * segmentSamples;
      if (this.samples < end || number < this.packetOf(end - 1)) return segments;
      segments.push(this.endSegment(segmentSamples));
    }
  }

  private endSegment(samples: number): Uint8Array {
    const { sound, channels, lookahead, gain } = this;
    const begin = this.ended * sound.segmentSamples;
    const from = this.firstPacket(this.ended);
    const to = this.packetOf(begin + samples - 1) + 1;
    const segment = oggOpus({
      channels,
      sampleRate: sound.sampleRate,
      packets: this.packets.slice(from - this.first, to - this.first),
      packetSamples: PACKET_SAMPLES,
      preSkip: begin + lookahead - from * PACKET_SAMPLES,
      samples,
      gain,
    });
    this.ended += 1;
    const kept = Math.min(this.firstPacket(this.ended), this.first + this.packets.length);
    this.packets.splice(0, kept - this.first);
    this.first = kept;
    return segment;
  }

  private beginsSegment(packet: number): boolean {
    const { segmentSamples } = this.sound;
    // The first sample of the segment, if there is one, is in the next packet.
    const segment = Math.ceil(((packet + 1) * PACKET_SAMPLES - this.lookahead) / segmentSamples);
    return segment > 0 && this.firstPacket(segment) === packet;
  }

  /** The packet before the one with its first sample, so that a whole one lies before what is heard. */
  private firstPacket(segment: number): number {
    return Math.max(0, this.packetOf(segment * this.sound.segmentSamples) - 1);
  }

  /** The packet in which a sample is decoded. */
  private packetOf(sample: number): number {
    return Math.floor((sample + this.lookahead) / PACKET_SAMPLES);
  }
}

/** What comes together on each side. */
function sumsOf(shares: readonly (readonly number[])[]): number[] {
  return [0, 1].map((side) => shares.reduce((sum, share) => sum + (share[side] ?? 0), 0));
}
