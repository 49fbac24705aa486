import { aiffMarks, aiffSampleRate } from './aiff-marks.js';
import { readIXml, type IXml } from './ixml.js';
import { markerAt, type Marker, type Problem, type Reading, type Timeline } from './marker.js';
import { untagged } from './note-tag.js';
import { isSampleRate, soundClock, type SoundClock } from './sound-clock.js';
import {
  bodyOf,
  inMemory,
  onSource,
  soundChunks,
  type SoundFile,
  type SoundSource,
  type Steps,
} from './sound-chunks.js';
import { nothing, Problems } from './text.js';
import { waveCues, waveSampleRate } from './wave-cues.js';

/** The purposes of sync points that mark no place for people. */
const NO_MARKERS: ReadonlySet<string> = new Set(['PRE_RECORD_SAMPLECOUNT', 'GROUP_OFFSET']);

/**
 * Reads the markers of a sound file: of WAV, RF64 and BW64 the cues with labels, notes and region lengths, and the sync
 * points of iXML; of AIFF the markers with their comments, which are points. They have no colours, authors and states. The
 * first sample is at the timecode that `bext` or iXML states, which is real time since midnight, or at the timeline's start.
 */
export function parseSoundMarkers(bytes: Uint8Array, timeline: Timeline): Reading<Marker> {
  return inMemory(readSound(bytes.length, timeline), bytes);
}

/** Reads the markers of a sound file as `parseSoundMarkers` does, but never the sound: a file may be of any size. */
export function readSoundMarkers(source: SoundSource, timeline: Timeline): Promise<Reading<Marker>> {
  return onSource(readSound(source.size, timeline), source);
}

function* readSound(fileSize: number, timeline: Timeline): Steps<Reading<Marker>> {
  const file = yield* soundChunks(fileSize);
  if ('what' in file) return nothing(file.where, file.what);
  const clock = clockOfSound(file, timeline);
  if ('what' in clock) return nothing(clock.where, clock.what);
  const problems = new Problems();
  if (file.isCutOff) problems.add('file', 'The end of this sound file is missing.');
  for (const { id, body, size } of file.chunks)
    if (id === 'cue ' && body === null && size > 0)
      problems.add('cue ', 'It is too large to be a list of markers.');
  const items = file.form === 'FORM' ? marksOf(file, clock, problems) : cuesOf(file, clock, problems);
  return { items, problems: problems.all(), stated: clock.stated };
}

/** How the samples of a file lie on the film, or why they cannot. */
export function clockOfSound(
  file: SoundFile,
  timeline: Timeline,
): (SoundClock & { readonly ixml: IXml | null }) | Problem {
  const isAiff = file.form === 'FORM';
  const sampleRate = isAiff ? aiffSampleRate(file) : waveSampleRate(file);
  if (sampleRate === null || !isSampleRate(sampleRate))
    return { where: isAiff ? 'COMM' : 'fmt ', what: 'It does not say how many samples a second has.' };
  const body = bodyOf(file, 'iXML');
  const ixml = body && readIXml(body);
  return { ...soundClock(sampleRate, { bext: bodyOf(file, 'bext'), ixml }, timeline), ixml };
}

function cuesOf(
  file: SoundFile,
  clock: SoundClock & { readonly ixml: IXml | null },
  problems: Problems,
): Marker[] {
  const markers: Marker[] = [];
  for (const { id, sample, length, label, note } of waveCues(file)) {
    const marker = markerOf(clock, sample, length, { name: label, comment: note });
    if (marker) markers.push(marker);
    else problems.add(`cue ${String(id)}`, 'This cue is too far away to be in a film.');
  }
  // Editors that know both write the same marker twice.
  const known = new Set(markers.map(({ in: position, name }) => `${String(position)} ${name}`));
  for (const point of clock.ixml?.syncPoints ?? []) {
    if (NO_MARKERS.has(point.purpose)) continue;
    const since = point.isAbsolute ? clock.sampleAt(0) : 0;
    const name = point.comment || point.purpose;
    const marker = markerOf(clock, point.sample + since, point.length, { name, comment: '' });
    if (!marker) problems.add('iXML', 'A sync point is too far away to be in a film.');
    else if (!known.has(`${String(marker.in)} ${marker.name}`)) markers.push(marker);
  }
  return markers;
}

function marksOf(file: SoundFile, clock: SoundClock, problems: Problems): Marker[] {
  return aiffMarks(file).flatMap(({ id, sample, name, comment, createdAt }) => {
    const marker = markerOf(clock, sample, 0, { name, comment });
    if (!marker) problems.add(`marker ${String(id)}`, 'This marker is too far away to be in a film.');
    return marker ? [{ ...marker, createdAt }] : [];
  });
}

function markerOf(
  clock: SoundClock,
  sample: number,
  length: number,
  texts: Pick<Marker, 'name' | 'comment'>,
): Marker | null {
  const position = clock.positionOf(sample);
  const end = length > 0 ? clock.positionOf(sample + length) : null;
  if (position === null) return null;
  return untagged({ ...markerAt(position), ...texts, out: end !== null && end > position ? end : null });
}
