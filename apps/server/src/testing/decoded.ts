import { readAudio, splitStreams, type AudioFacts } from '@segue/media-analysis';

/** Decodes an audio file from memory: its facts, and the samples of each channel, whole numbers left-justified in 32 bits. */
export async function decoded(bytes: Uint8Array): Promise<{ facts: AudioFacts; channels: number[][] }> {
  const reading = await readAudio({
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  });
  const channels = Array.from({ length: reading.facts.channels }, (): number[] => []);
  for await (const block of reading.blocks()) {
    block.channels.forEach((samples, channel) => {
      for (const sample of samples) channels[channel]?.push(sample);
    });
  }
  return { facts: reading.facts, channels };
}

/** The samples of each channel of a lossless segment, as its listener joins them. */
export async function decodedSegment(bytes: Uint8Array): Promise<number[][]> {
  const streams = await Promise.all(splitStreams(bytes).map(decoded));
  return streams.flatMap(({ channels }) => channels);
}
