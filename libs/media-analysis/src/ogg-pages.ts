import { asciiAt, joinBytes, readChunks, viewOf, type ByteSource } from './byte-source.js';
import { UnreadableAudio } from './unreadable-audio.js';

/** One page of an Ogg stream, its checksum found right. */
export interface OggPage {
  /** The pieces of packets in it. */
  readonly pieces: readonly PacketPiece[];
  /** What the codec makes of it: with Vorbis and Opus the samples up to the end of the page; null if no packet ends in it. */
  readonly granule: number | null;
  readonly isLast: boolean;
}

interface PacketPiece {
  readonly bytes: Uint8Array;
  /** Whether the packet ends here; otherwise it goes on in the next page. */
  readonly isEnd: boolean;
}

const HEADER_BYTES = 27;
const FLAG_FIRST = 2;
const FLAG_LAST = 4;
/** More than any packet of sound; the set-up of Vorbis comes nearest, with about 10 kB, and pictures in comments are not kept. */
const MAX_PACKET_BYTES = 1024 * 1024;

const CRC32 = crcTable();

/**
 * Reads the pages of an Ogg file that holds one stream, and makes sure that none is missing.
 * @throws {UnreadableAudio} `damaged`, `truncated`, or `unsupported` for several streams
 */
export async function* oggPages(
  source: ByteSource,
): AsyncGenerator<OggPage & { readonly fraction: number }, void> {
  let pending: Uint8Array = new Uint8Array(0);
  let serial: number | null = null;
  let sequence = 0;
  let begin = 0;
  for await (const chunk of readChunks(source, 0, source.size)) {
    const bytes = joinBytes(pending, chunk);
    let at = 0;
    for (let length = pageLength(bytes, at); length !== null; length = pageLength(bytes, at)) {
      const page = bytes.subarray(at, at + length);
      const view = viewOf(page);
      const flags = view.getUint8(5);
      serial ??= view.getUint32(14, true);
      if (serial !== view.getUint32(14, true) || (sequence > 0 && (flags & FLAG_FIRST) !== 0))
        throw severalStreams();
      if (view.getUint32(18, true) !== sequence || !isWhole(page)) throw damaged();
      sequence += 1;
      at += length;
      const isLast = (flags & FLAG_LAST) !== 0;
      yield { ...parsed(page, isLast), fraction: isLast ? 1 : (begin + at) / source.size };
      if (!isLast) continue;
      // Tags may follow; another stream would be lost.
      if (asciiAt(bytes, at, 4) === 'OggS') throw severalStreams();
      return;
    }
    pending = bytes.slice(at);
    begin += at;
  }
  throw new UnreadableAudio(
    'truncated',
    'The Ogg file ends in the middle of its audio: it was cut short. Export or copy it again.',
  );
}

/** Puts packets together from the pages that they lie in. */
export class PacketAssembler {
  private pending: Uint8Array = new Uint8Array(0);

  /**
   * The packets that end in this page.
   * @throws {UnreadableAudio} `damaged` for a packet that is larger than any
   */
  push(page: OggPage): Uint8Array[] {
    const packets: Uint8Array[] = [];
    for (const { bytes, isEnd } of page.pieces) {
      const packet = joinBytes(this.pending, bytes);
      if (packet.length > MAX_PACKET_BYTES) throw damaged();
      if (isEnd) packets.push(packet);
      this.pending = isEnd ? new Uint8Array(0) : packet.slice();
    }
    return packets;
  }
}

/** Length of the page at `at`; null if it is not wholly there. */
function pageLength(bytes: Uint8Array, at: number): number | null {
  if (bytes.length < at + HEADER_BYTES) return null;
  if (asciiAt(bytes, at, 4) !== 'OggS' || bytes[at + 4] !== 0) throw damaged();
  const segments = bytes[at + 26] ?? 0;
  const body = at + HEADER_BYTES + segments;
  if (bytes.length < body) return null;
  const length = bytes
    .subarray(at + HEADER_BYTES, body)
    .reduce((sum, lace) => sum + lace, HEADER_BYTES + segments);
  return bytes.length < at + length ? null : length;
}

function parsed(page: Uint8Array, isLast: boolean): OggPage {
  const view = viewOf(page);
  const laces = page.subarray(HEADER_BYTES, HEADER_BYTES + view.getUint8(26));
  const pieces: PacketPiece[] = [];
  let start = HEADER_BYTES + laces.length;
  let end = start;
  laces.forEach((lace, i) => {
    end += lace;
    // A lace of 255 says that the packet goes on.
    if (lace === 255 && i < laces.length - 1) return;
    pieces.push({ bytes: page.subarray(start, end), isEnd: lace < 255 });
    start = end;
  });
  const low = view.getUint32(6, true);
  const high = view.getInt32(10, true);
  return { pieces, granule: high < 0 ? null : high * 2 ** 32 + low, isLast };
}

function isWhole(page: Uint8Array): boolean {
  return oggChecksum(page) === viewOf(page).getUint32(22, true);
}

/** The checksum of a whole page, which stands at its byte 22 in little endian; what stands there does not count. */
export function oggChecksum(page: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < page.length; i += 1) {
    const byte = i >= 22 && i < 26 ? 0 : (page[i] ?? 0);
    crc = (crc << 8) ^ (CRC32[(crc >>> 24) ^ byte] ?? 0);
  }
  return crc >>> 0;
}

function crcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let crc = index << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    return crc;
  });
}

function damaged(): UnreadableAudio {
  return new UnreadableAudio(
    'damaged',
    'The Ogg file is damaged: part of its audio cannot be read. Export or copy it again.',
  );
}

function severalStreams(): UnreadableAudio {
  return new UnreadableAudio(
    'unsupported',
    'The Ogg file holds more than one stream, such as video. Export the music alone.',
  );
}
