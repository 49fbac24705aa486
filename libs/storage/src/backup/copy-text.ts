/** The values of a row in PostgreSQL's text form, in the order of the table's columns. */
export type TextRow = readonly (string | null)[];

// https://www.postgresql.org/docs/current/sql-copy.html, "Text Format".
const NULL = '\\N';
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const CHARACTERS = new Map(Object.entries(ESCAPES).map(([character, escape]) => [escape, character]));

/** Rows as the text that PostgreSQL's `COPY FROM` reads. */
export function formatCopyText(rows: readonly TextRow[]): string {
  return rows.map((row) => `${row.map(formatValue).join('\t')}\n`).join('');
}

/** Reads what `formatCopyText` wrote. */
export function parseCopyText(text: string): TextRow[] {
  const lines = text.split('\n');
  // Each row ends with a line break, so nothing is after the last.
  lines.pop();
  return lines.map((line) => line.split('\t').map(parseValue));
}

function formatValue(value: string | null): string {
  return value === null ? NULL : value.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? '');
}

function parseValue(text: string): string | null {
  return text === NULL ? null : text.replace(/\\./g, (escape) => CHARACTERS.get(escape) ?? '');
}
