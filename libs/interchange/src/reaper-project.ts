import { FLICKS_PER_SECOND, type Flicks } from '@segue/timecode';
import { decimal, fineSeconds, nearestFlick } from './exact-seconds.js';
import { markerAt, type Marker, type OldEncoding, type Reading, type Timeline } from './marker.js';
import { colourOf } from './marker-colours.js';
import { untagged } from './note-tag.js';
import { openText } from './text-file.js';
import { lineAt, linesOf, nothing, Problems } from './text.js';

const WORD = /"([^"]*)"|'([^']*)'|`([^`]*)`|(\S+)/g;
/** No marker's line is as long: what comes behind that is not looked at. */
const LONGEST_LINE = 16_384;
/** Up to the colour of a marker; what else its line says is not asked for. */
const MOST_WORDS = 6;
const IS_REGION = 1;
const HAS_COLOUR = 0x1000000;
/** Fifty days: further out, positions could not be added up any more. */
const REACH = 50 * 86_400 * FLICKS_PER_SECOND;

interface Mark {
  readonly line: number;
  readonly position: Flicks;
  readonly name: string;
  readonly colour: number;
  end: Flicks | null;
}

/**
 * Reads markers and regions from a REAPER project (.rpp). They have names only, and colours, of which the nearest with a
 * name is taken; comments, authors, states and dates are not in it. Positions are exact. The project's beginning is the
 * timecode it states (`PROJOFFS`), or the timeline's start where it states none; the frame rate is the timeline's.
 */
export function parseReaperProject(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'windows-1252',
): Reading<Marker> {
  const opened = openText(bytes, encoding);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const problems = new Problems();
  const marks: Mark[] = [];
  const begun = new Map<string, Mark>();
  let head: string | null = null;
  let offset: Flicks = 0;
  let depth = 0;
  for (const [line, written] of linesOf(opened.text).entries()) {
    const text = written.trim();
    if (text.startsWith('<')) {
      if (depth++ === 0 && text.startsWith('<REAPER_PROJECT')) head ??= text;
    } else if (text === '>') depth--;
    // Tracks and items, which lie deeper, have markers of their own.
    else if (depth === 1 && text.startsWith('PROJOFFS ')) offset = secondsOf(wordsOf(text)[1]) ?? 0;
    else if (depth === 1 && text.startsWith('MARKER ')) {
      const [, number = '', seconds, name = '', flags, colour] = wordsOf(text);
      const position = secondsOf(seconds);
      const region = begun.get(number);
      if (position === null)
        problems.add(lineAt(line), 'This marker has no position in seconds after its number.');
      else if (region && isRegion(flags)) {
        region.end = position;
        begun.delete(number);
      } else {
        const mark = { line, position, name, colour: Number(colour) || 0, end: null };
        marks.push(mark);
        if (isRegion(flags)) begun.set(number, mark);
      }
    }
  }
  if (head === null)
    return nothing('file', 'This is no REAPER project: it does not begin with <REAPER_PROJECT.');
  for (const { line } of begun.values()) {
    problems.add(lineAt(line), 'This region has no end: it should be a second MARKER with the same number.');
  }
  const origin = offset === 0 ? timeline.start : offset;
  const items = marks.map((mark) => markerOf(mark, origin, head));
  return {
    items,
    problems: problems.all(),
    stated: offset === 0 ? {} : { start: offset },
    ...opened.taken,
  };
}

function markerOf({ position, end, name, colour }: Mark, origin: Flicks, head: string): Marker {
  return untagged({
    ...markerAt(origin + position),
    out: end !== null && end > position ? origin + end : null,
    name,
    colour: (colour & HAS_COLOUR) === 0 ? null : colourOf(rgbOn(head, colour)),
  });
}

/** REAPER writes colours as its platform has them in memory: Windows with red in the lowest byte, the others in the third. */
function rgbOn(head: string, colour: number): number {
  if (/mac|osx|linux/i.test(head)) return colour & 0xffffff;
  return ((colour & 0xff) << 16) | (colour & 0xff00) | ((colour >> 16) & 0xff);
}

function wordsOf(line: string): string[] {
  const words: string[] = [];
  const text = line.slice(0, LONGEST_LINE);
  WORD.lastIndex = 0;
  for (let found = WORD.exec(text); found; found = words.length < MOST_WORDS ? WORD.exec(text) : null) {
    const [, double, single, back, bare] = found;
    words.push(double ?? single ?? back ?? bare ?? '');
  }
  return words;
}

function isRegion(flags: string | undefined): boolean {
  return (Number(flags) & IS_REGION) !== 0;
}

function secondsOf(text = ''): Flicks | null {
  const number = decimal(text);
  const flicks = number && nearestFlick(fineSeconds(number));
  return flicks !== null && Math.abs(flicks) <= REACH ? flicks : null;
}
