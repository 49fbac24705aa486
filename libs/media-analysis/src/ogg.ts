import type { AudioBlock, AudioReading } from './audio-reading.js';
import { lyingHeader, noAudio, requirePlausible } from './audio-reading.js';
import { asciiAt, viewOf, type ByteSource } from './byte-source.js';
import { oggLayout } from './channel-layout.js';
import { makeFinite } from './finite-samples.js';
import { oggPages, PacketAssembler } from './ogg-pages.js';
import { opusDecoder } from './opus.js';
import { UnreadableAudio } from './unreadable-audio.js';
import { vorbisDecoder } from './vorbis.js';

/** What the first packet of an Ogg stream says. */
interface StreamHead {
  readonly codec: 'vorbis' | 'opus';
  readonly sampleRate: number;
  readonly channels: number;
  /** Samples at the beginning that are decoded and not heard. */
  readonly preSkip: number;
  readonly packet: Uint8Array;
}

// The order of more channels is not defined, and a page of them would not fit into memory.
const MAX_CHANNELS = 8;

/**
 * Reads an Ogg file with one Vorbis or Opus stream. Opus is decoded at 48 kHz, whatever it was made from.
 * @throws {UnreadableAudio} if its headers are not sound; the audio is checked as it is decoded
 */
export async function readOgg(source: ByteSource): Promise<AudioReading> {
  const head = await readHead(source);
  const { codec, sampleRate, channels } = head;
  return {
    facts: {
      container: 'ogg',
      codec,
      sampleRate,
      channels,
      layout: oggLayout(channels),
      bitDepth: null,
      samples: null,
      bwf: null,
      production: null,
    },
    blocks: () => oggBlocks(source, head),
  };
}

async function readHead(source: ByteSource): Promise<StreamHead> {
  const assembler = new PacketAssembler();
  for await (const page of oggPages(source)) {
    const [packet] = assembler.push(page);
    if (packet === undefined) continue;
    const head = parseVorbisHead(packet) ?? parseOpusHead(packet);
    if (head === null) throw unsupported('This Ogg file holds neither Vorbis nor Opus.');
    requirePlausible(head.channels, head.sampleRate);
    if (head.channels > MAX_CHANNELS) throw unsupported(`The Ogg file has ${head.channels} channels.`);
    return head;
  }
  throw noAudio();
}

function parseVorbisHead(packet: Uint8Array): StreamHead | null {
  if (asciiAt(packet, 0, 7) !== '\x01vorbis') return null;
  if (packet.length < 30) throw lyingHeader('to be Vorbis but does not say of what kind');
  const view = viewOf(packet);
  return {
    codec: 'vorbis',
    sampleRate: view.getUint32(12, true),
    channels: view.getUint8(11),
    preSkip: 0,
    packet,
  };
}

function parseOpusHead(packet: Uint8Array): StreamHead | null {
  if (asciiAt(packet, 0, 8) !== 'OpusHead') return null;
  if (packet.length < 19) throw lyingHeader('to be Opus but does not say of what kind');
  const view = viewOf(packet);
  return {
    codec: 'opus',
    sampleRate: 48_000,
    channels: view.getUint8(9),
    preSkip: view.getUint16(10, true),
    packet,
  };
}

async function* oggBlocks(source: ByteSource, head: StreamHead): AsyncGenerator<AudioBlock, void> {
  const decoder = await attempt(() => (head.codec === 'opus' ? opusDecoder(head.packet) : vorbisDecoder()));
  try {
    const assembler = new PacketAssembler();
    let decoded = 0;
    let promised = 0;
    for await (const page of oggPages(source)) {
      const { isLast, fraction } = page;
      if (isLast) promised = Math.max(0, (page.granule ?? 0) - head.preSkip);
      const packets = assembler.push(page);
      for (const channels of await attempt(() => decoder.decode(packets))) {
        const whole = channels[0]?.length ?? 0;
        // The last packet is always a whole one; the granule of its page says where the sound ends.
        const frames = isLast ? Math.min(whole, promised - decoded) : whole;
        if (frames <= 0) continue;
        if (channels.length !== head.channels) throw damaged();
        decoded += frames;
        channels.forEach(makeFinite);
        yield { frames, channels: channels.map((samples) => samples.subarray(0, frames)), fraction };
      }
    }
    if (decoded === 0) throw noAudio();
    if (decoded < promised) {
      throw new UnreadableAudio(
        'truncated',
        `The Ogg file promises ${promised} samples but holds ${decoded}: it was cut short. Export or copy it again.`,
      );
    }
  } finally {
    decoder.free();
  }
}

// Decoders throw, and WebAssembly traps, on what their authors did not foresee.
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw damaged();
  }
}

function damaged(): UnreadableAudio {
  return new UnreadableAudio(
    'damaged',
    'The Ogg file is damaged: part of its audio cannot be decoded. Export or copy it again.',
  );
}

function unsupported(what: string): UnreadableAudio {
  return new UnreadableAudio(
    'unsupported',
    `${what} Export the music as WAV, FLAC, or as Vorbis or Opus in stereo.`,
  );
}
