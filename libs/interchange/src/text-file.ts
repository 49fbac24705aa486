import type { OldEncoding, Problem, Reading } from './marker.js';
import { nothing } from './text.js';

/** The largest file that is read, in bytes: 100,000 markers with long texts have less in all formats but Avid's XML. */
const MAX_BYTES = 64 * 1024 * 1024;
/** The most lines that are read: 100,000 markers have a tenth of that, or half, where each has several. */
const MOST_LINES = 1_000_000;
/** Of garbage a ninth are control characters. Short files may have some whatever they are. */
const MOST_CONTROLS = { share: 1 / 50, few: 100 };

/** The reading of a file that is too large to be a list of markers; null when it is not. */
export function tooLarge<Item>(bytes: Uint8Array, most = MAX_BYTES): Reading<Item> | null {
  if (bytes.length <= most) return null;
  return nothing('file', `It has more than ${String(most / 1024 / 1024)} MB: this is not a list of markers.`);
}

/** A text, and the old encoding that was taken for it where it is neither UTF-8 nor UTF-16. */
export interface OpenedText {
  readonly text: string;
  readonly taken: Pick<Reading<never>, 'encoding'>;
}

/** The text of a list of lines, or why it is none. Nothing is made of it before that is known. */
export function openText(bytes: Uint8Array, encoding: OldEncoding): OpenedText | Problem {
  const [refused] = tooLarge(bytes)?.problems ?? [];
  if (refused) return refused;
  const { lines, controls } = countsOf(bytes);
  // A file of nothing but line breaks would fill the memory.
  if (lines > MOST_LINES)
    return { where: 'file', what: 'It has more than a million lines: this is not a list of markers.' };
  return isGarbage(bytes, controls) ? GARBAGE : decodedText(bytes, encoding);
}

/** Why a file is no text in which there could be markers; null where it may be one. */
export function garbage(bytes: Uint8Array): Problem | null {
  return isGarbage(bytes, countsOf(bytes).controls) ? GARBAGE : null;
}

const GARBAGE: Problem = {
  where: 'file',
  what: 'This is no text: too much of it is control characters. The file is damaged, or of another kind.',
};

function isGarbage(bytes: Uint8Array, controls: number): boolean {
  const { share, few } = MOST_CONTROLS;
  return controls > few && controls > bytes.length * share && wideEncoding(bytes) === null;
}

function countsOf(bytes: Uint8Array): { readonly lines: number; readonly controls: number } {
  let [feeds, returns, controls] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? SPACE;
    if (byte >= SPACE || byte === TAB) continue;
    if (byte === FEED) feeds++;
    else if (byte === RETURN) returns++;
    else controls++;
  }
  return { lines: Math.max(feeds, returns), controls };
}

const [TAB, FEED, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/** Whether a byte occurs more often than that. To be asked before something is made of each. */
export function hasMoreThan(bytes: Uint8Array, most: number, sought: number): boolean {
  let count = 0;
  for (let at = bytes.indexOf(sought); at !== -1 && count <= most; at = bytes.indexOf(sought, at + 1))
    count++;
  return count > most;
}

/**
 * Bytes as text: UTF-16 by their byte order mark or their zeros, UTF-8 when they are valid as such, otherwise the old
 * encoding. The mark is not part of the text.
 */
export function decodeText(bytes: Uint8Array, encoding: OldEncoding = 'macintosh'): string {
  return decodedText(bytes, encoding).text;
}

function decodedText(bytes: Uint8Array, encoding: OldEncoding): OpenedText {
  const wide = wideEncoding(bytes);
  return wide ? { text: new TextDecoder(wide).decode(bytes), taken: {} } : narrowText(bytes, encoding);
}

/** Bytes as text that cannot be UTF-16. */
export function narrowText(bytes: Uint8Array, encoding: OldEncoding): OpenedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), taken: {} };
  } catch {
    return { text: decodeOld(bytes, encoding), taken: { encoding } };
  }
}

/** Bytes as text in an encoding of old, in which no bytes are wrong. */
export function decodeOld(bytes: Uint8Array, encoding: OldEncoding): string {
  if (encoding !== 'windows-1252') return new TextDecoder(encoding).decode(bytes);
  // By hand, because some versions of Node.js decode Windows-1252 as Latin-1, in which 0x80 to 0x9f are control characters:
  // https://github.com/nodejs/node/issues/56542
  const letters = new Uint16Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) letters[at] = LETTERS[bytes[at] ?? 0] ?? 0;
  return new TextDecoder('utf-16le').decode(letters);
}

/** What Windows-1252 has from 0x80 to 0x9f; a space where that is nothing. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
/** The letters of all bytes in Windows-1252, which elsewhere is Latin-1. */
const LETTERS = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte,
);

/**
 * The encoding of a text of two bytes a letter; null when it is none. Without a byte order mark its zeros show it: every
 * other byte of digits, tabs and Latin letters is one, and no text of single bytes has any.
 */
export function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(LOOKED_AT, Math.floor(bytes.length / 2));
  let [first, second] = [0, 0];
  for (let at = 0; at < pairs * 2; at += 2) {
    if (bytes[at] === 0) first++;
    if (bytes[at + 1] === 0) second++;
  }
  const few = pairs / 50;
  const many = pairs / 4;
  if (second > many && first <= few) return 'utf-16le';
  return first > many && second <= few ? 'utf-16be' : null;
}

/** So many letters show how a text is encoded. */
const LOOKED_AT = 500;
