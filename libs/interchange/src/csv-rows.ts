import Papa from 'papaparse';
import { encodeText, lineAt, type Problems } from './text.js';

/** The parser notes each quotation mark out of place. Tables of 100 000 rows have a million, garbage may have nothing else. */
const MOST_QUOTES = 4_000_000;
/** Tables of 100,000 rows have two million cells. */
const MOST_CELLS = 5_000_000;

/** Three times as many as in any list. */
const MOST_ROWS = 300_000;

/** One row of a table. */
export interface CsvRow {
  /** The line it begins on, counted from 0: cells may contain line breaks. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of a table that are not empty, quotes taken off (RFC 4180); line breaks inside cells become LF. */
export function csvRows(text: string, delimiter: ',' | '\t', problems: Problems): CsvRow[] {
  const rows: CsvRow[] = [];
  if (hasMore(text, '"', MOST_QUOTES) || hasMore(text, delimiter, MOST_CELLS)) {
    problems.add('file', 'It has more quotation marks or cells than a list of markers can have.');
    return rows;
  }
  let line = 0;
  Papa.parse<string[]>(text.replace(/\r\n?/g, '\n'), {
    delimiter,
    newline: '\n',
    // Row by row, because a file of nothing but line breaks would fill the memory.
    step: ({ data, errors }, parser) => {
      if (errors.some(({ code }) => code === 'MissingQuotes'))
        problems.add(
          lineAt(line),
          'A quotation mark opens in this row and is never closed: what follows it is one cell.',
        );
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data });
      if (rows.length > MOST_ROWS) {
        problems.add('file', `It has more than ${String(MOST_ROWS)} rows: the rest was left out.`);
        parser.abort();
      }
      for (const cell of data) if (cell.includes('\n')) line += cell.split('\n').length - 1;
      line++;
    },
  });
  return rows;
}

/**
 * Writes a table for spreadsheets: UTF-8 with a byte order mark, without which Excel takes accents for other letters, and
 * CRLF.
 */
export function formatTable(rows: readonly (readonly string[])[]): Uint8Array {
  const text = Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\r\n' },
  );
  return encodeText(`\ufeff${text}\r\n`);
}

/** Which column has one of these names, whatever their case; -1 when none has. The first name that is there counts. */
export function columnNamed(header: readonly string[], ...names: readonly string[]): number {
  const cells = header.map((cell) => cell.trim().toLowerCase());
  return names.map((name) => cells.indexOf(name)).find((index) => index !== -1) ?? -1;
}

function hasMore(text: string, sign: string, most: number): boolean {
  let count = 0;
  for (let at = text.indexOf(sign); at !== -1 && count <= most; at = text.indexOf(sign, at + 1)) count++;
  return count > most;
}
