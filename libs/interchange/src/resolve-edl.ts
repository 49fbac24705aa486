import { flicksToFrame, frameToFlicks } from '@segue/timecode';
import { ListLabels } from './list-labels.js';
import { nearestIn } from './marker-colours.js';
import { markerAt, type Marker, type OldEncoding, type Reading, type Timeline } from './marker.js';
import { apart, tagged, together, untagged } from './note-tag.js';
import { labelOf, lengthInFrames, outAfter } from './positions.js';
import { openText } from './text-file.js';
import { encodeText, lineAt, linesOf, nameAlone, nothing, oneLine, Problems } from './text.js';

const COLOURS: ReadonlySet<string> = new Set(
  'blue cyan green yellow red pink purple fuchsia rose lavender sky mint lemon sand cocoa cream'.split(' '),
);
const EVENT = /^\s*\d+\s+\S+\s+\S+\s+C\s+(\S+)\s+\S+\s+(\S+)\s+\S+\s*$/;
/** Who wrote a comment, and when: dates may have commas, and have digits. */
const AUTHOR = /^@([^,]+), .*\d/;
const NO_MARKER = 'This event has no marker: there is no |C: |M: |D: after it.';

/**
 * Reads "Timeline Markers to EDL" of DaVinci Resolve: one event of one frame for each marker, then its note, which may
 * have several lines, and `|C:ResolveColor… |M:name |D:frames`. Says nothing of authors and states. The frame rate is not
 * in the file: it is the timeline's. What Frame.io writes in this form is read too (`@Author, date` before the note).
 */
export function parseResolveEdl(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'macintosh',
): Reading<Marker> {
  const opened = openText(bytes, encoding);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const problems = new Problems();
  const labels = new ListLabels(timeline.format, problems);
  const items: Marker[] = [];
  let title: string | undefined;
  let event: { readonly index: number; readonly label: string } | null = null;
  let note: string[] = [];
  for (const [index, line] of linesOf(opened.text).entries()) {
    const found = EVENT.exec(line);
    if (found?.[2] !== undefined) {
      if (event) problems.add(lineAt(event.index), NO_MARKER);
      event = { index, label: found[2] };
      note = [];
      continue;
    }
    if (!event) {
      title ??= /^TITLE:\s*(.*)$/.exec(line)?.[1]?.trim();
      if (/^FCM:/i.test(line)) labels.follow(!/NON/i.test(line) && /DROP/i.test(line), lineAt(index));
      continue;
    }
    const tags = tagsOf(line);
    if (!tags) {
      note.push(line);
      continue;
    }
    const position = labels.position(event.label, lineAt(event.index));
    if (typeof position === 'number') {
      const { colour, name, frames } = tags;
      const text = [...note, tags.before];
      const { author, comment } = authorAndComment(text);
      apart(comment).forEach((part, index) => {
        const marker = { ...markerAt(position), author, comment: part, name: index === 0 ? name : '' };
        const out = outAfter(position, frames, labels.format);
        items.push(untagged({ ...marker, colour: colour.toLowerCase(), out }));
      });
    } else {
      problems.add(lineAt(event.index), position.problem);
    }
    event = null;
  }
  if (event) problems.add(lineAt(event.index), NO_MARKER);
  const stated = { ...(title !== undefined && { title }), ...labels.stated };
  return { items, problems: problems.all(), stated, ...opened.taken };
}

/**
 * Writes markers for Resolve's "Import > Timeline Markers from EDL", at the timeline's timecode. One marker for each
 * frame: those on the same frame become one, with their notes behind each other, each with its tag. CRLF.
 */
export function formatResolveEdl(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const { format } = timeline;
  const lines = [`TITLE: ${oneLine(timeline.title)}`];
  lines.push(`FCM: ${format.dropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}`, '');
  byFrame(markers, timeline).forEach(([marker, ...others], index) => {
    const from = labelOf(marker.in, format);
    const to = labelOf(marker.in + frameToFlicks(1, format.rate), format);
    const number = String(index + 1).padStart(3, '0');
    const colour = nearestIn(COLOURS, marker.colour) ?? 'blue';
    const notes = [
      tagged(oneLine(marker.comment), marker),
      ...others.map((other) => tagged(nameAlone(other), other)),
    ];
    const note = safe(together(notes));
    // A note that begins like an event or a comment of the EDL would be read as one.
    const shown = /^[\d*]/.test(note) ? `- ${note}` : note;
    lines.push(`${number}  001      V     C        ${from} ${to} ${from} ${to}  `);
    lines.push(
      `${shown} |C:ResolveColor${colour.charAt(0).toUpperCase()}${colour.slice(1)} |M:${safe(oneLine(marker.name))} |D:${String(lengthInFrames(marker, format))}`,
      '',
    );
  });
  return encodeText(lines.join('\r\n'));
}

const COLOUR_TAG = '|C:ResolveColor';

/** The tags at the end of a line, `|C:ResolveColor… |M:name |D:frames`, and what stands before them; null without them. */
function tagsOf(line: string): (Record<'before' | 'colour' | 'name', string> & { frames: number }) | null {
  const colourAt = line.lastIndexOf(COLOUR_TAG);
  const nameAt = line.indexOf('|M:', colourAt);
  const lengthAt = line.lastIndexOf('|D:');
  if (colourAt === -1 || nameAt === -1 || lengthAt < nameAt) return null;
  const frames = line.slice(lengthAt + 3).trim();
  const colour = line.slice(colourAt + COLOUR_TAG.length, nameAt).trim();
  if (!/^\d{1,8}$/.test(frames) || !/^\w+$/.test(colour)) return null;
  const name = line.slice(nameAt + 3, lengthAt).trimEnd();
  return { before: line.slice(0, colourAt), colour, name, frames: Number(frames) };
}

function authorAndComment(lines: readonly string[]): { author: string | null; comment: string } {
  // Without a line behind it, it is a note to somebody.
  const author = lines.length > 1 ? AUTHOR.exec(lines[0]?.trim() ?? '')?.[1] : undefined;
  const text = author === undefined ? lines : lines.slice(1);
  return {
    author: author ?? null,
    comment: text
      .join('\n')
      .trim()
      .replace(/^- (?=[\d*])/, ''),
  };
}

/** The markers of each frame, in order. */
function byFrame(markers: readonly Marker[], { format }: Timeline): [Marker, ...Marker[]][] {
  const frames = new Map<number, [Marker, ...Marker[]]>();
  for (const marker of markers) {
    const frame = flicksToFrame(marker.in, format.rate);
    const there = frames.get(frame);
    if (there) there.push(marker);
    else frames.set(frame, [marker]);
  }
  return [...frames.entries()].sort(([a], [b]) => a - b).map(([, there]) => there);
}

function safe(text: string): string {
  return text.replace(/\|/g, '/');
}
