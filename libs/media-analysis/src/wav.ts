import type { AudioFacts, AudioReading, BroadcastFacts, ProductionFacts } from './audio-reading.js';
import { lyingHeader, requirePlausible } from './audio-reading.js';
import { BEXT_BYTES, parseBroadcastExtension } from './broadcast-extension.js';
import { asciiAt, readUpTo, viewOf, type ByteSource } from './byte-source.js';
import { layoutOfMask, usualLayout, type Speaker } from './channel-layout.js';
import { iffChunks, type Chunk } from './iff-chunks.js';
import { IXML_BYTES, parseIXml } from './ixml.js';
import type { PcmLayout } from './pcm-layout.js';
import { pcmBlocks, samplesWithin } from './pcm.js';
import { UnreadableAudio } from './unreadable-audio.js';

const UNKNOWN_SIZE = 0xffffffff;
const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const FORMAT_EXTENSIBLE = 0xfffe;

interface WavFormat {
  readonly layout: PcmLayout;
  readonly bitDepth: number;
  readonly speakers: readonly Speaker[] | null;
}

/** What stands before and behind the samples of a WAV file. */
export interface WavHead extends WavFormat {
  /** Where the samples are, in bytes. */
  readonly data: Chunk;
  readonly bwf: BroadcastFacts | null;
  readonly production: ProductionFacts | null;
}

/**
 * Reads a RIFF, RF64 or BW64 WAV file.
 * @throws {UnreadableAudio} if it is not whole, sound, uncompressed audio
 */
export async function readWav(source: ByteSource): Promise<AudioReading> {
  const head = await readWavHead(source);
  const { layout, data } = head;
  const samples = samplesWithin(layout, data.size, source.size - data.offset);
  const pcm = { source, layout, offset: data.offset, samples };
  return { facts: { ...wavFacts(head), samples }, pcm, blocks: () => pcmBlocks(pcm) };
}

/** What a head says of the file, but for its length. */
export function wavFacts({ layout, bitDepth, speakers, bwf, production }: WavHead): AudioFacts {
  return {
    container: 'wav',
    codec: layout.kind,
    sampleRate: layout.sampleRate,
    channels: layout.channels,
    layout: speakers,
    bitDepth,
    samples: null,
    bwf,
    production,
  };
}

/**
 * Reads all chunks but the samples.
 * @throws {UnreadableAudio} if they are not whole, or not of uncompressed audio
 */
export async function readWavHead(source: ByteSource): Promise<WavHead> {
  const head = await readUpTo(source, 0, 12);
  const riffSize = viewOf(head).getUint32(4, true);
  const isLong = asciiAt(head, 0, 4) !== 'RIFF';
  let longDataBytes = UNKNOWN_SIZE;
  let format: WavFormat | null = null;
  let data: Chunk | null = null;
  let bwf: BroadcastFacts | null = null;
  let production: ProductionFacts | null = null;

  // What a chunk called "data" truly holds. Writers that cannot seek back leave 0 or FFFFFFFF: the audio then runs to the end.
  const chunkBytes = (id: string, stated: number, offset: number): number => {
    if (id !== 'data') return stated;
    if (isLong && stated === UNKNOWN_SIZE) return longDataBytes;
    const unfinished = stated === UNKNOWN_SIZE || (stated === 0 && riffSize + 8 !== source.size);
    return unfinished ? source.size - offset : stated;
  };

  for await (const chunk of iffChunks(source, 12, true, chunkBytes)) {
    if (data === null && chunk.id !== 'data' && chunk.offset + chunk.size > source.size)
      throw endsBeforeAudio();
    if (chunk.id === 'ds64') longDataBytes = await readLongDataBytes(source, chunk);
    else if (chunk.id === 'fmt ')
      format = parseFormat(await readUpTo(source, chunk.offset, Math.min(chunk.size, 40)));
    else if (chunk.id === 'bext') {
      bwf = parseBroadcastExtension(await readUpTo(source, chunk.offset, Math.min(chunk.size, BEXT_BYTES)));
    } else if (chunk.id === 'iXML') {
      production = parseIXml(await readUpTo(source, chunk.offset, Math.min(chunk.size, IXML_BYTES)));
    } else if (chunk.id === 'data') data ??= chunk;
  }

  if (data === null) throw endsBeforeAudio();
  if (format === null) {
    throw new UnreadableAudio(
      'damaged',
      'The WAV file does not say what its samples are (no "fmt" chunk). Export it again.',
    );
  }
  return { ...format, data, bwf, production };
}

function endsBeforeAudio(): UnreadableAudio {
  return new UnreadableAudio(
    'truncated',
    'The WAV file ends before its audio begins. Export or copy it again.',
  );
}

async function readLongDataBytes(source: ByteSource, chunk: Chunk): Promise<number> {
  const bytes = await readUpTo(source, chunk.offset, Math.min(chunk.size, 16));
  if (bytes.length < 16) throw lyingHeader('64-bit sizes but does not give them');
  const view = viewOf(bytes);
  return view.getUint32(8, true) + view.getUint32(12, true) * 2 ** 32;
}

function parseFormat(bytes: Uint8Array): WavFormat {
  if (bytes.length < 16) throw lyingHeader('a sample format but does not give it');
  const view = viewOf(bytes);
  const channels = view.getUint16(2, true);
  const sampleRate = view.getUint32(4, true);
  const frameBytes = view.getUint16(12, true);
  const containerBits = view.getUint16(14, true);
  requirePlausible(channels, sampleRate);

  let tag = view.getUint16(0, true);
  let bitDepth = containerBits;
  let speakers = usualLayout(channels);
  if (tag === FORMAT_EXTENSIBLE && bytes.length >= 40) {
    // The sub-format is a GUID whose first two bytes are the tag of old.
    tag = view.getUint16(24, true);
    const validBits = view.getUint16(18, true);
    if (validBits > 0 && validBits < containerBits) bitDepth = validBits;
    speakers = layoutOfMask(view.getUint32(20, true), channels);
  }
  const kind = tag === FORMAT_PCM ? 'pcm-int' : tag === FORMAT_FLOAT ? 'pcm-float' : null;
  if (kind === null) {
    throw new UnreadableAudio(
      'unsupported',
      `The WAV file holds compressed audio (format ${tag.toString(16)} hex). Export it as PCM, 24-bit or 32-bit float.`,
    );
  }
  const sampleBytes = Math.ceil(containerBits / 8);
  const isKnown =
    kind === 'pcm-float' ? [32, 64].includes(containerBits) : sampleBytes >= 1 && sampleBytes <= 4;
  if (!isKnown) {
    throw new UnreadableAudio(
      'unsupported',
      `The WAV file has ${containerBits} bits per sample. Export it as 16-bit, 24-bit or 32-bit float.`,
    );
  }
  if (frameBytes !== channels * sampleBytes) {
    throw lyingHeader(`${frameBytes} bytes for ${channels} channels of ${containerBits} bits`);
  }
  return {
    layout: { kind, sampleBytes, littleEndian: true, unsigned: sampleBytes === 1, channels, sampleRate },
    bitDepth,
    speakers,
  };
}
