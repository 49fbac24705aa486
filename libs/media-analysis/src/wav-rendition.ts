import type { AudioBlock, AudioReading } from './audio-reading.js';
import { UnreadableAudio } from './unreadable-audio.js';

/** A WAV file made on the fly from another. */
export interface WavRendition {
  readonly header: Uint8Array;
  /** Length of the whole file in bytes, header included. */
  readonly totalBytes: number;
  /** What follows the header, in order; may be called again. */
  body(): AsyncIterable<Uint8Array>;
}

const HEADER_BYTES = 44;

/**
 * The same samples as WAV, for browsers that play no AIFF. Nothing is lost, except that 64-bit floating point,
 * which browsers do not play, becomes 32-bit.
 * @throws {UnreadableAudio} `unsupported` if the length is not known beforehand or is more than a WAV file can state
 */
export function wavRendition(reading: AudioReading): WavRendition {
  const { samples, bitDepth, channels, codec } = reading.facts;
  if (samples === null || bitDepth === null) {
    throw new UnreadableAudio(
      'unsupported',
      'A file of unknown length cannot be rendered as WAV. Play it as it is.',
    );
  }
  const isFloat = codec === 'pcm-float';
  const sampleBytes = isFloat ? 4 : Math.ceil(bitDepth / 8);
  const dataBytes = samples * channels * sampleBytes;
  const padBytes = dataBytes % 2;
  const totalBytes = HEADER_BYTES + dataBytes + padBytes;
  if (totalBytes - 8 > 0xffffffff) {
    throw new UnreadableAudio(
      'unsupported',
      'The file is too long to be played as WAV (4 GB). Export it in parts or as FLAC.',
    );
  }
  return {
    header: wavHeader(reading, isFloat, sampleBytes, dataBytes, totalBytes),
    totalBytes,
    async *body() {
      for await (const block of reading.blocks()) yield interleave(block, sampleBytes);
      if (padBytes > 0) yield new Uint8Array(padBytes);
    },
  };
}

function wavHeader(
  reading: AudioReading,
  isFloat: boolean,
  sampleBytes: number,
  dataBytes: number,
  totalBytes: number,
): Uint8Array {
  const { channels, sampleRate } = reading.facts;
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('RIFF....WAVEfmt '));
  bytes.set(new TextEncoder().encode('data'), 36);
  view.setUint32(4, totalBytes - 8, true);
  view.setUint32(16, 16, true);
  view.setUint16(20, isFloat ? 3 : 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * sampleBytes, true);
  view.setUint16(32, channels * sampleBytes, true);
  view.setUint16(34, sampleBytes * 8, true);
  view.setUint32(40, dataBytes, true);
  return bytes;
}

function interleave(block: AudioBlock, sampleBytes: number): Uint8Array {
  const step = block.channels.length * sampleBytes;
  const bytes = new Uint8Array(block.frames * step);
  const view = new DataView(bytes.buffer);
  block.channels.forEach((samples, channel) => {
    const first = channel * sampleBytes;
    if (samples instanceof Float32Array) writeFloats(view, samples, first, step);
    else writeInts(view, samples, first, step, sampleBytes);
  });
  return bytes;
}

function writeFloats(view: DataView, samples: Float32Array, first: number, step: number): void {
  for (let i = 0, at = first; i < samples.length; i += 1, at += step)
    view.setFloat32(at, samples[i] ?? 0, true);
}

// Left-justified samples: the upper bytes are the sample, whatever its width.
function writeInts(
  view: DataView,
  samples: Int32Array,
  first: number,
  step: number,
  sampleBytes: number,
): void {
  for (let i = 0, at = first; i < samples.length; i += 1, at += step) {
    const sample = samples[i] ?? 0;
    switch (sampleBytes) {
      case 1:
        view.setUint8(at, (sample >>> 24) ^ 0x80);
        break;
      case 2:
        view.setInt16(at, sample >> 16, true);
        break;
      case 3:
        view.setUint8(at, (sample >>> 8) & 0xff);
        view.setInt16(at + 1, sample >> 16, true);
        break;
      default:
        view.setInt32(at, sample, true);
    }
  }
}
