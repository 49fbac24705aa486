import type { Problem, Reading } from './marker.js';

/** A reading of which nothing came but a problem. */
export function nothing<Item>(where: string, what: string): Reading<Item> {
  return { items: [], problems: [{ where, what }], stated: {} };
}

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

/**
 * Notes problems, at most so many: a file of garbage would otherwise have one on each line. What is about the whole file has a
 * place of its own among them.
 */
export class Problems {
  readonly list: Problem[] = [];
  private left = 0;

  add(where: string, what: string): void {
    const room = where === 'file' ? MOST_PROBLEMS + KEPT_FOR_FILE : MOST_PROBLEMS;
    if (this.list.length < room) this.list.push({ where, what });
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
const KEPT_FOR_FILE = 20;
