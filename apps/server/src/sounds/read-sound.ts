import { open, writeFile } from 'node:fs/promises';
import {
  measureSound,
  readAudio,
  UnreadableAudio,
  type AudioReading,
  type ByteSource,
} from '@segue/media-analysis';
import type { AudioFacts } from '@segue/protocol';
import { foreignFacts, withFfmpeg } from './foreign-sound.js';
import { ListeningRendition, unplayableReason } from './listening-rendition.js';
import type { SoundRead } from './sound-read.js';

/** Of each text that a file carries. */
const MOST_CHARACTERS = 2000;
const FFMPEG_HELPS =
  'Or ask the person who runs this server to install ffmpeg: with it this file can be delivered as it is.';

/** A delivered audio file on the local disk. */
export interface SoundFile {
  readonly path: string;
  /** What is made of it is written to files whose names begin so. */
  readonly made: string;
  /** The program that decodes what is not read here; null without one. */
  readonly ffmpeg: string | null;
}

/**
 * Reads a delivered audio file whole, decoding it once: its facts, its measurements, its peaks and the rendition that is
 * listened to.
 *
 * @param onProgress hears now and then how much is done, 0 to 1.
 * @throws UnreadableAudio, and the signal's reason
 */
export async function readSound(
  { path, made, ffmpeg }: SoundFile,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<SoundRead> {
  const tell = (fraction: number): void => {
    signal.throwIfAborted();
    onProgress(fraction);
  };
  const file = await open(path);
  try {
    const source: ByteSource = {
      size: (await file.stat()).size,
      read: async (offset, length, into = new Uint8Array(length)) => {
        const { buffer, bytesRead } = await file.read(into, 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    };
    return await readWhole(await readAudio(source), made, tell);
  } catch (error) {
    if (!(error instanceof UnreadableAudio) || error.reason !== 'foreign') throw error;
    if (ffmpeg === null) throw new UnreadableAudio('foreign', `${error.message} ${FFMPEG_HELPS}`);
    const { container, codec, seconds } = await foreignFacts(path);
    const read = await withFfmpeg({ ffmpeg, path, seconds, signal }, (reading) =>
      readWhole(reading, made, tell),
    );
    return { ...read, facts: { ...read.facts, container, codec, bitDepth: null } };
  } finally {
    await file.close();
  }
}

async function readWhole(
  reading: AudioReading,
  made: string,
  onProgress: (fraction: number) => void,
): Promise<SoundRead> {
  const unplayable = unplayableReason(reading.facts);
  const { measured, listening } =
    unplayable === null
      ? await measureAndRender(reading, `${made}.flac`, onProgress)
      : { measured: await measureSound(reading, onProgress), listening: null };
  const peaksPath = `${made}.peaks`;
  await writeFile(peaksPath, measured.peaks);
  const { report, samples } = measured;
  return { facts: factsOf(reading, samples), report, peaksPath, listening, unplayable };
}

type Measured = Awaited<ReturnType<typeof measureSound>>;

async function measureAndRender(
  reading: AudioReading,
  path: string,
  onProgress: (fraction: number) => void,
): Promise<{ measured: Measured; listening: SoundRead['listening'] }> {
  const file = await open(path, 'w');
  try {
    const rendition = new ListeningRendition(reading.facts, (segment) => file.writeFile(segment));
    const measured = await measureSound(heardBy(rendition, reading), onProgress);
    return { measured, listening: { path, layout: await rendition.finish() } };
  } finally {
    await file.close();
  }
}

/** The same reading, whose blocks the rendition takes before they are measured: decoding is the larger part of the work. */
function heardBy(rendition: ListeningRendition, reading: AudioReading): AudioReading {
  return {
    facts: reading.facts,
    async *blocks() {
      for await (const block of reading.blocks()) {
        await rendition.add(block);
        yield block;
      }
    },
  };
}

function factsOf({ facts }: AudioReading, samples: number): AudioFacts {
  const { container, codec, sampleRate, channels, bitDepth, layout, bwf, production } = facts;
  return storable({
    container,
    codec,
    sampleRate,
    channels,
    bitDepth,
    samples,
    layout: layout && [...layout],
    timeReference: bwf?.timeReference ?? null,
    description: bwf?.description ?? '',
    production: production && { ...production, tracks: production.tracks.slice(0, channels) },
  });
}

/** A file may hold anything: PostgreSQL stores neither NUL nor half of a surrogate pair, and nobody reads a novel in a list. */
function storable(facts: AudioFacts): AudioFacts {
  return JSON.parse(
    JSON.stringify(facts, (_, value: unknown) =>
      typeof value === 'string' ? value.slice(0, MOST_CHARACTERS).replace(/[\0\p{Surrogate}]/gu, '') : value,
    ),
  ) as AudioFacts;
}
