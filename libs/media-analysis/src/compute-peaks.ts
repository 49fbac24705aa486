import type { AudioReading } from './audio-reading.js';
import { pcmBytes } from './pcm.js';
import { canDrawBytes, Waveform } from './waveform.js';

/**
 * Decodes the whole file into a waveform alone, bit for bit what `audiowaveform --split-channels -b 16 -z 256` writes
 * (version 2). `measureSound` gives the same waveform and measures besides.
 * @param onProgress hears now and then how much of the file is done, 0 to 1
 * @returns the `.dat` file, and the number of samples per channel that were decoded
 * @throws {UnreadableAudio} if the audio turns out cut short or damaged
 */
export async function computePeaks(
  reading: AudioReading,
  onProgress?: (fraction: number) => void,
): Promise<{ peaks: Uint8Array; samples: number }> {
  const { facts, pcm } = reading;
  const waveform = new Waveform(facts.sampleRate, facts.channels);
  if (pcm && canDrawBytes(pcm.layout)) {
    let done = 0;
    for await (const bytes of pcmBytes(pcm)) {
      done += waveform.addBytes(bytes, pcm.layout);
      onProgress?.(done / pcm.samples);
    }
    return { peaks: waveform.finish(), samples: done };
  }
  let samples = 0;
  for await (const block of reading.blocks()) {
    waveform.add(block);
    samples += block.frames;
    onProgress?.(block.fraction);
  }
  return { peaks: waveform.finish(), samples };
}
