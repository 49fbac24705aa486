import { withStartOfRecording } from './bext.js';
import type { Marker } from './marker.js';
import { tagged } from './note-tag.js';
import type { SampleClock } from './sound-clock.js';
import { bodyOf, viewOf, type SoundFile } from './sound-chunks.js';
import type { SoundPart } from './sound-parts.js';
import { oneLine } from './text.js';
import { loopIds } from './wave-cues.js';

const CUE_BYTES = 24;
/** Id, length, purpose, country, language, dialect and code page: UTF-8. */
const TEXT_BYTES = 20;
const UTF8 = 65_001;
/** What counts the samples of a file. */
const MOST_SAMPLES = 0xffffffff;

/** A marker as it comes to stand in the file. */
interface Cue {
  readonly id: number;
  readonly sample: number;
  readonly length: number;
  readonly label: Uint8Array;
  readonly note: Uint8Array;
}

/**
 * The parts of a WAVE file with other markers: in place of its cues and their labels new ones behind everything else.
 *
 * @param startSample the time of the first sample that is to be stated in `bext`; null where that stays as it is.
 */
export function waveParts(
  file: SoundFile,
  markers: readonly Marker[],
  clock: SampleClock,
  startSample: number | null,
): SoundPart[] {
  const kept: SoundPart[] = file.chunks.filter(
    // Of the lists only those with labels were read.
    ({ id, body }) =>
      id !== 'cue ' && !(id === 'LIST' && body !== null) && !(id === 'bext' && startSample !== null),
  );
  if (startSample !== null) {
    const bext = { id: 'bext', content: withStartOfRecording(bodyOf(file, 'bext'), startSample) };
    const sound = kept.findIndex(({ id }) => id === 'data');
    kept.splice(sound === -1 ? kept.length : sound, 0, bext);
  }
  const cues = cuesOf(markers, clock, Math.max(0, ...loopIds(file).map((id) => (id < MOST_IDS ? id : 0))));
  if (cues.length === 0) return kept;
  return [
    ...kept,
    { id: 'cue ', content: cueContent(cues, file.isLittleEndian) },
    { id: 'LIST', content: labelContent(cues, file.isLittleEndian) },
  ];
}

/** Ids above leave no room for a hundred thousand more. */
const MOST_IDS = 0x7fffffff;

/** Sampler loops refer to cues by id: new ones begin behind theirs, so that no loop is taken for a marker's length. */
function cuesOf(markers: readonly Marker[], clock: SampleClock, lastId: number): Cue[] {
  const cues: Cue[] = [];
  const encoder = new TextEncoder();
  for (const marker of markers) {
    const sample = clock.sampleAt(marker.in);
    if (sample < 0 || sample > MOST_SAMPLES) continue;
    const length = marker.out === null ? 0 : clock.sampleAt(marker.out) - sample;
    cues.push({
      id: lastId + cues.length + 1,
      sample,
      length: Math.min(Math.max(0, length), MOST_SAMPLES),
      label: encoder.encode(oneLine(marker.name)),
      note: encoder.encode(withoutZeros(tagged(marker.comment.trim(), marker))),
    });
  }
  return cues;
}

function cueContent(cues: readonly Cue[], isLittleEndian: boolean): Uint8Array {
  const content = new Uint8Array(4 + cues.length * CUE_BYTES);
  const view = viewOf(content);
  const encoder = new TextEncoder();
  view.setUint32(0, cues.length, isLittleEndian);
  cues.forEach(({ id, sample }, index) => {
    const at = 4 + index * CUE_BYTES;
    view.setUint32(at, id, isLittleEndian);
    view.setUint32(at + 4, sample, isLittleEndian);
    encoder.encodeInto('data', content.subarray(at + 8, at + 12));
    view.setUint32(at + 20, sample, isLittleEndian);
  });
  return content;
}

/** A label for each cue, also an empty one, since some readers want it; notes and lengths where there are some. */
function labelContent(cues: readonly Cue[], isLittleEndian: boolean): Uint8Array {
  const textSize = (text: Uint8Array): number => 12 + evenSize(text.length + 1);
  const size = cues.reduce(
    (sum, { label, note, length }) =>
      sum + textSize(label) + (note.length > 0 ? textSize(note) : 0) + (length > 0 ? 8 + TEXT_BYTES : 0),
    4,
  );
  const content = new Uint8Array(size);
  const view = viewOf(content);
  const encoder = new TextEncoder();
  encoder.encodeInto('adtl', content);
  let at = 4;
  const head = (kind: string, length: number, id: number): void => {
    encoder.encodeInto(kind, content.subarray(at, at + 4));
    view.setUint32(at + 4, length, isLittleEndian);
    view.setUint32(at + 8, id, isLittleEndian);
  };
  const write = (kind: string, id: number, text: Uint8Array): void => {
    // The zero behind the text belongs to it; the one that makes it even does not.
    head(kind, 4 + text.length + 1, id);
    content.set(text, at + 12);
    at += textSize(text);
  };
  for (const { id, label, note, length } of cues) {
    write('labl', id, label);
    if (note.length > 0) write('note', id, note);
    if (length === 0) continue;
    head('ltxt', TEXT_BYTES, id);
    view.setUint32(at + 12, length, isLittleEndian);
    encoder.encodeInto('rgn ', content.subarray(at + 16, at + 20));
    view.setUint16(at + 26, UTF8, isLittleEndian);
    at += 8 + TEXT_BYTES;
  }
  return content;
}

function evenSize(size: number): number {
  return size + (size % 2);
}

function withoutZeros(text: string): string {
  return text.replaceAll('\0', '');
}
