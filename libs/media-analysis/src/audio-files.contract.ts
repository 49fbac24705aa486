import type { AudioReading } from './audio-reading.js';
import type { ByteSource } from './byte-source.js';

/** Files built by hand for tests, so that every byte of a header can be made wrong on purpose. */

export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)),
  };
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** A number of `bytes` bytes; negative numbers in two's complement. */
export function int(value: number, bytes: number, littleEndian = true): Uint8Array {
  const out = Uint8Array.from({ length: bytes }, (_, i) => Number((BigInt(value) >> BigInt(8 * i)) & 0xffn));
  return littleEndian ? out : out.reverse();
}

export function float(value: number, bytes: 4 | 8, littleEndian = true): Uint8Array {
  const view = new DataView(new ArrayBuffer(bytes));
  if (bytes === 4) view.setFloat32(0, value, littleEndian);
  else view.setFloat64(0, value, littleEndian);
  return new Uint8Array(view.buffer);
}

export function chunk(
  id: string,
  body: Uint8Array,
  littleEndian = true,
  statedSize = body.length,
): Uint8Array {
  return concat(ascii(id), int(statedSize, 4, littleEndian), body, new Uint8Array(body.length % 2));
}

export interface WavFormat {
  tag?: number;
  channels?: number;
  sampleRate?: number;
  bits?: number;
  frameBytes?: number;
}

export function fmt({
  tag = 1,
  channels = 2,
  sampleRate = 48000,
  bits = 16,
  frameBytes,
}: WavFormat = {}): Uint8Array {
  const step = frameBytes ?? channels * Math.ceil(bits / 8);
  return concat(
    int(tag, 2),
    int(channels, 2),
    int(sampleRate, 4),
    int(sampleRate * step, 4),
    int(step % 65536, 2),
    int(bits, 2),
  );
}

export function wav(format: WavFormat, data: Uint8Array, ...others: Uint8Array[]): Uint8Array {
  return riff(chunk('fmt ', fmt(format)), ...others, chunk('data', data));
}

export function riff(...chunks: Uint8Array[]): Uint8Array {
  const body = concat(ascii('WAVE'), ...chunks);
  return concat(ascii('RIFF'), int(body.length, 4), body);
}

export interface AiffFormat {
  compression?: string;
  channels?: number;
  sampleRate?: number;
  bits?: number;
  samples: number;
}

export function aiff(format: AiffFormat, data: Uint8Array): Uint8Array {
  const { compression, channels = 2, sampleRate = 48000, bits = 16, samples } = format;
  const common = concat(
    int(channels, 2, false),
    int(samples, 4, false),
    int(bits, 2, false),
    extended(sampleRate),
    compression === undefined ? new Uint8Array(0) : concat(ascii(compression), new Uint8Array(2)),
  );
  const sound = concat(new Uint8Array(8), data);
  const form = compression === undefined ? 'AIFF' : 'AIFC';
  // The sound before the description: the order is free.
  const body = concat(ascii(form), chunk('SSND', sound, false), chunk('COMM', common, false));
  return concat(ascii('FORM'), int(body.length, 4, false), body);
}

// A whole number as an 80-bit float: its top bit moved to bit 63.
function extended(value: number): Uint8Array {
  if (value === 0) return new Uint8Array(10);
  const exponent = Math.floor(Math.log2(value));
  const mantissa = BigInt(value) << BigInt(63 - exponent);
  const low = Number(mantissa & 0xffffffffn);
  return concat(int(16383 + exponent, 2, false), int(Number(mantissa >> 32n), 4, false), int(low, 4, false));
}

/** All blocks of a reading joined, one plain array per channel. */
export async function decodeAll(reading: AudioReading): Promise<number[][]> {
  const channels: number[][] = Array.from({ length: reading.facts.channels }, () => []);
  for await (const block of reading.blocks()) {
    block.channels.forEach((samples, channel) => channels[channel]?.push(...samples));
  }
  return channels;
}

/** A FLAC file of one silent channel at 48 kHz: each frame is 65 535 samples in 13 bytes. */
export function silentFlac(frames: number): Uint8Array {
  const samples = 65_535;
  const packed = (48_000n << 44n) | (15n << 36n) | BigInt(frames * samples);
  const info = concat(
    int(samples, 2, false),
    int(samples, 2, false),
    new Uint8Array(6),
    Uint8Array.from({ length: 8 }, (_, i) => Number((packed >> BigInt(56 - 8 * i)) & 0xffn)),
    new Uint8Array(16),
  );
  // 16 bits a sample at 48 kHz; the number of samples stands behind the number of the frame, which is always 0.
  const head = concat(Uint8Array.of(0xff, 0xf8, 0x7a, 0x08, 0), int(samples - 1, 2, false));
  const body = concat(head, Uint8Array.of(checksum(head, 8, 0x07), 0, 0, 0));
  const frame = concat(body, int(checksum(body, 16, 0x8005), 2, false));
  return concat(
    ascii('fLaC'),
    Uint8Array.of(0x80, 0, 0, info.length),
    info,
    ...Array.from({ length: frames }, () => frame),
  );
}

/** The same Ogg file with the checksums of its pages put right; pages are found where the marks are. */
export function withOggChecksums(file: Uint8Array): Uint8Array {
  const repaired = file.slice();
  const marks = [...file.keys()].filter((at) => String.fromCharCode(...file.subarray(at, at + 4)) === 'OggS');
  marks.forEach((start, i) => {
    const page = repaired.subarray(start, marks[i + 1] ?? repaired.length);
    if (page.length < 27) return;
    page.fill(0, 22, 26);
    page.set(int(checksum(page, 32, 0x04c11db7), 4), 22);
  });
  return repaired;
}

/** A cyclic redundancy check, bit by bit. */
function checksum(bytes: Uint8Array, bits: 8 | 16 | 32, polynomial: number): number {
  const top = 2 ** (bits - 1);
  let crc = 0;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const isSet = (crc >= top ? 1 : 0) !== ((byte >> bit) & 1);
      crc = (crc * 2) % 2 ** bits;
      if (isSet) crc = (crc ^ polynomial) >>> 0;
    }
  }
  return crc;
}
