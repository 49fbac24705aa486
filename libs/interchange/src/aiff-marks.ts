import { bodyOf, viewOf, type SoundFile } from './sound-chunks.js';
import { soundText } from './sound-text.js';

/** A marker of an AIFF file. */
export interface AiffMark {
  /** Above zero. */
  readonly id: number;
  readonly sample: number;
  readonly name: string;
  /** The comments that refer to it, a line each. */
  readonly comment: string;
  /** When the first of them was made, in milliseconds since 1970; null where none is. */
  readonly createdAt: number | null;
}

/** A comment of an AIFF file as it stands there. */
export interface AiffComment {
  /** Seconds since 1904. */
  readonly stamp: number;
  /** Of the marker it is on; 0 for the file. */
  readonly mark: number;
  readonly text: Uint8Array;
}

/** Seconds from 1904 to 1970. */
export const EPOCH_1904 = 2_082_844_800;

/** The samples per second of an AIFF file; null where it does not say. */
export function aiffSampleRate(file: SoundFile): number | null {
  const common = bodyOf(file, 'COMM');
  if (!common || common.length < 18) return null;
  const view = viewOf(common);
  const exponent = view.getUint16(8) & 0x7fff;
  const mantissa = view.getUint32(10) * 2 ** 32 + view.getUint32(14);
  return Math.round(mantissa * 2 ** (exponent - 16_383 - 63));
}

/** The markers of an AIFF file with their comments, but for those between which an instrument loops. */
export function aiffMarks(file: SoundFile): AiffMark[] {
  const comments = new Map<number, AiffComment[]>();
  for (const comment of aiffComments(file)) {
    const there = comments.get(comment.mark);
    if (there) there.push(comment);
    else comments.set(comment.mark, [comment]);
  }
  const loops = loopMarks(file);
  return allMarks(file)
    .filter(({ id }) => !loops.has(id))
    .map(({ id, sample, name }) => {
      const own = comments.get(id) ?? [];
      const [first] = own;
      const texts = own.map(({ text }) => soundText(text, 0, 'macintosh')).filter((text) => text !== '');
      const createdAt = first && first.stamp > EPOCH_1904 ? (first.stamp - EPOCH_1904) * 1000 : null;
      return { id, sample, name: soundText(name, 0, 'macintosh'), comment: texts.join('\n'), createdAt };
    });
}

/** The markers of an AIFF file between which an instrument loops, as they stand there. */
export function loopingMarks(file: SoundFile): RawMark[] {
  const loops = loopMarks(file);
  return allMarks(file).filter(({ id }) => loops.has(id));
}

/** The comments of an AIFF file. */
export function aiffComments(file: SoundFile): AiffComment[] {
  const body = bodyOf(file, 'COMT');
  const comments: AiffComment[] = [];
  if (!body || body.length < 2) return comments;
  const view = viewOf(body);
  const count = view.getUint16(0);
  for (let at = 2; at + 8 <= body.length && comments.length < count;) {
    const length = view.getUint16(at + 6);
    const text = body.subarray(at + 8, at + 8 + length);
    comments.push({ stamp: view.getUint32(at), mark: view.getInt16(at + 4), text });
    at += 8 + length + (length % 2);
  }
  return comments;
}

/** A marker as it stands in the file. */
export interface RawMark {
  readonly id: number;
  readonly sample: number;
  readonly name: Uint8Array;
}

function allMarks(file: SoundFile): RawMark[] {
  const body = bodyOf(file, 'MARK');
  const marks: RawMark[] = [];
  if (!body || body.length < 2) return marks;
  const view = viewOf(body);
  const count = view.getUint16(0);
  for (let at = 2; at + 7 <= body.length && marks.length < count;) {
    const length = view.getUint8(at + 6);
    const name = body.subarray(at + 7, at + 7 + length);
    marks.push({ id: view.getInt16(at), sample: view.getUint32(at + 2), name });
    // The name and the byte that counts it are an even number together.
    at += 7 + length + ((length + 1) % 2);
  }
  return marks;
}

/** The ids of the markers that the loops of an instrument begin and end at. */
function loopMarks(file: SoundFile): ReadonlySet<number> {
  const ids = new Set<number>();
  const instrument = bodyOf(file, 'INST');
  if (!instrument || instrument.length < 20) return ids;
  const view = viewOf(instrument);
  for (const at of [8, 14]) {
    if (view.getInt16(at) === 0) continue;
    ids.add(view.getInt16(at + 2)).add(view.getInt16(at + 4));
  }
  return ids;
}
