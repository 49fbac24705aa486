import type { Problem } from './marker.js';
import { bodyOf, viewOf, type SoundChunk, type SoundFile } from './sound-chunks.js';

/** A part of a copy: one of the original, or a new one. */
export type SoundPart = SoundChunk | { readonly id: string; readonly content: Uint8Array };

/** A stretch of the original that is copied as it is, or bytes that are new. */
export type SoundPiece = Uint8Array | { readonly offset: number; readonly length: number };

/** A copy of a sound file, piece after piece. */
export interface SoundCopy {
  readonly pieces: readonly SoundPiece[];
  /** Its length in bytes. */
  readonly size: number;
}

/** What 32 bits can say; in RF64 it stands for a size that is said elsewhere. */
const LARGEST = 0xffffffff;
const DS64_BYTES = 28;

/** The whole file out of its parts: headers, contents, and a byte behind those of odd length. */
export function assembled(file: SoundFile, stated: readonly SoundPart[]): SoundCopy | Problem {
  const parts = stated.filter(({ id }) => id !== 'ds64');
  const wasLong = file.form === 'RF64' || file.form === 'BW64';
  const isLong = wasLong || spaceOf(parts) > LARGEST;
  if (isLong && (file.form === 'FORM' || file.form === 'RIFX'))
    return {
      where: 'file',
      what: `With its markers it would be longer than 4 GB, which ${file.form} cannot say.`,
    };
  const tooLong = parts.find((part) => part.id !== 'data' && sizeOf(part) >= LARGEST);
  if (tooLong) return { where: tooLong.id, what: 'This part is longer than 4 GB, which only sound may be.' };
  const all = isLong ? [longSizes(file, parts), ...parts] : parts;
  const form = isLong && !wasLong ? 'RF64' : file.form;
  const size = spaceOf(all);
  const pieces: SoundPiece[] = [header(file, form, isLong ? LARGEST : size, file.type)];
  for (const part of all) {
    pieces.push(header(file, part.id, isLong && part.id === 'data' ? LARGEST : sizeOf(part)));
    if ('content' in part) pieces.push(part.content);
    else if (part.size > 0) pieces.push({ offset: part.offset, length: part.size });
    if (sizeOf(part) % 2 === 1) pieces.push(new Uint8Array(1));
  }
  return { pieces, size: size + 8 };
}

/** The length of a file without its first eight bytes, as its header says it. */
function spaceOf(parts: readonly SoundPart[]): number {
  return parts.reduce((sum, part) => sum + 8 + sizeOf(part) + (sizeOf(part) % 2), 4);
}

function sizeOf(part: SoundPart): number {
  return 'content' in part ? part.content.length : part.size;
}

/** The part that says what is too long to be said elsewhere. */
function longSizes(file: SoundFile, parts: readonly SoundPart[]): SoundPart {
  const content = new Uint8Array(DS64_BYTES);
  const view = viewOf(content);
  const data = parts.find(({ id }) => id === 'data');
  const dataSize = data ? sizeOf(data) : 0;
  const before = bodyOf(file, 'ds64');
  const format = bodyOf(file, 'fmt ');
  const frameBytes = format && format.length >= 14 ? viewOf(format).getUint16(12, true) : 0;
  const counted = frameBytes > 0 ? Math.floor(dataSize / frameBytes) : 0;
  view.setBigUint64(0, BigInt(spaceOf(parts) + 8 + DS64_BYTES), true);
  view.setBigUint64(8, BigInt(dataSize), true);
  view.setBigUint64(
    16,
    before && before.length >= 24 ? viewOf(before).getBigUint64(16, true) : BigInt(counted),
    true,
  );
  return { id: 'ds64', content };
}

/** Four letters, a size, and four more letters at the beginning of a file. */
function header(file: SoundFile, id: string, size: number, type = ''): Uint8Array {
  const bytes = new Uint8Array(8 + type.length);
  new TextEncoder().encodeInto(id, bytes);
  viewOf(bytes).setUint32(4, size, file.isLittleEndian);
  new TextEncoder().encodeInto(type, bytes.subarray(8));
  return bytes;
}
