import type { AudioBlock, AudioFacts } from './audio-reading.js';
import { loudnessWeights } from './channel-layout.js';
import { ChannelMeter, type ChannelReport } from './channel-meter.js';
import { LoudnessMeter, type Loudness } from './loudness-meter.js';
import { StereoCorrelation } from './stereo-correlation.js';
import { TRUE_PEAK_HISTORY } from './true-peak.js';

/**
 * What was measured in a sound. Loudness follows ITU-R BS.1770-4 and EBU R 128, the range EBU Tech 3342, true peak BS.1770-4,
 * annex 2. The report does not depend on how the sound was cut into blocks.
 */
export interface SoundReport {
  readonly loudness: Loudness;
  /** The highest of all channels, in dBTP; null for digital silence. */
  readonly truePeak: number | null;
  /** One entry for each channel, in the order of the file. */
  readonly channels: ChannelReport[];
  /** Samples before the first one above -60 dBFS in any channel, and after the last; the whole length where there is none. */
  readonly leadingSilence: number;
  readonly trailingSilence: number;
  /** Correlation of the first two channels, -1 to 1; null for mono, and where one of them is silent. */
  readonly correlation: number | null;
}

/** Samples per channel that are measured at a time: they fit into the processor's nearest memory. */
const SLICE = 2048;
const HISTORY = TRUE_PEAK_HISTORY;
const INTEGER_FULL_SCALE = 2 ** 31;

/** Measures everything but the waveform, in one pass over the blocks of a reading. */
export class SoundMeter {
  private readonly fullScale: number;
  /** The slice under way of each channel, in the scale of the blocks, behind the last samples of the one before. */
  private readonly slices: readonly Float64Array[];
  private readonly channels: readonly ChannelMeter[];
  private readonly loudness: LoudnessMeter;
  private readonly correlation = new StereoCorrelation();
  private samples = 0;

  constructor(facts: AudioFacts) {
    const { sampleRate, channels, codec, layout } = facts;
    const isInteger = codec === 'pcm-int' || codec === 'flac';
    this.fullScale = isInteger ? INTEGER_FULL_SCALE : 1;
    // The highest whole number, which lies a step below full scale.
    const clipLevel = isInteger ? this.fullScale * (1 - 2 ** (1 - (facts.bitDepth ?? 32))) : 1;
    const each = Array.from({ length: channels });
    this.slices = each.map(() => new Float64Array(HISTORY + SLICE));
    this.channels = each.map(() => new ChannelMeter(sampleRate, this.fullScale, clipLevel));
    this.loudness = new LoudnessMeter(sampleRate, loudnessWeights(layout, channels));
  }

  add(block: AudioBlock): void {
    for (let at = 0; at < block.frames; at += SLICE) {
      const frames = Math.min(SLICE, block.frames - at);
      this.slices.forEach((slice, channel) => {
        const samples = block.channels[channel];
        if (samples instanceof Float32Array) copyFloats(samples, at, frames, slice);
        else if (samples) copyIntegers(samples, at, frames, slice);
        this.channels[channel]?.add(slice, HISTORY, frames);
      });
      this.loudness.add(this.slices, HISTORY, frames);
      const [left, right] = this.slices;
      if (left && right) this.correlation.add(left, right, HISTORY, frames);
      for (const slice of this.slices) slice.copyWithin(0, frames, frames + HISTORY);
      this.samples += frames;
    }
  }

  /** The report over all that was added; nothing may be added afterwards. */
  finish(): SoundReport {
    const truePeaks = this.channels.map((channel, i) => {
      const tail = new Float64Array(HISTORY * 2);
      tail.set(this.slices[i]?.subarray(0, HISTORY) ?? []);
      return channel.finishTruePeak(tail) ?? -Infinity;
    });
    const truePeak = Math.max(...truePeaks);
    const audible = this.channels.filter((channel) => channel.firstAudible >= 0);
    const first = Math.min(this.samples, ...audible.map((channel) => channel.firstAudible));
    const last = Math.max(-1, ...audible.map((channel) => channel.lastAudible));
    return {
      loudness: this.loudness.finish(this.fullScale),
      truePeak: Number.isFinite(truePeak) ? truePeak : null,
      channels: this.channels.map((channel) => channel.report()),
      leadingSilence: first,
      trailingSilence: this.samples - 1 - last,
      correlation: this.channels.length > 1 ? this.correlation.value() : null,
    };
  }
}

// One for each kind: `set` converts from one kind of array to another many times slower than a loop of its own.
function copyIntegers(samples: Int32Array, from: number, frames: number, slice: Float64Array): void {
  for (let i = 0; i < frames; i += 1) slice[HISTORY + i] = samples[from + i] ?? 0;
}

function copyFloats(samples: Float32Array, from: number, frames: number, slice: Float64Array): void {
  for (let i = 0; i < frames; i += 1) slice[HISTORY + i] = samples[from + i] ?? 0;
}
