import { frameToFlicks, type Flicks } from '@segue/timecode';
import { columnNamed, csvRows, type CsvRow } from './csv-rows.js';
import { ListLabels } from './list-labels.js';
import {
  markerAt,
  type Marker,
  type MarkerStatus,
  type OldEncoding,
  type Reading,
  type Timeline,
} from './marker.js';
import { untagged } from './note-tag.js';
import { outAfter, outAt } from './positions.js';
import { openText } from './text-file.js';
import { lineAt, nothing, Problems } from './text.js';
import { originOf } from './timeline-origin.js';

const FLAG = /^(?:true|false|yes|no|y|n|x|0|1|)$/i;
const YES = /^(?:true|yes|y|x|1|done|completed?)$/i;
const FRAMES = /^\d{1,8}$/;
/** A date with its time zone: without one, the moment is not known. */
const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/;

interface Columns {
  readonly in: number;
  readonly out: number;
  readonly frame: number;
  readonly duration: number;
  readonly comment: number;
  readonly reply: number;
  readonly author: number;
  readonly complete: number;
  readonly created: number;
}

type Failed = { readonly problem: string };

/**
 * Reads the comments that Frame.io exports as CSV, by the names of the columns, which differ from version to version. It
 * says nothing of colours and tracks, and drawings are not in it; replies become lines of the comment they answer. The
 * frame rate is the timeline's. The timecode of the source counts where it is there; timecode that cannot be the film's
 * is counted from its start (`originOf`), and so are frame numbers. Unverified: that frames count from 0, that a whole
 * number as duration is frames, and that the out point is exclusive.
 */
export function parseFrameIoCsv(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'windows-1252',
): Reading<Marker> {
  const opened = openText(bytes, encoding);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const problems = new Problems();
  const [header, ...rows] = csvRows(opened.text, ',', problems);
  const columns = columnsOf(header?.cells ?? [], rows);
  if (columns.comment === -1 || (columns.in === -1 && columns.frame === -1)) {
    problems.add(
      lineAt(header?.line ?? 0),
      'There should be a column "Comment" here, and one "Timecode" or "Frame".',
    );
    return { items: [], problems: problems.all(), stated: {} };
  }
  const labels = new ListLabels(timeline.format, problems);
  const placed: { readonly marker: Marker; readonly texts: string[] }[] = [];
  for (const row of rows) {
    const cell = (column: number): string => row.cells[column]?.trim() ?? '';
    const reply = replyOf(cell(columns.comment), cell(columns.reply));
    const author = cell(columns.author) || null;
    const before = placed.at(-1);
    if (reply !== null && before) {
      before.texts.push(author === null ? reply : `${author}: ${reply}`);
      continue;
    }
    const position = positionOf(cell(columns.in), cell(columns.frame), columns, labels, lineAt(row.line));
    if (typeof position !== 'number') {
      problems.add(lineAt(row.line), position.problem);
      continue;
    }
    const answer = FLAG.test(cell(columns.reply)) ? [] : [cell(columns.reply)];
    placed.push({
      marker: {
        ...markerAt(position),
        out: outOf(position, cell(columns.out), cell(columns.duration), labels, lineAt(row.line)),
        author,
        status: columns.complete === -1 ? null : statusOf(cell(columns.complete)),
        createdAt: momentOf(cell(columns.created)),
      },
      texts: [cell(columns.comment), ...answer],
    });
  }
  const times = placed.flatMap(({ marker }) => (marker.out === null ? [marker.in] : [marker.in, marker.out]));
  const origin = originOf(times, timeline, columns.in === -1 ? 'beginning' : 'timecode');
  const items = placed.map(({ marker, texts }) =>
    untagged({
      ...marker,
      in: origin + marker.in,
      out: marker.out === null ? null : origin + marker.out,
      comment: texts.filter((text) => text !== '').join('\n'),
    }),
  );
  return { items, problems: problems.all(), stated: labels.stated, ...opened.taken };
}

function columnsOf(header: readonly string[], rows: readonly CsvRow[]): Columns {
  const filled = (...names: readonly string[]): number => {
    const column = columnNamed(header, ...names);
    return rows.some(({ cells }) => (cells[column] ?? '').trim() !== '') ? column : -1;
  };
  const source = filled('timecode source in', 'source timecode in', 'timecode source', 'source timecode');
  const hasSource = source !== -1;
  return {
    in: hasSource ? source : filled('timecode in', 'timecode'),
    out: hasSource ? filled('timecode source out', 'source timecode out') : filled('timecode out'),
    frame: columnNamed(header, 'frame', 'frame in'),
    duration: columnNamed(header, 'duration'),
    comment: columnNamed(header, 'comment', 'text'),
    reply: columnNamed(header, 'reply', 'replies'),
    author: columnNamed(header, 'commenter', 'author', 'user', 'name'),
    complete: columnNamed(header, 'complete', 'completed', 'status'),
    created: columnNamed(header, 'created at', 'created', 'inserted at', 'date'),
  };
}

/** What a row answers to the comment before it; null when the row is a comment itself. */
function replyOf(comment: string, reply: string): string | null {
  if (comment !== '') return YES.test(reply) ? comment : null;
  return FLAG.test(reply) && !YES.test(reply) ? null : reply;
}

function positionOf(
  label: string,
  frame: string,
  columns: Columns,
  labels: ListLabels,
  where: string,
): Flicks | Failed {
  if (columns.in !== -1) {
    return label === ''
      ? { problem: 'This comment has no timecode: it is on the whole film.' }
      : labels.position(label, where);
  }
  if (!FRAMES.test(frame)) return { problem: `"${frame.slice(0, 40)}" is not the number of a frame.` };
  return frameToFlicks(Number(frame), labels.format.rate);
}

function outOf(
  position: Flicks,
  out: string,
  duration: string,
  labels: ListLabels,
  where: string,
): Flicks | null {
  if (out !== '') {
    const end = labels.position(out, where);
    if (typeof end === 'number' && end > position) return outAt(position, end, labels.format);
  }
  if (FRAMES.test(duration)) return outAfter(position, Number(duration), labels.format);
  const length = labels.position(duration, where);
  return typeof length === 'number' ? outAt(position, position + length, labels.format) : null;
}

function statusOf(complete: string): MarkerStatus {
  return YES.test(complete) ? 'done' : 'open';
}

function momentOf(text: string): number | null {
  const moment = MOMENT.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(moment) ? null : moment;
}
