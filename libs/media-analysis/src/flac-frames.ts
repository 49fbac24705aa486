import { joinBytes } from './byte-source.js';
import { UnreadableAudio } from './unreadable-audio.js';

/** One FLAC frame, whole, its checksum found right. */
export interface FlacFrame {
  readonly bytes: Uint8Array;
  /** Samples per channel. */
  readonly samples: number;
}

// 65 535 samples of 8 channels at 24 bits stored verbatim come to 1.6 MB; nothing valid is larger.
const MAX_FRAME_BYTES = 2 * 1024 * 1024;
const MAX_HEADER_BYTES = 16;

const CRC8 = crcTable(8, 0x07);
/** For each byte its checksum, then that of the byte with one to seven zero bytes behind it. */
const CRC16 = withZeros(crcTable(16, 0x8005), 7);

/**
 * Cuts a stream of FLAC data into frames. FLAC frames carry no length: a frame ends where the checksum over it comes out
 * as zero and a valid header, or the end of the file, follows. Each byte is looked at once.
 */
export class FlacFrameSplitter {
  private pending: Uint8Array = new Uint8Array(0);
  /** How far of the pending bytes the checksum reaches, and where the next header may begin. */
  private summed = 0;
  private searched = 1;
  private crc = 0;
  private samples: number | null = null;

  /**
   * Adds data and returns the frames that it completes.
   * @param isLast whether the file ends here
   * @throws {UnreadableAudio} `damaged` or `truncated`
   */
  push(data: Uint8Array, isLast: boolean): FlacFrame[] {
    const bytes = joinBytes(this.pending, data);
    const frames: FlacFrame[] = [];
    let start = 0;
    let { summed, searched, crc, samples } = this;
    // A header must be wholly in view to be judged, so the last bytes wait for more.
    const limit = isLast ? bytes.length : Math.max(summed, bytes.length - MAX_HEADER_BYTES);

    for (;;) {
      if (start < limit) {
        samples ??= frameHeaderSamples(bytes, start);
        if (samples === null) throw damaged();
      }
      const end = nextHeader(bytes, searched, limit);
      crc = crc16(crc, bytes, summed, end);
      summed = end;
      const isOver = end === limit;
      if (crc === 0 && samples !== null && (!isOver || isLast)) {
        frames.push({ bytes: bytes.subarray(start, end), samples });
        start = end;
        samples = null;
      }
      searched = Math.max(searched, isOver ? end : end + 1);
      if (isOver) break;
    }

    this.pending = bytes.slice(start);
    this.summed = summed - start;
    this.searched = searched - start;
    this.crc = crc;
    this.samples = samples;
    if (this.pending.length > MAX_FRAME_BYTES) throw damaged();
    if (isLast && this.pending.length > 0) {
      throw new UnreadableAudio(
        'truncated',
        'The FLAC file ends in the middle of its audio: it was cut short or is damaged. Export or copy it again.',
      );
    }
    return frames;
  }
}

/** Where the next valid header begins, from `from` on; `limit` if none does before. */
function nextHeader(bytes: Uint8Array, from: number, limit: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at < limit && frameHeaderSamples(bytes, at) === null) at = bytes.indexOf(0xff, at + 1);
  return at >= 0 && at < limit ? at : limit;
}

/** Carries the checksum on over the bytes [from, to), eight at a time. */
function crc16(crc: number, bytes: Uint8Array, from: number, to: number): number {
  const byte = (at: number): number => bytes[at] ?? 0;
  const table = (zeros: number, value: number): number => CRC16[zeros * 256 + value] ?? 0;
  let at = from;
  for (; at + 8 <= to; at += 8) {
    crc =
      table(7, byte(at) ^ (crc >> 8)) ^
      table(6, byte(at + 1) ^ (crc & 0xff)) ^
      table(5, byte(at + 2)) ^
      table(4, byte(at + 3)) ^
      table(3, byte(at + 4)) ^
      table(2, byte(at + 5)) ^
      table(1, byte(at + 6)) ^
      table(0, byte(at + 7));
  }
  for (; at < to; at += 1) crc = ((crc << 8) & 0xffff) ^ table(0, (crc >> 8) ^ byte(at));
  return crc;
}

function damaged(): UnreadableAudio {
  return new UnreadableAudio(
    'damaged',
    'The FLAC file is damaged: part of its audio cannot be read. Export or copy it again.',
  );
}

/** Samples in the frame whose header begins at `start`; null if no valid header begins there. */
function frameHeaderSamples(bytes: Uint8Array, start: number): number | null {
  const byte = (offset: number): number => bytes[start + offset] ?? 0;
  if (byte(0) !== 0xff || (byte(1) & 0xfe) !== 0xf8) return null;
  const sizeCode = byte(2) >> 4;
  const rateCode = byte(2) & 0x0f;
  if (sizeCode === 0 || rateCode === 0x0f) return null;

  // The frame number is coded as UTF-8 codes characters: leading ones count the bytes.
  const numberBytes = Math.max(1, Math.clz32(~(byte(4) << 24)));
  if (numberBytes > 7) return null;
  let length = 4 + numberBytes;
  let samples: number;
  if (sizeCode === 1) samples = 192;
  else if (sizeCode <= 5) samples = 576 << (sizeCode - 2);
  else if (sizeCode === 6) {
    samples = byte(length) + 1;
    length += 1;
  } else if (sizeCode === 7) {
    samples = ((byte(length) << 8) | byte(length + 1)) + 1;
    length += 2;
  } else samples = 256 << (sizeCode - 8);
  if (rateCode === 12) length += 1;
  else if (rateCode > 12) length += 2;

  let crc = 0;
  for (let i = 0; i < length; i += 1) crc = CRC8[crc ^ byte(i)] ?? 0;
  return start + length < bytes.length && crc === byte(length) ? samples : null;
}

function crcTable(bits: 8 | 16, polynomial: number): Uint16Array {
  const top = 1 << (bits - 1);
  const mask = (1 << bits) - 1;
  return Uint16Array.from({ length: 256 }, (_, index) => {
    let crc = index << (bits - 8);
    for (let bit = 0; bit < 8; bit += 1)
      crc = ((crc & top) === 0 ? crc << 1 : (crc << 1) ^ polynomial) & mask;
    return crc;
  });
}

function withZeros(table: Uint16Array, zeros: number): Uint16Array {
  const tables = new Uint16Array(256 * (zeros + 1));
  tables.set(table);
  for (let i = 256; i < tables.length; i += 1) {
    const before = tables[i - 256] ?? 0;
    tables[i] = ((before << 8) & 0xffff) ^ (table[before >> 8] ?? 0);
  }
  return tables;
}
