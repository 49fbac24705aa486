import { BEXT_BYTES, parseBroadcastExtension } from '@segue/media-analysis/broadcast-extension';
import { samplesToFlicks, type Flicks } from '@segue/timecode';

/** What stands before the sound of a WAV file is within so many bytes. */
const HEAD_BYTES = 64 * 1024;
/** No sound is recorded with more samples a second. */
const MOST_SAMPLES_PER_SECOND = 768_000;

/**
 * The time since midnight that the BWF stamp of a WAV file gives its first sample; null where the file has none, or none
 * that is a time of day. Only the head of the file is read.
 */
export async function readStamp(file: Blob): Promise<Flicks | null> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const view = new DataView(bytes.buffer);
  const nameAt = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (!['RIFF', 'RF64', 'BW64'].includes(nameAt(0)) || nameAt(8) !== 'WAVE') return null;
  let samplesPerSecond = 0;
  let samples: number | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (nameAt(at) === 'fmt ' && content.length >= 8) samplesPerSecond = view.getUint32(at + 12, true);
    if (nameAt(at) === 'bext')
      samples = parseBroadcastExtension(content.subarray(0, BEXT_BYTES))?.timeReference ?? null;
    at += 8 + size + (size % 2);
  }
  const isRate = samplesPerSecond > 0 && samplesPerSecond <= MOST_SAMPLES_PER_SECOND;
  if (samples === null || !isRate || samples > 24 * 3600 * samplesPerSecond) return null;
  return samplesToFlicks(samples, samplesPerSecond);
}
