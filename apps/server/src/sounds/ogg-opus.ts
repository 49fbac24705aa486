import { oggChecksum } from '@segue/media-analysis';

/** A stretch of Opus that decodes on its own. */
export interface OpusStretch {
  readonly channels: 1 | 2;
  /** In hertz, for those who want to know; Opus itself counts on. */
  readonly sampleRate: number;
  readonly packets: readonly Uint8Array[];
  /** Samples per channel in every packet. */
  readonly packetSamples: number;
  /** Samples that are decoded before the first one that is heard, up to 65,535, and those that are heard. */
  readonly preSkip: number;
  readonly samples: number;
  /** What is to be added after decoding, in 256ths of a decibel. */
  readonly gain: number;
}

const FIRST = 2;
const LAST = 4;
const MOST_LACES = 255;
const HEADER_BYTES = 27;

/** A whole Ogg file (RFC 3533) with Opus in it (RFC 7845). */
export function oggOpus(stretch: OpusStretch): Uint8Array {
  const { packets, packetSamples, preSkip, samples } = stretch;
  const pages = [
    oggPage([opusHead(stretch)], { flags: FIRST, granule: 0, sequence: 0 }),
    oggPage([OPUS_TAGS], { flags: 0, granule: 0, sequence: 1 }),
  ];
  for (let from = 0; from < packets.length;) {
    const to = endOfPage(packets, from);
    const isLast = to === packets.length;
    pages.push(
      oggPage(packets.slice(from, to), {
        flags: isLast ? LAST : 0,
        // The last one says where the sound ends, which is inside its packet.
        granule: isLast ? preSkip + samples : to * packetSamples,
        sequence: pages.length,
      }),
    );
    from = to;
  }
  return Buffer.concat(pages);
}

/** The first packet that does not fit on the page which begins with packet `from`. */
function endOfPage(packets: readonly Uint8Array[], from: number): number {
  let laces = 0;
  for (let at = from; at < packets.length; at += 1) {
    laces += lacesOf(packets[at]?.length ?? 0);
    if (laces > MOST_LACES) return at;
  }
  return packets.length;
}

/** A packet is as long as its laces together; the one below 255 ends it. */
function lacesOf(bytes: number): number {
  return Math.floor(bytes / 255) + 1;
}

interface Place {
  readonly flags: number;
  readonly granule: number;
  readonly sequence: number;
}

function oggPage(packets: readonly Uint8Array[], { flags, granule, sequence }: Place): Uint8Array {
  const laces = packets.flatMap(({ length }) => [
    ...Array.from({ length: lacesOf(length) - 1 }, () => 255),
    length % 255,
  ]);
  const page = Buffer.concat([new Uint8Array(HEADER_BYTES), Uint8Array.from(laces), ...packets]);
  page.write('OggS', 'latin1');
  page.writeUInt8(flags, 5);
  page.writeBigUInt64LE(BigInt(granule), 6);
  page.writeUInt32LE(sequence, 18);
  page.writeUInt8(laces.length, 26);
  page.writeUInt32LE(oggChecksum(page), 22);
  return page;
}

function opusHead({ channels, sampleRate, preSkip, gain }: OpusStretch): Uint8Array {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head.writeUInt8(1, 8);
  head.writeUInt8(channels, 9);
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(sampleRate, 12);
  head.writeInt16LE(gain, 16);
  return head;
}

/** Nobody in particular made it, and nothing is said of it. */
const OPUS_TAGS = Buffer.concat([Buffer.from('OpusTags', 'latin1'), new Uint8Array(8)]);
