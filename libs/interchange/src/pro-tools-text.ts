import { framesPerDay, frameToFlicks, type Flicks } from '@segue/timecode';
import { parseClockTime } from './clock-time.js';
import { columnNamed } from './csv-rows.js';
import { markerAt, type Marker, type OldEncoding, type Reading, type Timeline } from './marker.js';
import { untagged } from './note-tag.js';
import { parseSession, sampleStart, sessionLabel, type Session } from './pro-tools-session.js';
import { openText } from './text-file.js';
import { lineAt, linesOf, nothing, Problems } from './text.js';

const SECTION = /^[A-Z](?: {1,2}[A-Z-]){4}/;
const MARKERS = /^M A R K E R S {2}L I S T I N G/;
const NUMBERED = /^\d+ *\t/;
/** No row has as many columns; more of them are not looked at. */
const MOST_CELLS = 1000;
const TRACK_TYPE = /^\s*(?:Ruler|Track)\s*$/;

/** One marker: the line it begins on, and its cells as they stand there. */
interface Row {
  readonly line: number;
  readonly cells: string[];
}

interface Columns {
  readonly location: number;
  readonly reference: number;
  readonly units: number;
  readonly name: number;
  readonly track: number;
  readonly trackType: number;
  readonly comments: number;
}

/**
 * Reads the markers of the text that Pro Tools exports ("Session Info as Text"), of versions with one marker ruler and
 * with several. It knows no lengths, colours, authors, states and dates. Title, frame rate and start are the file's. A
 * marker at a sample is exact; one at a bar and beat has only the place in the time format of the list, which is cut to
 * the frame. With one ruler, a tab inside a name cannot be told from a column: what follows it is taken for comment.
 * Pro Tools does not import this text, so it is never written.
 */
export function parseProToolsText(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'macintosh',
): Reading<Marker> {
  const opened = openText(bytes, encoding);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const problems = new Problems();
  const lines = linesOf(opened.text);
  const title = lines.findIndex((line) => MARKERS.test(line));
  const session = parseSession(title === -1 ? lines : lines.slice(0, title), timeline, problems);
  const header = lines[title + 1]?.split('\t') ?? [];
  const columns = columnsOf(header);
  const items: Marker[] = [];
  if (title === -1) {
    problems.add(
      'file',
      'It has no list of markers: include the markers when you export the session info as text.',
    );
  } else if (columns.location === -1 || columns.name === -1) {
    problems.add(lineAt(title + 1), 'This line should name the columns, LOCATION and NAME among them.');
  } else {
    for (const row of rowsAfter(title + 1, lines, columns)) {
      const position = positionOf(row, columns, session);
      if (typeof position === 'number') items.push(markerOf(row, columns, position));
      else problems.add(lineAt(row.line), position.problem);
    }
  }
  return {
    items,
    problems: problems.all(),
    stated: { ...session.labels.stated, ...session.stated },
    ...opened.taken,
  };
}

function columnsOf(header: readonly string[]): Columns {
  const comments = columnNamed(header, 'comments');
  return {
    location: columnNamed(header, 'location'),
    reference: columnNamed(header, 'time reference'),
    units: columnNamed(header, 'units'),
    name: columnNamed(header, 'name'),
    track: columnNamed(header, 'track name'),
    trackType: columnNamed(header, 'track type'),
    comments: comments === -1 ? header.length : comments,
  };
}

function rowsAfter(header: number, lines: readonly string[], { comments }: Columns): Row[] {
  const rows: Row[] = [];
  for (let line = header + 1; line < lines.length; line++) {
    const text = lines[line] ?? '';
    if (SECTION.test(text)) break;
    const row = rows.at(-1);
    if (NUMBERED.test(text)) rows.push({ line, cells: text.split('\t', MOST_CELLS) });
    else if (row && text !== '') addLine(row.cells, text.split('\t', MOST_CELLS), comments);
  }
  return rows;
}

/** A line break inside a name simply breaks the row; one inside a comment repeats the columns before it, empty. */
function addLine(cells: string[], [first = '', ...rest]: readonly string[], comments: number): void {
  const isComment =
    rest.length >= comments && [first, ...rest.slice(0, comments - 1)].every((cell) => cell.trim() === '');
  const [text, more] = isComment ? [rest[comments - 1] ?? '', rest.slice(comments)] : [first, rest];
  cells.push(`${cells.pop() ?? ''}\n${text}`);
  for (const cell of more) cells.push(cell);
}

function markerOf({ cells }: Row, columns: Columns, position: Flicks): Marker {
  // The kind of track has two values only, which shows by how many columns a tab inside the name has moved it.
  const type = cells.findIndex((cell, index) => index >= columns.trackType && TRACK_TYPE.test(cell));
  const moved = columns.trackType === -1 || type === -1 ? 0 : type - columns.trackType;
  const cellsFrom = (from: number, to?: number): string => cells.slice(from, to).join('\t').trim();
  return untagged({
    ...markerAt(position),
    name: cellsFrom(columns.name, columns.name + moved + 1),
    comment: cellsFrom(columns.comments + moved),
    track: columns.track === -1 ? null : cells[columns.track + moved]?.trim() || null,
  });
}

function positionOf(
  { line, cells }: Row,
  columns: Columns,
  session: Session,
): Flicks | { readonly problem: string } {
  const cell = (column: number): string => cells[column]?.trim() ?? '';
  const sample = cell(columns.units) === 'Samples' ? sampleStart(cell(columns.reference), session) : null;
  return sample ?? locationOf(cell(columns.location), session, lineAt(line));
}

/** A place in whatever time format the list was exported with. Only timecode counts from midnight. */
function locationOf(
  location: string,
  session: Session,
  where: string,
): Flicks | { readonly problem: string } {
  const sample = sampleStart(location, session);
  if (sample !== null) return sample;
  const clock = location.includes(':') ? parseClockTime(location) : null;
  if (clock !== null) return session.start + clock;
  if (/[|+]/.test(location) || !location.includes(':')) {
    return {
      problem: `"${location.slice(0, 40)}" cannot be placed: export with Timecode or Min:Secs as the time format.`,
    };
  }
  const position = sessionLabel(location, session.labels, where);
  if (typeof position !== 'number' || position >= session.start) return position;
  // Nothing stands before the start of a session: the label is one of the next day.
  const { format } = session.labels;
  return position + frameToFlicks(framesPerDay(format), format.rate);
}
