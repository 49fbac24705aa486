import { flicksOfBar, parseBar } from './bars.js';
import { flicksToFrame, frameToFlicks, type Flicks } from './flicks.js';
import { ceilingOf } from './fraction.js';
import { frameRate, type TimecodeFormat } from './frame-rate.js';
import type { PlacedTempoMap } from './tempo-map.js';
import { parseOffset, parseTimecodeTolerant } from './timecode-entry.js';

/** What a position that somebody types is read against. */
export interface EntryContext {
  readonly format: TimecodeFormat;
  /** Where `+` and `-` count from; null where there is nothing to count from. */
  readonly from: Flicks | null;
  /** The music whose bars can be named; null where there is none. */
  readonly tempo?: PlacedTempoMap | null;
}

/**
 * The position that a text names, or a sentence that says what is wrong with it. For a label that drop frame skips,
 * `nextValid` is the position to offer instead.
 */
export type ParsedPosition = { flicks: Flicks } | { problem: string; nextValid?: Flicks };

/**
 * Reads a position in the film as people type it: a timecode with all the liberties of `parseTimecodeTolerant`; `+12` or
 * `-1.` so much later or earlier than the frame at `from` (see `parseOffset`), but not before 00:00:00:00; `b17.3` or
 * `17|3|240` a bar, beat and tick of the music. Timecodes lead to the beginning of a frame, bars to the first flick of
 * their tick.
 *
 * @throws RangeError if the format asks for drop frame at a rate that has none, or `from` is no safe integer. Never
 *   because of the text.
 */
export function parsePosition(text: string, { format, from, tempo = null }: EntryContext): ParsedPosition {
  const entry = text.trim();
  if (/^[+\-−]/.test(entry)) return stepFrom(from, entry, format);
  if (/^b|\|/i.test(entry)) return barPosition(entry, tempo);
  const parsed = parseTimecodeTolerant(entry, format);
  if ('frame' in parsed) return { flicks: frameToFlicks(parsed.frame, format.rate) };
  const { problem, nextValidFrame } = parsed;
  if (nextValidFrame === undefined) return { problem };
  return { problem, nextValid: frameToFlicks(nextValidFrame, format.rate) };
}

function stepFrom(from: Flicks | null, entry: string, format: TimecodeFormat): ParsedPosition {
  const offset = parseOffset(entry, format);
  if ('problem' in offset) return offset;
  if (from === null)
    return { problem: 'There is nothing to count from here: write the timecode without + or -.' };
  const here = flicksToFrame(from, format.rate);
  const frame = here + offset.frames;
  // Where it is negative already, a step may lead nearer to zero.
  if (frame < Math.min(here, 0)) return { problem: 'That is before 00:00:00:00.' };
  if (frame > Number.MAX_SAFE_INTEGER / frameRate(format.rate).flicksPerFrame) return { problem: TOO_FAR };
  return { flicks: frameToFlicks(frame, format.rate) };
}

function barPosition(entry: string, tempo: PlacedTempoMap | null): ParsedPosition {
  if (tempo === null) return { problem: 'There is no tempo map here to count bars by.' };
  const position = parseBar(entry);
  if ('problem' in position) return position;
  const found = flicksOfBar(tempo, position);
  if ('problem' in found) return found;
  const flicks = Number(ceilingOf(found.flicks));
  return Number.isSafeInteger(flicks) ? { flicks } : { problem: TOO_FAR };
}

const TOO_FAR = 'That is further away than positions are counted.';
