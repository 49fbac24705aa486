import { createWriteStream } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  computePeaks,
  readAudio,
  wavRendition,
  type AudioReading,
  type ByteSource,
} from '@segue/media-analysis';
import type { MusicRead } from './ingest-job.js';

/**
 * Reads a version's file whole: its facts, its peaks, and a rendition where browsers cannot play it. The latter two are
 * written beside the file.
 *
 * @param onProgress hears now and then how much is done, 0 to 1.
 * @throws UnreadableAudio
 */
export async function readMusic(
  path: string,
  size: number,
  onProgress: (fraction: number) => void,
): Promise<MusicRead> {
  const file = await open(path);
  try {
    const source: ByteSource = {
      size,
      read: async (offset, length) => {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    };
    const reading = await readAudio(source);
    const { peaks, samples } = await computePeaks(reading, onProgress);
    const peaksPath = `${path}.peaks`;
    await writeFile(peaksPath, peaks);
    const listeningPath = isPlayable(reading) ? null : `${path}.wav`;
    if (listeningPath !== null) await writeRendition(reading, listeningPath);
    const { container, codec, sampleRate, channels, bitDepth, bwf } = reading.facts;
    return {
      facts: {
        container,
        codec,
        sampleRate,
        channels,
        bitDepth,
        samples,
        timeReference: bwf?.timeReference ?? null,
      },
      peaksPath,
      listeningPath,
    };
  } finally {
    await file.close();
  }
}

/** Browsers play no AIFF, and floating point of 32 bits only. */
function isPlayable({ facts }: AudioReading): boolean {
  return facts.container !== 'aiff' && !(facts.codec === 'pcm-float' && facts.bitDepth === 64);
}

async function writeRendition(reading: AudioReading, path: string): Promise<void> {
  const rendition = wavRendition(reading);
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    yield rendition.header;
    yield* rendition.body();
  };
  await pipeline(Readable.from(bytes()), createWriteStream(path));
}
