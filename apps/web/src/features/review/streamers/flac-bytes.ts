const RATE = 48_000;
const BITS = 16;
/** Samples in a frame: 50 ms. */
const BLOCK = 2400;

/**
 * Samples as a FLAC stream of one channel of 16 bit at 48 kHz (RFC 9639): what is listened to comes as such streams. Nothing is compressed but
 * silence, which takes a few bytes: that is enough for clicks.
 */
export function flacBytes(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [...new TextEncoder().encode('fLaC'), ...streamInfo(samples.length)];
  for (let at = 0; at < samples.length; at += BLOCK)
    bytes.push(...frame(samples.subarray(at, at + BLOCK), at / BLOCK));
  return Uint8Array.from(bytes);
}

/** The one block of metadata: what follows has this form. Its digest is left open. */
function streamInfo(samples: number): number[] {
  const LAST_STREAMINFO = 0x80;
  const unknown = [0, 0, 0];
  return [
    ...[LAST_STREAMINFO, 0, 0, 34],
    ...[...bigEndian(BLOCK, 2), ...bigEndian(BLOCK, 2), ...unknown, ...unknown],
    // 20 bits of rate, 3 of channels less one, 5 of bits less one, 36 of samples.
    ...bigEndian(RATE >> 4, 2),
    ...[((RATE & 0xf) << 4) | ((BITS - 1) >> 4), ((BITS - 1) & 0xf) << 4],
    ...bigEndian(samples, 4),
    ...new Array<number>(16).fill(0),
  ];
}

function frame(samples: Int16Array, number: number): number[] {
  // Sync, blocks of one length; the length stands below, 48 kHz; one channel of 16 bit.
  const start = [0xff, 0xf8, 0x7a, 0x08, ...numbered(number), ...bigEndian(samples.length - 1, 2)];
  const header = [...start, crc(start, 8, 0x07)];
  const silent = samples.every((sample) => sample === 0);
  const CONSTANT = 0;
  const VERBATIM = 2;
  const body = silent
    ? [CONSTANT, 0, 0]
    : [VERBATIM, ...[...samples].flatMap((sample) => bigEndian(sample & 0xffff, 2))];
  const whole = [...header, ...body];
  return [...whole, ...bigEndian(crc(whole, 16, 0x8005), 2)];
}

/** A frame's number, coded like a character of UTF-8; below 2048 here. */
function numbered(number: number): number[] {
  return number < 0x80 ? [number] : [0xc0 | (number >> 6), 0x80 | (number & 0x3f)];
}

function bigEndian(value: number, length: number): number[] {
  return Array.from({ length }, (_, index) => Math.floor(value / 256 ** (length - 1 - index)) % 256);
}

/** A cyclic redundancy check of so many bits, from 0. */
function crc(bytes: readonly number[], bits: 8 | 16, polynomial: number): number {
  const top = 1 << (bits - 1);
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << (bits - 8);
    for (let bit = 0; bit < 8; bit++) sum = sum & top ? (sum << 1) ^ polynomial : sum << 1;
    sum &= (1 << bits) - 1;
  }
  return sum;
}
