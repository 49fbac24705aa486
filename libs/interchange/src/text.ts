import type { Problem, Reading } from './marker.js';

/** The largest file that is read, in bytes: 100,000 markers with long texts have less in all formats but Avid's XML. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The encoding of a text that is neither UTF-8 nor UTF-16. */
export type Fallback = 'macintosh' | 'windows-1252';

/** The reading of a file that is too large to be a list of markers; null when it is not. */
export function tooLarge<Item>(bytes: Uint8Array, most = MAX_BYTES): Reading<Item> | null {
  if (bytes.length <= most) return null;
  return nothing('file', `It has more than ${String(most / 1024 / 1024)} MB: this is not a list of markers.`);
}

/** The most lines that are read: 100,000 markers have a tenth of that, or half, where each has several. */
const MOST_LINES = 1_000_000;

/** The reading of a text that is too large to be a list of lines, in bytes or in lines; null when it is not. */
export function tooLong<Item>(bytes: Uint8Array): Reading<Item> | null {
  const refused = tooLarge<Item>(bytes);
  if (refused) return refused;
  // A file of nothing but line breaks would fill the memory.
  const lines = Math.max(countOf(bytes, 0x0a), countOf(bytes, 0x0d));
  if (lines <= MOST_LINES) return null;
  return nothing('file', 'It has more than a million lines: this is not a list of markers.');
}

/** How often a byte occurs. To be asked before something is made of each. */
export function countOf(bytes: Uint8Array, sought: number): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === sought) count++;
  return count;
}

/** A reading of which nothing came but a problem. */
export function nothing<Item>(where: string, what: string): Reading<Item> {
  return { items: [], problems: [{ where, what }], stated: {} };
}

/**
 * Bytes as text: UTF-16 by their byte order mark or their zeros, UTF-8 when they are valid as such, otherwise the fallback.
 * The mark is not part of the text.
 */
export function decodeText(bytes: Uint8Array, fallback: Fallback = 'macintosh'): string {
  const wide = wideEncoding(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeOld(bytes, fallback);
  }
}

/** Bytes as text in an encoding of old, in which no bytes are wrong. */
export function decodeOld(bytes: Uint8Array, encoding: Fallback): string {
  const text = new TextDecoder(encoding).decode(bytes);
  // Some versions of Node.js decode Windows-1252 as Latin-1, in which these are control characters:
  // https://github.com/nodejs/node/issues/56542
  if (encoding !== 'windows-1252') return text;
  return text.replace(/[\x80-\x9f]/g, (letter) => WINDOWS_1252.charAt(letter.charCodeAt(0) - 0x80));
}

/** What Windows-1252 has from 0x80 to 0x9f; a space where that is nothing. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

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

/** Text as UTF-8 without a byte order mark. */
export function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The lines of a text, whatever ends them (LF, CRLF, CR). */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** The place of a line, counted from 0, for people. */
export function lineAt(index: number): string {
  return `line ${String(index + 1)}`;
}

/** One line of text: line breaks become ` / `, other control characters nothing. */
export function oneLine(text: string): string {
  // Most texts are one line already, and there are hundreds of thousands of them in a list.
  if (!CONTROL.test(text)) return text.trim();
  return linesOf(text.trim())
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' / ')
    .replace(/\t/g, ' ')
    .replace(/\p{Cc}/gu, '');
}

const CONTROL = /\p{Cc}/u;

/** What a format that knows only names shows: name and comment in one line. */
export function nameAlone({ name, comment }: { readonly name: string; readonly comment: string }): string {
  return [name, comment]
    .map(oneLine)
    .filter((part) => part !== '')
    .join(' - ');
}

/** Text for formats that are ASCII: accents are taken off, letters of Europe written out, all others become `?`. */
export function asciiOf(text: string): string {
  if (ASCII.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e\r\n\t]/gu, (letter) => WRITTEN_OUT[letter] ?? '?');
}

const ASCII = /^[\x20-\x7e\r\n\t]*$/;
/** Letters without a form that has an accent less, and signs of print. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D' },
  ...{ ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ħ: 'h', Ħ: 'H', ı: 'i', ŋ: 'ng', Ŋ: 'NG' },
  ...{ '‘': "'", '’': "'", '‚': "'", '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '‹': "'", '›': "'" },
  ...{ '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '−': '-', '•': '*', '×': 'x', '€': 'EUR' },
};

/** A cell that no spreadsheet takes for a formula. */
export function plainCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Letters and digits alone, in lower case: what formats do to the rest differs. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/** Notes problems, at most so many: a file of garbage would otherwise have one on each line. */
export class Problems {
  readonly list: Problem[] = [];
  private left = 0;

  add(where: string, what: string): void {
    if (this.list.length < MOST_PROBLEMS) this.list.push({ where, what });
    else this.left++;
  }

  /** All that were noted; the last one says how many more there are. */
  all(): readonly Problem[] {
    if (this.left === 0) return this.list;
    return [
      ...this.list,
      { where: 'file', what: `There are ${String(this.left)} more problems like these.` },
    ];
  }
}

const MOST_PROBLEMS = 200;
