import { open, writeFile } from 'node:fs/promises';
import { measureSound, readAudio, type AudioReading, type ByteSource } from '@segue/media-analysis';
import type { AudioFacts } from '@segue/protocol';
import { ListeningRendition, unplayableReason } from './listening-rendition.js';
import type { SoundRead } from './sound-read.js';

/** Of each text that a file carries. */
const MOST_CHARACTERS = 2000;

/**
 * Reads a delivered audio file whole, decoding it once: its facts, its measurements, its peaks and the rendition that is
 * listened to. The latter two are written to files whose names begin with `made`.
 *
 * @param onProgress hears now and then how much is done, 0 to 1.
 * @throws UnreadableAudio
 */
export async function readSound(
  path: string,
  made: string,
  onProgress: (fraction: number) => void,
): Promise<SoundRead> {
  const file = await open(path);
  try {
    const source: ByteSource = {
      size: (await file.stat()).size,
      read: async (offset, length) => {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    };
    const reading = await readAudio(source);
    const unplayable = unplayableReason(reading.facts);
    const { measured, listening } =
      unplayable === null
        ? await measureAndRender(reading, `${made}.flac`, onProgress)
        : { measured: await measureSound(reading, onProgress), listening: null };
    const peaksPath = `${made}.peaks`;
    await writeFile(peaksPath, measured.peaks);
    const { report, samples } = measured;
    return { facts: factsOf(reading, samples), report, peaksPath, listening, unplayable };
  } finally {
    await file.close();
  }
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
