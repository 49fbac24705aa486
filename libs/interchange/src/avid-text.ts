import { AVID_COLOURS, avidColour, NOBODY } from './avid-conventions.js';
import { ListLabels } from './list-labels.js';
import { markerAt, type Marker, type OldEncoding, type Reading, type Timeline } from './marker.js';
import { tagged, untagged } from './note-tag.js';
import { labelOf, lengthInFrames, outAfter } from './positions.js';
import { openText } from './text-file.js';
import { encodeText, lineAt, linesOf, nameAlone, nothing, oneLine, Problems } from './text.js';

const LABEL = /^\s*\d{1,2}(?:[:;.,]\d{1,2}){2}[:;.,]\d{1,3}\s*$/;
const TRACK = /^\s*[A-Z]{1,3}\d{1,3}\s*$/i;
/** The length at the end of a row, and the columns that newer versions put after it: an empty one, the colour again. */
const LAST_COLUMNS = /\t(\d{1,8})(?:\t(?:\t[A-Za-z ]*)?)?$/;
/** The length with whatever behind it: what newer versions still will have there is unknown. */
const COLUMNS = /\t(\d{1,8})(?=\t|$)/;

/** One marker, as far as its lines have been read. */
interface Row {
  readonly index: number;
  readonly user: string;
  readonly label: string;
  readonly track: string;
  readonly colour: string;
  readonly comment: string[];
  frames: number;
}

/**
 * Reads the text that the Markers window of Avid Media Composer exports: a row for each marker, comments over several
 * lines. It knows no names, states and dates, and eight colours. Neither title nor frame rate is in the file: the rate is
 * the timeline's. Old files are in Mac Roman; one from Windows needs its encoding said.
 */
export function parseAvidText(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'macintosh',
): Reading<Marker> {
  const opened = openText(bytes, encoding);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const problems = new Problems();
  const labels = new ListLabels(timeline.format, problems);
  const items: Marker[] = [];
  const take = (row: Row | null): void => {
    if (!row) return;
    const marker = markerOf(row, labels);
    if ('problem' in marker) problems.add(lineAt(row.index), marker.problem);
    else items.push(marker);
  };
  let row: Row | null = null;
  for (const [index, line] of linesOf(opened.text).entries()) {
    const begun = rowOf(line, index);
    if (begun) {
      take(row);
      row = begun;
    } else if (row) {
      addText(row, line);
    } else if (line.trim() !== '') {
      problems.add(
        lineAt(index),
        'This is not a marker: it should have user, timecode, track, colour and comment, with tabs between them.',
      );
    }
  }
  take(row);
  return { items, problems: problems.all(), stated: labels.stated, ...opened.taken };
}

/**
 * Writes the text for the Markers window of Avid Media Composer, "Import Markers": UTF-8, LF, timecodes of the timeline.
 * Name and comment become one comment of one line; states and dates are lost, colours become the nearest of eight.
 */
export function formatAvidText(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const lines = markers.map((marker) => {
    const user = oneLine(marker.author ?? '').trim();
    const track = marker.track !== null && TRACK.test(marker.track) ? marker.track.trim() : 'V1';
    return [
      user === '' ? NOBODY : user,
      labelOf(marker.in, timeline.format),
      track,
      avidColour(marker.colour),
      tagged(nameAlone(marker), marker),
      `${String(lengthInFrames(marker, timeline.format))}\n`,
    ].join('\t');
  });
  return encodeText(lines.join(''));
}

function rowOf(line: string, index: number): Row | null {
  const [user, label, track, colour] = line.split('\t', 4);
  if (user === undefined || label === undefined || track === undefined || colour === undefined) return null;
  // A row whose timecode is wrong is to be told, not to become a part of the comment before it.
  const isRow = LABEL.test(label) || AVID_COLOURS.has(colour.trim().toLowerCase());
  if (!isRow || !TRACK.test(track)) return null;
  const row = { index, user: user.trim(), label, track: track.trim(), colour, comment: [], frames: 1 };
  // Behind the fourth tab the comment begins, which may have tabs of its own.
  addText(row, line.slice(user.length + label.length + track.length + colour.length + 4));
  return row;
}

function addText(row: Row, text: string): void {
  // The comment itself may be empty: then the length is the first thing in the text.
  const columns = LAST_COLUMNS.exec(text) ?? COLUMNS.exec(text);
  row.comment.push(columns ? text.slice(0, columns.index) : text);
  if (columns) row.frames = Number(columns[1]);
}

function markerOf(row: Row, labels: ListLabels): Marker | { readonly problem: string } {
  const position = labels.position(row.label, lineAt(row.index));
  if (typeof position !== 'number') return position;
  return untagged({
    ...markerAt(position),
    out: outAfter(position, row.frames, labels.format),
    author: row.user === '' || row.user === NOBODY ? null : row.user,
    track: row.track,
    colour: row.colour.trim().toLowerCase() || null,
    comment: row.comment.join('\n').trim(),
  });
}
