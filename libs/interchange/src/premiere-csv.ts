import type { Flicks } from '@segue/timecode';
import { columnNamed, csvRows } from './csv-rows.js';
import { ListLabels } from './list-labels.js';
import { markerAt, type Marker, type OldEncoding, type Reading, type Timeline } from './marker.js';
import { untagged } from './note-tag.js';
import { outAt } from './positions.js';
import { openText } from './text-file.js';
import { lineAt, nothing, Problems } from './text.js';

interface Columns {
  readonly name: number;
  readonly description: number;
  readonly in: number;
  readonly out: number;
  readonly duration: number;
}

/** The order in every version that is known, for those that translate the names. */
const USUAL: Columns = { name: 0, description: 1, in: 2, out: 3, duration: 4 };

/**
 * Reads what the Markers panel of Premiere Pro exports: named .csv, with tabs between the columns and mostly in UTF-16.
 * Says nothing of authors, states and colours; the kind of a marker (chapter, web link) is left out. Neither title nor
 * frame rate is in the file: the rate is the timeline's. Premiere cannot import this file, so it is never written.
 */
export function parsePremiereCsv(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'macintosh',
): Reading<Marker> {
  const opened = openText(bytes, encoding);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const problems = new Problems();
  const { text } = opened;
  const [header, ...rows] = csvRows(text, /^[^\r\n]*\t/.test(text) ? '\t' : ',', problems);
  const columns = columnsOf(header?.cells ?? []);
  if (!columns) {
    problems.add(
      lineAt(header?.line ?? 0),
      'There is no column "In": Premiere names its columns in the first line.',
    );
    return { items: [], problems: problems.all(), stated: {} };
  }
  const labels = new ListLabels(timeline.format, problems);
  const items: Marker[] = [];
  for (const { line, cells } of rows) {
    const cell = (column: number): string => cells[column]?.trim() ?? '';
    const position = labels.position(cell(columns.in), lineAt(line));
    if (typeof position !== 'number') {
      problems.add(lineAt(line), `${position.problem} Export again with timecode as the time display.`);
      continue;
    }
    const marker = { ...markerAt(position), name: cell(columns.name), comment: cell(columns.description) };
    const out = outOf(position, cell(columns.out), cell(columns.duration), labels, lineAt(line));
    if (out !== null && typeof out === 'object') {
      problems.add(lineAt(line), `${out.problem} The marker was read as a point.`);
      items.push(untagged(marker));
    } else {
      items.push(untagged({ ...marker, out }));
    }
  }
  return { items, problems: problems.all(), stated: labels.stated, ...opened.taken };
}

function columnsOf(header: readonly string[]): Columns | null {
  if (columnNamed(header, 'in') !== -1) {
    return {
      name: columnNamed(header, 'marker name', 'name'),
      description: columnNamed(header, 'description', 'comment', 'comments'),
      in: columnNamed(header, 'in'),
      out: columnNamed(header, 'out'),
      duration: columnNamed(header, 'duration'),
    };
  }
  return header.length >= 6 ? USUAL : null;
}

/** Where a marker ends: `Out` is the first frame after it, or that of a point itself. */
function outOf(
  position: Flicks,
  out: string,
  duration: string,
  labels: ListLabels,
  where: string,
): Flicks | null | { readonly problem: string } {
  if (out === '' && duration === '') return null;
  const read = labels.position(out === '' ? duration : out, where);
  if (typeof read !== 'number') return read;
  const end = out === '' ? position + read : read;
  if (end < position) return { problem: `It ends at ${out}, before it begins.` };
  return outAt(position, end, labels.format);
}
