import type { AudioBlock } from './audio-reading.js';
import { viewOf } from './byte-source.js';
import type { PcmLayout } from './pcm-layout.js';
import { encodePeaks } from './peaks.js';

/** As audiowaveform draws by default: fine enough for a full-width waveform of a short cue. */
const SAMPLES_PER_PIXEL = 256;

/** Whether samples that lie so can be drawn without being decoded: whole numbers of at least 16 bits. */
export function canDrawBytes({ kind, sampleBytes }: PcmLayout): boolean {
  return kind === 'pcm-int' && sampleBytes >= 2;
}

/** Draws the waveform, bit for bit what `audiowaveform --split-channels -b 16 -z 256` writes (version 2), in one pass. */
export class Waveform {
  private data = new Int16Array(4096);
  private used = 0;
  /** Samples per channel already in the pixel under way. */
  private filled = 0;
  // Of the pixel under way, in the scale of the blocks. Converted only when it is done: conversion keeps the order.
  private readonly lowest: Float64Array;
  private readonly highest: Float64Array;
  private isFloat = false;

  constructor(
    private readonly sampleRate: number,
    private readonly channels: number,
  ) {
    this.lowest = new Float64Array(channels).fill(Infinity);
    this.highest = new Float64Array(channels).fill(-Infinity);
  }

  add(block: AudioBlock): void {
    this.isFloat = block.channels[0] instanceof Float32Array;
    this.draw(block.frames, (channel, start, end) => {
      const samples = block.channels[channel];
      if (samples) this.extend(channel, samples, start, end);
    });
  }

  /**
   * Adds samples as they lie in a file that `canDrawBytes`. Which of them are the lowest and the highest their upper 16 bits say
   * alone, and no more is drawn: the others are not even read.
   * @returns how many samples per channel there were
   */
  addBytes(bytes: Uint8Array, { channels, sampleBytes, littleEndian }: PcmLayout): number {
    const view = viewOf(bytes);
    const frameBytes = channels * sampleBytes;
    const upper = littleEndian ? sampleBytes - 2 : 0;
    const frames = bytes.length / frameBytes;
    this.draw(frames, (channel, start, end) => {
      const at = channel * sampleBytes + upper;
      this.extendBytes(
        channel,
        view,
        littleEndian,
        at + start * frameBytes,
        at + end * frameBytes,
        frameBytes,
      );
    });
    return frames;
  }

  /** The `.dat` file of all pixels, the last short one included; nothing may be added afterwards. */
  finish(): Uint8Array {
    if (this.filled > 0) this.endPixel();
    const { sampleRate, channels } = this;
    const data = this.data.subarray(0, this.used);
    const length = this.used / (channels * 2);
    return encodePeaks({ sampleRate, samplesPerPixel: SAMPLES_PER_PIXEL, channels, length, data });
  }

  /** Has each channel extended by the samples [start, end) that go into a pixel, pixel by pixel. */
  private draw(frames: number, extend: (channel: number, start: number, end: number) => void): void {
    let at = 0;
    while (at < frames) {
      const end = Math.min(frames, at + SAMPLES_PER_PIXEL - this.filled);
      for (let channel = 0; channel < this.channels; channel += 1) extend(channel, at, end);
      this.filled += end - at;
      if (this.filled === SAMPLES_PER_PIXEL) this.endPixel();
      at = end;
    }
  }

  private extend(channel: number, samples: Int32Array | Float32Array, start: number, end: number): void {
    let low = samples[start] ?? 0;
    let high = low;
    for (let i = start + 1; i < end; i += 1) {
      const sample = samples[i] ?? 0;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    this.reach(channel, low, high);
  }

  /** The same for 16-bit values `step` bytes apart. */
  private extendBytes(
    channel: number,
    view: DataView,
    littleEndian: boolean,
    start: number,
    end: number,
    step: number,
  ): void {
    let low = view.getInt16(end - step, littleEndian);
    let high = low;
    // Two at a time take a fifth less; of an odd number the last one is seen to already.
    for (let at = start; at + step < end; at += 2 * step) {
      const sample = view.getInt16(at, littleEndian);
      const next = view.getInt16(at + step, littleEndian);
      if (sample < low) low = sample;
      if (sample > high) high = sample;
      if (next < low) low = next;
      if (next > high) high = next;
    }
    this.reach(channel, low << 16, high << 16);
  }

  private reach(channel: number, low: number, high: number): void {
    this.lowest[channel] = Math.min(this.lowest[channel] ?? low, low);
    this.highest[channel] = Math.max(this.highest[channel] ?? high, high);
  }

  private endPixel(): void {
    if (this.used + this.channels * 2 > this.data.length) {
      const larger = new Int16Array(Math.max(this.data.length * 2, this.used + this.channels * 2));
      larger.set(this.data);
      this.data = larger;
    }
    for (let channel = 0; channel < this.channels; channel += 1) {
      this.data[this.used] = this.to16Bit(this.lowest[channel] ?? 0);
      this.data[this.used + 1] = this.to16Bit(this.highest[channel] ?? 0);
      this.used += 2;
    }
    this.lowest.fill(Infinity);
    this.highest.fill(-Infinity);
    this.filled = 0;
  }

  private to16Bit(value: number): number {
    if (!this.isFloat) return value >> 16;
    // audiowaveform multiplies in single precision before it cuts the fraction off.
    const scaled = Math.trunc(Math.fround(value * 32767));
    return Math.max(-32768, Math.min(32767, scaled));
  }
}
