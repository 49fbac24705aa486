import type { Problem } from './marker.js';

/** Bytes that are to be read next. At the end of a file there may be fewer. */
interface Wanted {
  readonly offset: number;
  readonly length: number;
}

/** A reading in steps: it asks for bytes and is handed them, so that one and the same reads memory, disks and networks. */
export type Steps<Result> = Generator<Wanted, Result, Uint8Array>;

/** A file that can be read at any place. */
export interface SoundSource {
  /** Its length in bytes. */
  readonly size: number;
  /** So many bytes from a place on; fewer only where the file ends. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
}

/** One part of a sound file. */
export interface SoundChunk {
  /** Four letters. */
  readonly id: string;
  /** Where its content begins in the file. */
  readonly offset: number;
  /** Its true length: what the file has of it, where its header says more or nothing. */
  readonly size: number;
  /** The content, of those that say something about markers and time; null of the sound and all else. */
  readonly body: Uint8Array | null;
}

/** A sound file, by its parts. */
export interface SoundFile {
  /** `RIFF`, `RIFX`, `RF64`, `BW64` or `FORM`. */
  readonly form: string;
  /** `WAVE`, `AIFF` or `AIFC`. */
  readonly type: string;
  readonly isLittleEndian: boolean;
  readonly chunks: readonly SoundChunk[];
  /** Whether something is missing at its end, which nobody should write markers behind. */
  readonly isCutOff: boolean;
}

const FORMS: ReadonlySet<string> = new Set(['RIFF', 'RIFX', 'RF64', 'BW64', 'FORM']);
/** What is read whole. Of lists only those with the labels of cues are. */
const READ: ReadonlySet<string> = new Set([
  'fmt ',
  'ds64',
  'bext',
  'iXML',
  'cue ',
  'smpl',
  'LIST',
  'COMM',
  'MARK',
  'COMT',
  'INST',
]);
/** 100,000 markers with long texts; more than that is not read into memory. */
const LARGEST_BODY = 64 * 1024 * 1024;
/** Real files have a few dozen. */
const MOST_CHUNKS = 10_000;
const UNKNOWN = 0xffffffff;

/** Whether bytes begin like a sound file that may hold markers. */
export function isSound(bytes: Uint8Array): boolean {
  return FORMS.has(letters(bytes, 0));
}

/** Walks through the parts of a WAVE (RIFF, RIFX, RF64, BW64) or AIFF file; the sound itself is never read. */
export function* soundChunks(fileSize: number): Steps<SoundFile | Problem> {
  const head = yield { offset: 0, length: 12 };
  const [form, type] = [letters(head, 0), letters(head, 8)];
  if (!FORMS.has(form) || !(form === 'FORM' ? ['AIFF', 'AIFC'] : ['WAVE']).includes(type))
    return { where: 'file', what: 'This is no sound file that can hold markers: WAV, RF64, BW64 or AIFF.' };
  const isLittleEndian = form !== 'RIFX' && form !== 'FORM';
  const riffSize = viewOf(head).getUint32(4, isLittleEndian);
  let sizes: LongSizes = NO_SIZES;
  const chunks: SoundChunk[] = [];
  let isCutOff = false;
  let left = LARGEST_BODY;
  for (let at = 12; at + 8 <= fileSize;) {
    if (chunks.length === MOST_CHUNKS)
      return { where: 'file', what: `It has more than ${String(MOST_CHUNKS)} parts, as no sound file has.` };
    const header = yield { offset: at, length: 8 };
    if (header.length < 8) break;
    const id = letters(header, 0);
    const stated = viewOf(header).getUint32(4, isLittleEndian);
    const offset = at + 8;
    const isOpen = id === 'data' && stated === 0 && riffSize + 8 !== fileSize && fileSize > offset;
    const said = stated === UNKNOWN || isOpen ? sizes.of(id, chunks) : stated;
    // Who writes a stream cannot go back to say how long it became: the sound goes on to the end.
    const size = Math.min(said ?? fileSize - offset, fileSize - offset);
    if (said !== null && said > size) isCutOff = true;
    let body: Uint8Array | null = null;
    if (READ.has(id) && size <= left) {
      const kind = id === 'LIST' ? letters(yield { offset, length: 4 }, 0) : '';
      if (id !== 'LIST' || kind === 'adtl') {
        body = yield { offset, length: size };
        left -= size;
      }
    }
    if (id === 'ds64' && body) sizes = longSizes(body);
    chunks.push({ id, offset, size, body });
    at = offset + size + (size % 2);
  }
  return { form, type, isLittleEndian, chunks, isCutOff };
}

/** The sizes that a `ds64` part states for those that cannot say their own. */
interface LongSizes {
  /** Null where none is stated. */
  readonly of: (id: string, before: readonly SoundChunk[]) => number | null;
}

const NO_SIZES: LongSizes = { of: () => null };

function longSizes(body: Uint8Array): LongSizes {
  if (body.length < 24) return NO_SIZES;
  const view = viewOf(body);
  const size = (at: number): number => Number(view.getBigUint64(at, true));
  const data = size(8);
  const table: { readonly id: string; readonly size: number }[] = [];
  for (let at = 28; at + 12 <= body.length; at += 12)
    table.push({ id: letters(body, at), size: size(at + 4) });
  return {
    of: (id, before) => {
      if (id === 'data') return data;
      const nth = before.filter((chunk) => chunk.id === id).length;
      return table.filter((entry) => entry.id === id)[nth]?.size ?? null;
    },
  };
}

/** Takes the steps on bytes in memory. */
export function inMemory<Result>(steps: Steps<Result>, bytes: Uint8Array): Result {
  let step = steps.next();
  while (!step.done) {
    const { offset, length } = step.value;
    step = steps.next(bytes.subarray(offset, offset + length));
  }
  return step.value;
}

/** Takes the steps on a file that is read piece by piece. */
export async function onSource<Result>(steps: Steps<Result>, source: SoundSource): Promise<Result> {
  let step = steps.next();
  while (!step.done) {
    const { offset, length } = step.value;
    step = steps.next(await source.read(offset, length));
  }
  return step.value;
}

/** The first content of that name; null where there is none. */
export function bodyOf({ chunks }: SoundFile, id: string): Uint8Array | null {
  return chunks.find((chunk) => chunk.id === id && chunk.body !== null)?.body ?? null;
}

/** Four letters. */
export function letters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Numbers in bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
