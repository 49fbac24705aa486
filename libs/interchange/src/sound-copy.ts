import { samplesToFlicks } from '@segue/timecode';
import { aiffParts } from './aiff-write.js';
import type { Marker, Problem, Timeline } from './marker.js';
import { sampleClock, samplesIn } from './sound-clock.js';
import { inMemory, onSource, soundChunks, type SoundSource, type Steps } from './sound-chunks.js';
import { clockOfSound } from './sound-markers.js';
import { assembled, type SoundCopy } from './sound-parts.js';
import { waveParts } from './wave-write.js';

/** What is to be written besides the markers. */
export interface SoundCopyOptions {
  /** Whether to state in `bext` that the file begins where the timeline does. AIFF has no place for that. */
  readonly stampStart?: boolean;
}

/**
 * Writes markers into a copy of a sound file in place of those it has. The sound and all parts that are not about markers
 * stay as they are, byte by byte. WAV, RF64 and BW64 get cues with labels (names), notes (comments) and lengths; what
 * becomes longer than 4 GB becomes RF64. AIFF gets markers with comments: without lengths, names of at most 255 bytes, and
 * no more than the 32,767 it can hold. Colours, authors, states and tracks are lost, and in WAV dates. Markers before the
 * first sample are left out, and those that no 32-bit count of samples reaches. Sync points in iXML stay.
 *
 * @returns the copy, or what is wrong with the original.
 */
export function formatSoundMarkers(
  original: Uint8Array,
  markers: readonly Marker[],
  timeline: Timeline,
  options: SoundCopyOptions = {},
): Uint8Array | Problem {
  const copy = inMemory(copySteps(original.length, markers, timeline, options), original);
  if ('what' in copy) return copy;
  const bytes = new Uint8Array(copy.size);
  let at = 0;
  for (const piece of copy.pieces) {
    const content =
      piece instanceof Uint8Array ? piece : original.subarray(piece.offset, piece.offset + piece.length);
    bytes.set(content, at);
    at += content.length;
  }
  return bytes;
}

/** What `formatSoundMarkers` writes, as pieces to copy one after the other: the sound is never in memory. */
export function copySoundMarkers(
  source: SoundSource,
  markers: readonly Marker[],
  timeline: Timeline,
  options: SoundCopyOptions = {},
): Promise<SoundCopy | Problem> {
  return onSource(copySteps(source.size, markers, timeline, options), source);
}

function* copySteps(
  fileSize: number,
  markers: readonly Marker[],
  timeline: Timeline,
  { stampStart = false }: SoundCopyOptions,
): Steps<SoundCopy | Problem> {
  const file = yield* soundChunks(fileSize);
  if ('what' in file) return file;
  if (file.isCutOff)
    return { where: 'file', what: 'The end of this sound file is missing: nothing is written behind that.' };
  const stated = clockOfSound(file, timeline);
  if ('what' in stated) return stated;
  if (file.form === 'FORM') return assembled(file, aiffParts(file, markers, stated));
  if (!stampStart) return assembled(file, waveParts(file, markers, stated, null));
  // Stamped, the first sample is where the timeline begins, to the nearest sample since midnight.
  const { sampleRate } = stated;
  const startSample = Math.max(0, samplesIn(timeline.start, sampleRate));
  const clock = sampleClock(sampleRate, samplesToFlicks(startSample, sampleRate), timeline.format);
  return assembled(file, waveParts(file, markers, clock, startSample));
}
