import { BitWriter } from './bit-writer.js';
import { planSubframe, predict, writeSubframe, type Prediction } from './flac-subframe.js';
import { crc16, crc8 } from './flac-checksums.js';

/** Bits of a sample in a listening rendition. */
export type FlacBits = 8 | 16 | 24;

/** FLAC has no more. */
export const MOST_FLAC_CHANNELS = 8;
/** What fits the header of a frame. */
export const MOST_FLAC_RATE = 655_350;

/** As the reference encoder has it: long enough for small headers, short enough to follow the music. */
const BLOCK_SAMPLES = 4096;
const SIZE_CODES: Readonly<Record<FlacBits, number>> = { 8: 1, 16: 4, 24: 6 };
const RATE_CODES: Readonly<Record<number, number>> = {
  88_200: 1,
  176_400: 2,
  192_000: 3,
  8000: 4,
  16_000: 5,
  22_050: 6,
  24_000: 7,
  32_000: 8,
  44_100: 9,
  48_000: 10,
  96_000: 11,
};

/**
 * A whole FLAC stream (RFC 9639): `fLaC`, STREAMINFO without an MD5 sum, frames. Fixed predictors and Rice codes only: what
 * the best linear prediction would save in bytes it costs several times over in the time until a version can be heard.
 *
 * @param channels 1 to 8 channels of equal length, at least one sample each; every sample fits `bits`
 * @param sampleRate in hertz, up to `MOST_FLAC_RATE`
 */
export function encodeFlac(channels: readonly Int32Array[], bits: FlacBits, sampleRate: number): Uint8Array {
  const samples = channels[0]?.length ?? 0;
  const out = new BitWriter(samples * channels.length * 3 + 256);
  const frameSizes: number[] = [];
  writeStreamInfo(out, channels.length, samples, bits, sampleRate, [0, 0]);
  for (let start = 0, frame = 0; start < samples; start += BLOCK_SAMPLES, frame += 1) {
    const block = channels.map((channel) => channel.subarray(start, start + BLOCK_SAMPLES));
    const before = out.byteLength;
    writeFrame(out, block, frame, bits, sampleRate);
    frameSizes.push(out.byteLength - before);
  }
  const stream = out.written();
  // Only now the sizes of the frames are known.
  const head = new BitWriter(64);
  const sizes = [Math.min(...frameSizes), Math.max(...frameSizes)] as const;
  writeStreamInfo(head, channels.length, samples, bits, sampleRate, sizes);
  stream.set(head.written());
  return stream;
}

function writeStreamInfo(
  out: BitWriter,
  channels: number,
  samples: number,
  bits: FlacBits,
  sampleRate: number,
  [smallest, largest]: readonly [number, number],
): void {
  for (const letter of 'fLaC') out.write(letter.charCodeAt(0), 8);
  // The last block of metadata, of type 0, and 34 bytes long.
  out.write(0x80, 8);
  out.write(34, 24);
  out.write(BLOCK_SAMPLES, 16);
  out.write(BLOCK_SAMPLES, 16);
  out.write(smallest, 24);
  out.write(largest, 24);
  out.write(sampleRate, 20);
  out.write(channels - 1, 3);
  out.write(bits - 1, 5);
  out.write(Math.floor(samples / 2 ** 32), 4);
  out.write(samples, 32);
  for (let word = 0; word < 4; word += 1) out.write(0, 32);
}

function writeFrame(
  out: BitWriter,
  block: readonly Int32Array[],
  frame: number,
  bits: FlacBits,
  sampleRate: number,
): void {
  const { assignment, channels } = block.length === 2 ? predictStereo(block, bits) : predictApart(block, bits);
  const start = out.byteLength;
  writeFrameHeader(out, block[0]?.length ?? 0, frame, assignment, bits, sampleRate);
  out.write(crc8(out.written(start)), 8);
  for (const channel of channels) writeSubframe(out, planSubframe(channel));
  out.alignToByte();
  out.write(crc16(out.written(start)), 16);
}

function writeFrameHeader(
  out: BitWriter,
  samples: number,
  frame: number,
  assignment: number,
  bits: FlacBits,
  sampleRate: number,
): void {
  const isWhole = samples === BLOCK_SAMPLES;
  // The sync code, and that all blocks but the last are of one size.
  out.write(0xfff8, 16);
  out.write(isWhole ? 12 : 7, 4);
  const rate = rateInFrame(sampleRate);
  out.write(rate.code, 4);
  out.write(assignment, 4);
  out.write(SIZE_CODES[bits], 3);
  out.write(0, 1);
  writeFrameNumber(out, frame);
  if (!isWhole) out.write(samples - 1, 16);
  out.write(rate.value, rate.bits);
}

/** How a frame says its sample rate, so that decoders which get frames alone know it: by a code, or in full at its end. */
function rateInFrame(sampleRate: number): { code: number; value: number; bits: number } {
  const code = RATE_CODES[sampleRate];
  if (code !== undefined) return { code, value: 0, bits: 0 };
  if (sampleRate < 2 ** 16) return { code: 13, value: sampleRate, bits: 16 };
  if (sampleRate % 10 === 0) return { code: 14, value: sampleRate / 10, bits: 16 };
  // Only STREAMINFO has room for it.
  return { code: 0, value: 0, bits: 0 };
}

/** Written like a character of UTF-8. Five seconds at the highest rate have some 1,300 frames. */
function writeFrameNumber(out: BitWriter, frame: number): void {
  if (frame < 0x80) {
    out.write(frame, 8);
  } else if (frame < 0x800) {
    out.write(0xc0 | (frame >>> 6), 8);
    out.write(0x80 | (frame & 0x3f), 8);
  } else {
    out.write(0xe0 | (frame >>> 12), 8);
    out.write(0x80 | ((frame >>> 6) & 0x3f), 8);
    out.write(0x80 | (frame & 0x3f), 8);
  }
}

interface Frame {
  /** The code of the channel assignment. */
  readonly assignment: number;
  readonly channels: readonly Prediction[];
}

function predictApart(block: readonly Int32Array[], bits: number): Frame {
  return { assignment: block.length - 1, channels: block.map((channel) => predict(channel, bits)) };
}

/** Two channels as they are, or one of them, or their middle, with the difference: whichever is easiest to predict. */
function predictStereo(block: readonly Int32Array[], bits: number): Frame {
  const [left = NOTHING, right = NOTHING] = block;
  const middle = new Int32Array(left.length);
  const side = new Int32Array(left.length);
  for (let at = 0; at < left.length; at += 1) {
    const l = left[at] ?? 0;
    const r = right[at] ?? 0;
    // The bit that is lost here is the lowest bit of the difference.
    middle[at] = (l + r) >> 1;
    side[at] = l - r;
  }
  const l = predict(left, bits);
  const r = predict(right, bits);
  const m = predict(middle, bits);
  const s = predict(side, bits + 1);
  const choices: readonly Frame[] = [
    { assignment: 1, channels: [l, r] },
    { assignment: 8, channels: [l, s] },
    { assignment: 9, channels: [s, r] },
    { assignment: 10, channels: [m, s] },
  ];
  return choices.reduce((best, next) => (bitsOf(next) < bitsOf(best) ? next : best));
}

const NOTHING = new Int32Array(0);

/** About how many bits a sample takes, but for what all choices have in common. */
function bitsOf({ channels }: Frame): number {
  return channels.reduce((sum, { error }) => sum + Math.log2(1 + error), 0);
}
