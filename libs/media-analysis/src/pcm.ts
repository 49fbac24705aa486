import type { AudioBlock } from './audio-reading.js';
import { noAudio } from './audio-reading.js';
import { readChunks, viewOf } from './byte-source.js';
import { makeFinite } from './finite-samples.js';
import type { PcmLayout, PcmStretch } from './pcm-layout.js';
import { UnreadableAudio } from './unreadable-audio.js';

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

// Uncompressed audio takes no time to decode: what counts is how often the disk or the object store is asked.
const CHUNK_BYTES = 1024 * 1024;
/** Samples of all channels that are decoded at a time: few enough to stay in the processor's memory until they are measured. */
const BLOCK_SAMPLES = 32_768;

/** The bytes of a stretch, in pieces that hold whole samples of all channels. */
export function pcmBytes({ source, layout, offset, samples }: PcmStretch): AsyncGenerator<Uint8Array, void> {
  const unit = layout.channels * layout.sampleBytes;
  return readChunks(source, offset, offset + samples * unit, { unit, chunkBytes: CHUNK_BYTES });
}

/** Decodes a stretch. */
export async function* pcmBlocks(stretch: PcmStretch): AsyncGenerator<AudioBlock, void> {
  const decoder = new PcmDecoder(stretch.layout);
  let done = 0;
  for await (const bytes of pcmBytes(stretch)) {
    for (const { frames, channels } of decoder.blocks(bytes)) {
      done += frames;
      yield { frames, channels, fraction: done / stretch.samples };
    }
  }
}

/** Takes the channels out of bytes that hold whole samples of all of them. */
export class PcmDecoder {
  private readonly blockFrames: number;
  /** Of every block anew: to make them each time takes longer than to fill them. */
  private readonly channels: readonly (Int32Array | Float32Array)[];

  constructor(private readonly layout: PcmLayout) {
    this.blockFrames = Math.ceil(BLOCK_SAMPLES / layout.channels);
    this.channels = Array.from({ length: layout.channels }, () =>
      layout.kind === 'pcm-float' ? new Float32Array(this.blockFrames) : new Int32Array(this.blockFrames),
    );
  }

  /** What the bytes hold, in blocks that each are there until the next one is asked for. */
  *blocks(bytes: Uint8Array): Generator<Pick<AudioBlock, 'frames' | 'channels'>, void> {
    const { layout, blockFrames } = this;
    const view = viewOf(bytes);
    const frameBytes = layout.channels * layout.sampleBytes;
    const all = bytes.length / frameBytes;
    for (let at = 0; at < all; at += blockFrames) {
      const frames = Math.min(blockFrames, all - at);
      const channels = this.channels.map((samples, channel) => {
        const target = frames === blockFrames ? samples : samples.subarray(0, frames);
        const from = at * frameBytes + channel * layout.sampleBytes;
        if (target instanceof Float32Array) readFloats(view, layout, from, target);
        else readIntegers(view, layout, from, target);
        return target;
      });
      yield { frames, channels };
    }
  }
}

// One loop per width rather than one reader function per width: a call per sample would halve the speed.
function readIntegers(view: DataView, layout: PcmLayout, from: number, samples: Int32Array): void {
  const { sampleBytes, littleEndian } = layout;
  const step = layout.channels * sampleBytes;
  const frames = samples.length;
  let at = from;
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
}

function readFloats(view: DataView, layout: PcmLayout, from: number, samples: Float32Array): void {
  const { sampleBytes, littleEndian } = layout;
  const step = layout.channels * sampleBytes;
  let at = from;
  for (let i = 0; i < samples.length; i += 1, at += step) {
    samples[i] = sampleBytes === 8 ? view.getFloat64(at, littleEndian) : view.getFloat32(at, littleEndian);
  }
  makeFinite(samples);
}
