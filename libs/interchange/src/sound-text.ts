import type { OldEncoding } from './marker.js';
import { decodeOld } from './text-file.js';

/** Windows code pages, and those of the Macintosh, by their names in the encoding standard. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  874: 'windows-874',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
};

/**
 * A text of a sound file, up to the first zero: UTF-8 where it is valid, else in the code page the file states, else in
 * the fallback.
 */
export function soundText(bytes: Uint8Array, codePage = 0, fallback: OldEncoding = 'windows-1252'): string {
  const end = bytes.indexOf(0);
  const text = end === -1 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text).trim();
  } catch {
    const encoding = encodingOf(codePage);
    return (encoding === null ? decodeOld(text, fallback) : new TextDecoder(encoding).decode(text)).trim();
  }
}

function encodingOf(codePage: number): string | null {
  if (codePage >= 1250 && codePage <= 1258 && codePage !== 1252) return `windows-${String(codePage)}`;
  return CODE_PAGES[codePage] ?? null;
}
