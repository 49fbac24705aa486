import type { AudioBlock } from './audio-reading.js';
import { noAudio } from './audio-reading.js';
import { readChunks, viewOf, type ByteSource } from './byte-source.js';
import { makeFinite } from './finite-samples.js';
import { UnreadableAudio } from './unreadable-audio.js';

/** How uncompressed samples lie in a file, channels interleaved. */
export interface PcmLayout {
  readonly kind: 'pcm-int' | 'pcm-float';
  /** Bytes of one sample of one channel: 1 to 4, or 4 and 8 for floating point. */
  readonly sampleBytes: number;
  readonly littleEndian: boolean;
  /** WAV stores 8-bit audio as 0…255 with silence at 128, AIFF as signed. */
  readonly unsigned: boolean;
  readonly channels: number;
  readonly sampleRate: number;
}

/**
 * Whole samples per channel in the audio bytes a header promises.
 * @throws {UnreadableAudio} `empty`, or `truncated` if the file holds less than promised
 */
export function samplesWithin(layout: PcmLayout, promisedBytes: number, availableBytes: number): number {
  const frameBytes = layout.channels * layout.sampleBytes;
  if (promisedBytes > availableBytes) {
    const seconds = (bytes: number): string => (bytes / frameBytes / layout.sampleRate).toFixed(1);
    throw new UnreadableAudio(
      'truncated',
      `The header promises ${seconds(promisedBytes)} s of audio, but the file ends after ${seconds(Math.max(0, availableBytes))} s. ` +
        'It was cut short while exporting or copying: export or copy it again.',
    );
  }
  const samples = Math.floor(promisedBytes / frameBytes);
  if (samples === 0) throw noAudio();
  return samples;
}

/** Decodes `samples` samples per channel that begin at byte `offset`. */
export async function* pcmBlocks(
  source: ByteSource,
  layout: PcmLayout,
  offset: number,
  samples: number,
): AsyncGenerator<AudioBlock, void> {
  const frameBytes = layout.channels * layout.sampleBytes;
  let done = 0;
  for await (const bytes of readChunks(source, offset, offset + samples * frameBytes, frameBytes)) {
    const channels = decodePcm(bytes, layout);
    done += bytes.length / frameBytes;
    yield { frames: bytes.length / frameBytes, channels, fraction: done / samples };
  }
}

/** The channels in bytes that hold whole samples of all of them. */
export function decodePcm(bytes: Uint8Array, layout: PcmLayout): (Int32Array | Float32Array)[] {
  const frames = bytes.length / (layout.channels * layout.sampleBytes);
  const view = viewOf(bytes);
  return Array.from({ length: layout.channels }, (_, channel) =>
    layout.kind === 'pcm-float'
      ? floatChannel(view, layout, channel, frames)
      : intChannel(view, layout, channel, frames),
  );
}

// One loop per width rather than one reader function per width: a call per sample would halve the speed.
function intChannel(view: DataView, layout: PcmLayout, channel: number, frames: number): Int32Array {
  const { sampleBytes, littleEndian } = layout;
  const step = layout.channels * sampleBytes;
  const samples = new Int32Array(frames);
  let at = channel * sampleBytes;
  switch (sampleBytes) {
    case 1: {
      const silence = layout.unsigned ? 0x80 : 0;
      for (let i = 0; i < frames; i += 1, at += step) samples[i] = (view.getUint8(at) ^ silence) << 24;
      break;
    }
    case 2:
      for (let i = 0; i < frames; i += 1, at += step) samples[i] = view.getInt16(at, littleEndian) << 16;
      break;
    case 3: {
      const high = littleEndian ? 1 : 0;
      const low = littleEndian ? 0 : 2;
      for (let i = 0; i < frames; i += 1, at += step) {
        samples[i] = (view.getInt16(at + high, littleEndian) << 16) | (view.getUint8(at + low) << 8);
      }
      break;
    }
    default:
      for (let i = 0; i < frames; i += 1, at += step) samples[i] = view.getInt32(at, littleEndian);
  }
  return samples;
}

function floatChannel(view: DataView, layout: PcmLayout, channel: number, frames: number): Float32Array {
  const { sampleBytes, littleEndian } = layout;
  const step = layout.channels * sampleBytes;
  const samples = new Float32Array(frames);
  let at = channel * sampleBytes;
  for (let i = 0; i < frames; i += 1, at += step) {
    samples[i] = sampleBytes === 8 ? view.getFloat64(at, littleEndian) : view.getFloat32(at, littleEndian);
  }
  makeFinite(samples);
  return samples;
}
