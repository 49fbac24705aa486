import { FLACDecoder } from '@wasm-audio-decoders/flac';
import type { AudioBlock, AudioReading } from './audio-reading.js';
import { lyingHeader, noAudio, requirePlausible } from './audio-reading.js';
import { readChunks, readUpTo, viewOf, type ByteSource } from './byte-source.js';
import { flacLayout } from './channel-layout.js';
import { FlacFrameSplitter, type FlacFrame } from './flac-frames.js';
import { UnreadableAudio } from './unreadable-audio.js';

const STREAMINFO_BYTES = 34;
// More metadata blocks than any tagger writes.
const MAX_METADATA_BLOCKS = 1000;
// The decoder divides by a full scale that it sets for 8, 16, 24 and 32 bits only, and its single-precision results
// carry no more than 24 bits exactly.
const EXACT_BIT_DEPTHS = [8, 16, 24];
// A few bytes of FLAC may hold seconds of silence: memory is bounded by samples, not by bytes.
const BLOCK_SAMPLES = 65_536;

interface StreamInfo {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bitDepth: number;
  /** Null if the encoder did not know. */
  readonly samples: number | null;
}

/**
 * Reads a FLAC file whose `fLaC` mark is at `start`.
 * @throws {UnreadableAudio} if its headers are not sound; the audio is checked as it is decoded
 */
export async function readFlac(source: ByteSource, start: number): Promise<AudioReading> {
  const info = parseStreamInfo(await readUpTo(source, start + 4, 4 + STREAMINFO_BYTES));
  const firstFrame = await findFirstFrame(source, start + 4);
  return {
    facts: {
      container: 'flac',
      codec: 'flac',
      ...info,
      layout: flacLayout(info.channels),
      bwf: null,
      production: null,
    },
    blocks: () => flacBlocks(source, info, firstFrame),
  };
}

function parseStreamInfo(block: Uint8Array): StreamInfo {
  if (block.length < 4 + STREAMINFO_BYTES) {
    throw new UnreadableAudio('truncated', 'The FLAC file ends inside its header. Export or copy it again.');
  }
  const view = viewOf(block);
  if ((view.getUint8(0) & 0x7f) !== 0)
    throw lyingHeader('to be FLAC but does not begin with the stream information');
  // From byte 14: 20 bits sample rate, 3 bits channels - 1, 5 bits depth - 1, 36 bits samples.
  const packed = view.getUint32(14);
  const sampleRate = packed >>> 12;
  const channels = ((packed >>> 9) & 7) + 1;
  const bitDepth = ((packed >>> 4) & 31) + 1;
  const samples = (packed & 15) * 2 ** 32 + view.getUint32(18);
  requirePlausible(channels, sampleRate);
  if (!EXACT_BIT_DEPTHS.includes(bitDepth)) {
    throw new UnreadableAudio(
      'unsupported',
      `The FLAC file has ${bitDepth} bits per sample. Export it as 16-bit or 24-bit.`,
    );
  }
  return { sampleRate, channels, bitDepth, samples: samples === 0 ? null : samples };
}

async function findFirstFrame(source: ByteSource, firstBlock: number): Promise<number> {
  let at = firstBlock;
  for (let count = 0; count < MAX_METADATA_BLOCKS; count += 1) {
    const head = await readUpTo(source, at, 4);
    if (head.length < 4) break;
    const word = viewOf(head).getUint32(0);
    at += 4 + (word & 0xffffff);
    if (word >= 0x80000000) return at;
  }
  throw new UnreadableAudio(
    'truncated',
    'The FLAC file ends before its audio begins. Export or copy it again.',
  );
}

async function* flacBlocks(
  source: ByteSource,
  info: StreamInfo,
  firstFrame: number,
): AsyncGenerator<AudioBlock, void> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  try {
    const splitter = new FlacFrameSplitter();
    let at = firstFrame;
    let decoded = 0;
    for await (const bytes of readChunks(source, firstFrame, source.size)) {
      at += bytes.length;
      const fraction = (at - firstFrame) / (source.size - firstFrame);
      for (const frames of batches(splitter.push(bytes, at === source.size))) {
        const channels = await decodeFrames(decoder, frames, info);
        const count = channels[0]?.length ?? 0;
        decoded += count;
        yield { frames: count, channels, fraction };
      }
    }
    requireAll(info, decoded);
  } finally {
    decoder.free();
  }
}

/** Groups of frames that come to no more than a block. */
function* batches(frames: FlacFrame[]): Generator<FlacFrame[]> {
  let batch: FlacFrame[] = [];
  let samples = 0;
  for (const frame of frames) {
    if (batch.length > 0 && samples + frame.samples > BLOCK_SAMPLES) {
      yield batch;
      batch = [];
      samples = 0;
    }
    batch.push(frame);
    samples += frame.samples;
  }
  if (batch.length > 0) yield batch;
}

// Frames are cut here and not by the decoder's own parser, which loses the end of a stream and takes quadratic time on damage.
async function decodeFrames(
  decoder: FLACDecoder,
  frames: FlacFrame[],
  info: StreamInfo,
): Promise<Int32Array[]> {
  const expected = frames.reduce((sum, frame) => sum + frame.samples, 0);
  const decoded = await decoder.decodeFrames(frames.map((frame) => frame.bytes)).catch(() => null);
  if (
    decoded === null ||
    decoded.errors.length > 0 ||
    decoded.samplesDecoded !== expected ||
    decoded.channelData.length !== info.channels ||
    decoded.bitDepth !== info.bitDepth
  ) {
    throw new UnreadableAudio(
      'damaged',
      'The FLAC file is damaged: part of its audio cannot be decoded. Export or copy it again.',
    );
  }
  return decoded.channelData.map((floats) => wholeSamples(floats, info.bitDepth));
}

/**
 * The decoder has divided whole numbers by the highest one. Multiplied back they are off by a quarter at most (tried for every
 * 24-bit number), so rounding restores them exactly.
 */
function wholeSamples(floats: Float32Array, bitDepth: number): Int32Array {
  const highest = 2 ** (bitDepth - 1) - 1;
  const shift = 32 - bitDepth;
  // Raised above zero, where cutting off the fraction of what lies half above rounds it: several times faster than Math.round.
  const raise = 2 ** (bitDepth - 1);
  const samples = new Int32Array(floats.length);
  for (let i = 0; i < samples.length; i += 1)
    samples[i] = ((((floats[i] ?? 0) * highest + (raise + 0.5)) | 0) - raise) << shift;
  return samples;
}

function requireAll(info: StreamInfo, decoded: number): void {
  if (decoded === 0) throw info.samples === null ? noAudio() : cutShort(info.samples, 0);
  if (info.samples === null || decoded === info.samples) return;
  if (decoded < info.samples) throw cutShort(info.samples, decoded);
  throw lyingHeader(`${info.samples} samples where there are ${decoded}`);
}

function cutShort(promised: number, decoded: number): UnreadableAudio {
  return new UnreadableAudio(
    'truncated',
    `The FLAC file promises ${promised} samples but holds ${decoded}: it was cut short. Export or copy it again.`,
  );
}
