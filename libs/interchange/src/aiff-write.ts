import { aiffComments, EPOCH_1904, loopingMarks, type AiffComment } from './aiff-marks.js';
import type { Marker } from './marker.js';
import { tagged } from './note-tag.js';
import type { SampleClock } from './sound-clock.js';
import { viewOf, type SoundFile } from './sound-chunks.js';
import type { SoundPart } from './sound-parts.js';
import { oneLine } from './text.js';

const MOST_SAMPLES = 0xffffffff;
/** Ids are 16 bits with a sign, and above zero. */
const MOST_MARKS = 0x7fff;
const MOST_COMMENTS = 0xffff;
/** What one byte counts, and what two do. */
const LONGEST_NAME = 0xff;
const LONGEST_COMMENT = 0xffff;

interface Mark {
  readonly id: number;
  readonly sample: number;
  readonly name: Uint8Array;
}

/**
 * The parts of an AIFF file with other markers: new ones behind everything else, and their comments with those on the file
 * itself. Markers between which an instrument loops stay under their ids.
 */
export function aiffParts(file: SoundFile, markers: readonly Marker[], clock: SampleClock): SoundPart[] {
  const loops = loopingMarks(file);
  const loopIds = new Set(loops.map(({ id }) => id));
  const marks: Mark[] = [...loops];
  const comments: AiffComment[] = aiffComments(file).filter(({ mark }) => mark === 0 || loopIds.has(mark));
  let id = 0;
  for (const marker of markers) {
    const sample = clock.sampleAt(marker.in);
    if (sample < 0 || sample > MOST_SAMPLES) continue;
    do id++;
    while (loopIds.has(id));
    if (id > MOST_MARKS) break;
    marks.push({ id, sample, name: encoded(oneLine(marker.name), LONGEST_NAME) });
    const text = encoded(tagged(marker.comment.trim(), marker), LONGEST_COMMENT);
    const stamp = marker.createdAt === null ? 0 : Math.floor(marker.createdAt / 1000) + EPOCH_1904;
    if (text.length > 0) comments.push({ stamp: Math.min(Math.max(0, stamp), 0xffffffff), mark: id, text });
  }
  const kept: SoundPart[] = file.chunks.filter((chunk) => chunk.id !== 'MARK' && chunk.id !== 'COMT');
  if (marks.length > 0) kept.push({ id: 'MARK', content: markContent(marks) });
  if (comments.length > 0)
    kept.push({ id: 'COMT', content: commentContent(comments.slice(0, MOST_COMMENTS)) });
  return kept;
}

function markContent(marks: readonly Mark[]): Uint8Array {
  const sizeOf = ({ name }: Mark): number => 7 + name.length + ((name.length + 1) % 2);
  const content = new Uint8Array(marks.reduce((sum, mark) => sum + sizeOf(mark), 2));
  const view = viewOf(content);
  view.setUint16(0, marks.length);
  let at = 2;
  for (const mark of marks) {
    view.setInt16(at, mark.id);
    view.setUint32(at + 2, mark.sample);
    view.setUint8(at + 6, mark.name.length);
    content.set(mark.name, at + 7);
    at += sizeOf(mark);
  }
  return content;
}

function commentContent(comments: readonly AiffComment[]): Uint8Array {
  const sizeOf = ({ text }: AiffComment): number => 8 + text.length + (text.length % 2);
  const content = new Uint8Array(comments.reduce((sum, comment) => sum + sizeOf(comment), 2));
  const view = viewOf(content);
  view.setUint16(0, comments.length);
  let at = 2;
  for (const comment of comments) {
    view.setUint32(at, comment.stamp);
    view.setInt16(at + 4, comment.mark);
    view.setUint16(at + 6, comment.text.length);
    content.set(comment.text, at + 8);
    at += sizeOf(comment);
  }
  return content;
}

/** A text in UTF-8, as much as fits of its characters. */
function encoded(text: string, most: number): Uint8Array {
  const plain = text.replaceAll('\0', '');
  const whole = new TextEncoder().encode(plain);
  if (whole.length <= most) return whole;
  const { written } = new TextEncoder().encodeInto(plain, whole.subarray(0, most));
  return whole.subarray(0, written);
}
