import { flicksToFrame, samplesToFlicks, type Flicks } from '@segue/timecode';
import Papa from 'papaparse';
import { clockFields, fromMilliseconds, parseClockTime } from './clock-time.js';
import { columnNamed, csvRows, type CsvRow } from './csv-rows.js';
import { ListLabels } from './list-labels.js';
import { markerAt, type Marker, type OldEncoding, type Reading, type Timeline } from './marker.js';
import { colourOf, rgbOf } from './marker-colours.js';
import { tagged, untagged } from './note-tag.js';
import { openText } from './text-file.js';
import { encodeText, lineAt, nameAlone, nothing, Problems } from './text.js';
import { originOf } from './timeline-origin.js';

const HEADER = ['#', 'Name', 'Start', 'End', 'Length', 'Color'];
const TIMECODE = /^\d{1,2}(?:[:;]\d{1,2}){2}[:;]\d{1,3}$/;
const MEASURES = /^-?\d+\.\d+\.\d+$/;
/** The sample rate of film sound. */
const SAMPLE_RATE = 48_000;

/** What REAPER's ruler showed when the file was written; null when the numbers can be several things. */
type Ruler = 'clock' | 'timecode' | 'samples' | null;
type Failed = { readonly problem: string };

/**
 * Reads what REAPER's Region/Marker Manager exports. It has names only, and colours, of which the nearest with a name is
 * taken; comments, authors, states and dates are not in it, nor is the frame rate. Its times are what the ruler showed:
 * minutes and seconds and samples count from the project's beginning, which is the timeline's, timecode from midnight;
 * where that leads out of the timeline, the other way round (`originOf`). Bars and beats cannot be read.
 */
export function parseReaperCsv(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'macintosh',
): Reading<Marker> {
  const opened = openText(bytes, encoding);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const problems = new Problems();
  const [header, ...rows] = csvRows(opened.text, ',', problems);
  const columns = columnsOf(header?.cells ?? []);
  if (columns.start === -1) {
    problems.add(lineAt(header?.line ?? 0), 'There is no column "Start": REAPER names its columns here.');
    return { items: [], problems: problems.all(), stated: {} };
  }
  const cell = ({ cells }: CsvRow, column: number): string => cells[column]?.trim() ?? '';
  const ruler = rulerOf(
    rows.map((row) => cell(row, columns.start)),
    timeline,
  );
  if (ruler === 'samples') {
    problems.add(
      'file',
      'Its times are samples, and it does not say of which sample rate: 48 kHz was taken.',
    );
  }
  const labels = new ListLabels(timeline.format, problems);
  const placed: { readonly row: CsvRow; readonly from: Flicks; readonly to: Flicks | null }[] = [];
  for (const row of rows) {
    const time = (text: string): Flicks | Failed => timeOf(text, ruler, labels, lineAt(row.line));
    const from = time(cell(row, columns.start));
    const to = endOf(from, cell(row, columns.end), cell(row, columns.length), time);
    if (typeof from !== 'number') problems.add(lineAt(row.line), from.problem);
    else if (to === null || typeof to === 'number') placed.push({ row, from, to });
    else {
      problems.add(lineAt(row.line), `${to.problem} The region was read as a marker.`);
      placed.push({ row, from, to: null });
    }
  }
  const times = placed.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const origin = originOf(times, timeline, ruler === 'timecode' ? 'timecode' : 'beginning');
  const at = (time: Flicks): Flicks =>
    ruler === 'clock' ? fromMilliseconds(origin + time, timeline.format) : origin + time;
  const items = placed.map(({ row, from, to }) =>
    untagged({
      ...markerAt(at(from)),
      out: to === null ? null : at(to),
      name: cell(row, columns.name),
      colour: colourIn(cell(row, columns.colour)),
    }),
  );
  return { items, problems: problems.all(), stated: labels.stated, ...opened.taken };
}

/**
 * Writes markers and regions for REAPER's Region/Marker Manager, in minutes and seconds from the timeline's start. Name
 * and comment become one name; authors, states and dates are lost. A frame's beginning is found again in its
 * milliseconds at every rate.
 */
export function formatReaperCsv(markers: readonly Marker[], { start }: Timeline): Uint8Array {
  let points = 0;
  let regions = 0;
  const rows = markers.map((marker) => {
    const rgb = rgbOf(marker.colour);
    const colour = rgb === null ? '' : rgb.toString(16).toUpperCase().padStart(6, '0');
    const name = tagged(nameAlone(marker), marker);
    const from = shown(marker.in - start);
    if (marker.out === null) return [`M${String(++points)}`, name, from, '', '', colour];
    const length = shown(marker.out - marker.in);
    return [`R${String(++regions)}`, name, from, shown(marker.out - start), length, colour];
  });
  return encodeText(`${Papa.unparse([HEADER, ...rows], { newline: '\r\n' })}\r\n`);
}

function columnsOf(header: readonly string[]) {
  return {
    name: columnNamed(header, 'name'),
    start: columnNamed(header, 'start'),
    end: columnNamed(header, 'end'),
    length: columnNamed(header, 'length'),
    colour: columnNamed(header, 'color', 'colour'),
  };
}

function rulerOf(starts: readonly string[], { format, length }: Timeline): Ruler {
  if (starts.some((start) => TIMECODE.test(start))) return 'timecode';
  if (starts.some((start) => /[.:]/.test(start))) return 'clock';
  // Whole numbers are samples or frames, or seconds that somebody wrote. So many frames the timeline has not.
  const greatest = starts.reduce((most, start) => Math.max(most, Number(start) || 0), 0);
  if (greatest > flicksToFrame(length, format.rate)) return 'samples';
  return greatest === 0 ? 'clock' : null;
}

/** A time as the file counts: from its own zero. */
function timeOf(text: string, ruler: Ruler, labels: ListLabels, where: string): Flicks | Failed {
  const quoted = `"${text.slice(0, 40)}"`;
  const advice = 'set the ruler to minutes and seconds and export again.';
  if (MEASURES.test(text))
    return { problem: `${quoted} is in bars and beats, whose tempo is not in this file: ${advice}` };
  if (ruler === 'timecode') return labels.position(text, where);
  const isWhole = /^\d{1,11}$/.test(text);
  if (ruler === 'samples' && isWhole) return samplesToFlicks(Number(text), SAMPLE_RATE);
  if (ruler === null && isWhole) return { problem: `${quoted} can be seconds, frames or samples: ${advice}` };
  return parseClockTime(text) ?? { problem: `${quoted} is not a time: ${advice}` };
}

function endOf(
  from: Flicks | Failed,
  end: string,
  length: string,
  time: (text: string) => Flicks | Failed,
): Flicks | null | Failed {
  if (typeof from !== 'number' || (end === '' && length === '')) return null;
  const read = time(end === '' ? length : end);
  if (typeof read !== 'number') return read;
  const to = end === '' ? from + read : read;
  if (to < from) return { problem: `It ends at ${end}, before it begins.` };
  return to > from ? to : null;
}

function colourIn(text: string): string | null {
  return /^#?[\da-f]{6}$/i.test(text) ? colourOf(Number.parseInt(text.replace('#', ''), 16)) : null;
}

function shown(time: Flicks): string {
  const { hours, minutes, seconds, milliseconds } = clockFields(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minute = hours === 0 ? String(minutes) : `${String(hours)}:${two(minutes)}`;
  return `${time < 0 ? '-' : ''}${minute}:${two(seconds)}.${String(milliseconds).padStart(3, '0')}`;
}
