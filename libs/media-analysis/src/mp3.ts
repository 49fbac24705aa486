import { MPEGDecoder } from 'mpg123-decoder';
import type { AudioBlock, AudioReading } from './audio-reading.js';
import { noAudio } from './audio-reading.js';
import { asciiAt, joinBytes, readChunks, readUpTo, viewOf, type ByteSource } from './byte-source.js';
import { usualLayout } from './channel-layout.js';
import { makeFinite } from './finite-samples.js';
import { parseMpegFrame, sameStream, type MpegFrame } from './mpeg-frames.js';
import { UnreadableAudio } from './unreadable-audio.js';

// Some taggers leave padding before the first frame.
const SEARCH_BYTES = 64 * 1024;
/** Frames that must follow each other before bytes count as MP3; fewer would let random data pass. */
const CHAIN_FRAMES = 3;
const TAIL_MARKS = ['TAG', 'APE', 'LYR', 'ID3', '\0\0\0'];

interface Mp3Stream {
  /** Where the first frame is in the file. */
  readonly offset: number;
  readonly first: MpegFrame;
  /** Frames including the one that states the number; null if none states it. */
  readonly frameCount: number | null;
}

/**
 * Reads an MP3 file from `start`, where a leading ID3 tag has been passed; null if there is no MP3 audio.
 * The number of samples is known only when all is decoded.
 */
export async function readMp3(source: ByteSource, start: number): Promise<AudioReading | null> {
  const stream = await findStream(source, start);
  if (stream === null) return null;
  const { sampleRate, channels } = stream.first;
  return {
    facts: {
      container: 'mp3',
      codec: 'mp3',
      sampleRate,
      channels,
      layout: usualLayout(channels),
      bitDepth: null,
      samples: null,
      bwf: null,
      production: null,
    },
    blocks: () => mp3Blocks(source, stream),
  };
}

async function findStream(source: ByteSource, start: number): Promise<Mp3Stream | null> {
  const bytes = await readUpTo(source, start, SEARCH_BYTES);
  for (let at = 0; at + 4 <= bytes.length; at += 1) {
    const first = startsChain(bytes, at);
    if (first !== null) return { offset: start + at, first, frameCount: statedFrameCount(bytes, at, first) };
  }
  return null;
}

function startsChain(bytes: Uint8Array, start: number): MpegFrame | null {
  const first = frameAt(bytes, start);
  let at = start + (first?.bytes ?? 0);
  for (let count = 1; count < CHAIN_FRAMES; count += 1) {
    const next = frameAt(bytes, at);
    if (first === null || next === null || !sameStream(first, next)) return null;
    at += next.bytes;
  }
  return first;
}

function frameAt(bytes: Uint8Array, at: number): MpegFrame | null {
  return at + 4 <= bytes.length ? parseMpegFrame(viewOf(bytes).getUint32(at)) : null;
}

// Encoders put the number of frames into a first frame that sounds silent.
function statedFrameCount(bytes: Uint8Array, at: number, first: MpegFrame): number | null {
  const info = at + first.infoOffset;
  const mark = asciiAt(bytes, info, 4);
  if ((mark !== 'Xing' && mark !== 'Info') || info + 12 > bytes.length) return null;
  const view = viewOf(bytes);
  const hasCount = (view.getUint32(info + 4) & 1) === 1;
  return hasCount ? view.getUint32(info + 8) + 1 : null;
}

async function* mp3Blocks(source: ByteSource, stream: Mp3Stream): AsyncGenerator<AudioBlock, void> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    let at = stream.offset;
    let decoded = 0;
    for await (const frames of wholeFrames(source, stream)) {
      at += frames.length;
      const channels = decodeFrames(decoder, frames, stream.first);
      const count = channels[0]?.length ?? 0;
      decoded += count;
      yield { frames: count, channels, fraction: (at - stream.offset) / (source.size - stream.offset) };
    }
    if (decoded === 0) throw noAudio();
  } finally {
    decoder.free();
  }
}

// The decoder would search on through garbage, with gaps in the sound. It is only given frames that follow each other.
async function* wholeFrames(source: ByteSource, stream: Mp3Stream): AsyncGenerator<Uint8Array, void> {
  let pending: Uint8Array = new Uint8Array(0);
  let frameCount = 0;
  for await (const chunk of readChunks(source, stream.offset, source.size)) {
    const bytes = joinBytes(pending, chunk);
    let at = 0;
    let isOver = false;
    while (at + 4 <= bytes.length) {
      const frame = frameAt(bytes, at);
      if (frame === null || !sameStream(frame, stream.first)) {
        isOver = true;
        break;
      }
      if (at + frame.bytes > bytes.length) break;
      at += frame.bytes;
      frameCount += 1;
    }
    if (at > 0) yield bytes.subarray(0, at);
    pending = bytes.slice(at);
    if (isOver) break;
  }

  if (stream.frameCount !== null && frameCount >= stream.frameCount) return;
  if (pending.length >= 4 && frameAt(pending, 0) === null && !TAIL_MARKS.includes(asciiAt(pending, 0, 3))) {
    throw new UnreadableAudio(
      'damaged',
      'The MP3 file is damaged: part of it is not MP3 audio. Export or copy it again.',
    );
  }
  if (stream.frameCount !== null || frameAt(pending, 0) !== null) {
    throw new UnreadableAudio(
      'truncated',
      'The MP3 file ends in the middle of its audio: it was cut short. Export or copy it again.',
    );
  }
}

function decodeFrames(decoder: MPEGDecoder, frames: Uint8Array, first: MpegFrame): Float32Array[] {
  const decoded = attempt(() => decoder.decode(frames));
  if (decoded === null || decoded.errors.length > 0) {
    throw new UnreadableAudio(
      'damaged',
      'The MP3 file is damaged: part of its audio cannot be decoded. Export or copy it again.',
    );
  }
  // The decoder always gives two channels, the same twice where the file has one.
  const channels = decoded.channelData.slice(0, first.channels);
  channels.forEach(makeFinite);
  return channels;
}

// WebAssembly traps on what the decoder's authors did not foresee.
function attempt<T>(decode: () => T): T | null {
  try {
    return decode();
  } catch {
    return null;
  }
}
