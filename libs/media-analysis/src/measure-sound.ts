import type { AudioReading } from './audio-reading.js';
import { SoundMeter, type SoundReport } from './sound-meter.js';
import { Waveform } from './waveform.js';

/**
 * Decodes the whole file once and measures everything that Segue tells about a delivered sound.
 * @param onProgress hears now and then how much of the file is done, 0 to 1
 * @returns the waveform as `computePeaks` gives it, the number of samples per channel that were decoded, and the report
 * @throws {UnreadableAudio} if the audio turns out cut short or damaged
 */
export async function measureSound(
  reading: AudioReading,
  onProgress?: (fraction: number) => void,
): Promise<{ peaks: Uint8Array; samples: number; report: SoundReport }> {
  const waveform = new Waveform(reading.facts.sampleRate, reading.facts.channels);
  const meter = new SoundMeter(reading.facts);
  let samples = 0;
  for await (const block of reading.blocks()) {
    waveform.add(block);
    meter.add(block);
    samples += block.frames;
    onProgress?.(block.fraction);
  }
  return { peaks: waveform.finish(), samples, report: meter.finish() };
}
