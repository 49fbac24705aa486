import type { AudioReading } from './audio-reading.js';
import { lyingHeader, noAudio, requirePlausible } from './audio-reading.js';
import { asciiAt, readUpTo, viewOf, type ByteSource } from './byte-source.js';
import { usualLayout } from './channel-layout.js';
import { iffChunks, type Chunk } from './iff-chunks.js';
import type { PcmLayout } from './pcm-layout.js';
import { pcmBlocks, samplesWithin } from './pcm.js';
import { UnreadableAudio } from './unreadable-audio.js';

interface Common {
  readonly layout: PcmLayout;
  readonly bitDepth: number;
  readonly samples: number;
}

/** What an AIFC compression id means; `bits` null where the header's own figure counts. */
const COMPRESSIONS: Readonly<
  Record<string, { kind: PcmLayout['kind']; bits: number | null; littleEndian: boolean }>
> = {
  NONE: { kind: 'pcm-int', bits: null, littleEndian: false },
  twos: { kind: 'pcm-int', bits: null, littleEndian: false },
  sowt: { kind: 'pcm-int', bits: null, littleEndian: true },
  in24: { kind: 'pcm-int', bits: 24, littleEndian: false },
  in32: { kind: 'pcm-int', bits: 32, littleEndian: false },
  fl32: { kind: 'pcm-float', bits: 32, littleEndian: false },
  FL32: { kind: 'pcm-float', bits: 32, littleEndian: false },
  fl64: { kind: 'pcm-float', bits: 64, littleEndian: false },
  FL64: { kind: 'pcm-float', bits: 64, littleEndian: false },
};

/**
 * Reads an AIFF or uncompressed AIFC file.
 * @throws {UnreadableAudio} if it is not whole, sound, uncompressed audio
 */
export async function readAiff(source: ByteSource): Promise<AudioReading> {
  const isAifc = asciiAt(await readUpTo(source, 8, 4), 0, 4) === 'AIFC';
  let common: Common | null = null;
  let sound: Chunk | null = null;
  let isCut = false;
  for await (const chunk of iffChunks(source, 12, false)) {
    if (chunk.id === 'COMM')
      common = parseCommon(await readUpTo(source, chunk.offset, Math.min(chunk.size, 22)), isAifc);
    else if (chunk.id === 'SSND') sound ??= chunk;
    isCut = chunk.offset + chunk.size > source.size;
  }
  if (common === null) {
    if (isCut) throw endsTooEarly();
    throw new UnreadableAudio(
      'damaged',
      'The AIFF file does not say what its samples are (no "COMM" chunk). Export it again.',
    );
  }
  const { layout, bitDepth, samples } = common;
  // An empty AIFF may leave the sound chunk out.
  if (samples === 0) throw noAudio();
  if (sound === null) throw endsTooEarly();
  const soundHead = await readUpTo(source, sound.offset, 8);
  if (soundHead.length < 8 || sound.size < 8) throw lyingHeader('audio but holds none');
  const skipped = 8 + viewOf(soundHead).getUint32(0);
  const offset = sound.offset + skipped;
  samplesWithin(layout, sound.size - skipped, source.size - offset);
  const promisedBytes = samples * layout.channels * layout.sampleBytes;
  if (promisedBytes > sound.size - skipped)
    throw lyingHeader(`${samples} samples, more than its audio part can hold`);
  const pcm = { source, layout, offset, samples };
  return {
    facts: {
      container: 'aiff',
      codec: layout.kind,
      sampleRate: layout.sampleRate,
      channels: layout.channels,
      layout: usualLayout(layout.channels),
      bitDepth,
      samples,
      bwf: null,
      production: null,
    },
    pcm,
    blocks: () => pcmBlocks(pcm),
  };
}

function endsTooEarly(): UnreadableAudio {
  return new UnreadableAudio(
    'truncated',
    'The AIFF file ends before its headers and audio are complete. Export or copy it again.',
  );
}

function parseCommon(bytes: Uint8Array, isAifc: boolean): Common {
  if (bytes.length < (isAifc ? 22 : 18)) throw lyingHeader('a sample format but does not give it');
  const view = viewOf(bytes);
  const channels = view.getInt16(0);
  const sampleRate = Math.round(extendedFloat(view, 8));
  requirePlausible(channels, sampleRate);

  const compressionId = isAifc ? asciiAt(bytes, 18, 4) : 'NONE';
  const compression = Object.hasOwn(COMPRESSIONS, compressionId) ? COMPRESSIONS[compressionId] : undefined;
  if (compression === undefined) {
    throw new UnreadableAudio(
      'unsupported',
      'The AIFC file holds compressed audio. Export it as uncompressed AIFF or WAV, 24-bit.',
    );
  }
  const bitDepth = compression.bits ?? view.getInt16(6);
  const sampleBytes = Math.ceil(bitDepth / 8);
  if (compression.bits === null && (sampleBytes < 1 || sampleBytes > 4)) {
    throw new UnreadableAudio(
      'unsupported',
      `The AIFF file has ${bitDepth} bits per sample. Export it as 16-bit or 24-bit.`,
    );
  }
  const { kind, littleEndian } = compression;
  return {
    layout: { kind, sampleBytes, littleEndian, unsigned: false, channels, sampleRate },
    bitDepth,
    samples: view.getUint32(2),
  };
}

/** The 80-bit floating-point number in which AIFF gives its sample rate. */
function extendedFloat(view: DataView, offset: number): number {
  const signAndExponent = view.getUint16(offset);
  const mantissa = view.getUint32(offset + 2) * 2 ** 32 + view.getUint32(offset + 6);
  const magnitude = mantissa * 2 ** ((signAndExponent & 0x7fff) - 16383 - 63);
  return signAndExponent >= 0x8000 ? -magnitude : magnitude;
}
