import { countingOf, existingLabel, frameOfLabel, type Counting } from './counting.js';
import { frameRate, type FrameRateName, type TimecodeFormat } from './frame-rate.js';
import { formatTimecode } from './timecode.js';

/**
 * The frame that a text names, counted from 00:00:00:00, or a sentence that says what is wrong with it.
 * For a label that drop frame skips, `nextValidFrame` is the frame to offer instead.
 */
export type ParsedTimecode = { frame: number } | { problem: string; nextValidFrame?: number };

/**
 * Reads a full label: `hh:mm:ss:ff`, or in drop frame `hh:mm:ss;ff`, where `.` and `,` may stand for the `;`. At 119.88
 * and 120 the frames may have two digits or three; three after `.` or `,` would be milliseconds and are refused.
 *
 * @throws RangeError if the format asks for drop frame at a rate that has none. Never because of the text.
 */
export function parseTimecode(text: string, format: TimecodeFormat): ParsedTimecode {
  const counting = countingOf(format);
  const hours = pairAt(text, 0);
  const minutes = pairAt(text, 3);
  const seconds = pairAt(text, 6);
  const frames = lastField(text, counting);
  const isFull = text[2] === ':' && text[5] === ':' && hours + minutes + seconds + frames >= 0;
  if (!isFull) return { problem: `Write the timecode in full, like ${exampleLabel(format)}.` };
  if ((text[8] === ':') === format.dropFrame) {
    return {
      problem: format.dropFrame
        ? `This timecode counts in drop frame: write ; before the frames, like ${exampleLabel(format)}.`
        : `This timecode does not drop frames: write : before the frames, like ${exampleLabel(format)}.`,
    };
  }
  return frameOfFields(hours, minutes, seconds, frames, format, counting);
}

/**
 * Reads what people type. Fields are counted from the right (`12:03` is 12 seconds and 3 frames), any of `: ;
 * . ,` and space separates them, and separators may be left out (`10412 03` and `01041203` are 01:04:12:03; at
 * 119.88 and 120 the last three digits are the frames). A separator at the end stands for a field that is zero:
 * `1.` is a second, `1..` a minute. Three decimals make it a clock time (`01:04:12.125`, `4:12.125`): real time
 * since 00:00:00:00, taken to the nearest frame.
 *
 * @throws RangeError if the format asks for drop frame at a rate that has none. Never because of the text.
 */
export function parseTimecodeTolerant(text: string, format: TimecodeFormat): ParsedTimecode {
  const counting = countingOf(format);
  const entry = text.trim();
  const clock = clockFields(entry);
  if (clock) return frameOfClock(clock, format);
  const fields = typedFields(entry, format);
  if ('problem' in fields) return fields;
  const [hours, minutes, seconds, frames] = fields.all;
  return frameOfFields(hours, minutes, seconds, frames, format, counting);
}

/**
 * Reads a distance, with a sign or without: what `formatOffset` writes, and what people type, with the same liberties as
 * `parseTimecodeTolerant`. The leftmost field may be as large as one likes: `+90` is 90 frames, `-75:00` is 75 seconds. A
 * distance has no label that drop frame skips: `+1:00:00` at 29.97 is as long as the first minute, 1800 frames.
 *
 * @throws RangeError if the format asks for drop frame at a rate that has none. Never because of the text.
 */
export function parseOffset(text: string, format: TimecodeFormat): { frames: number } | { problem: string } {
  const [, sign = '', entry = ''] = /^([+\-−]?)\s*(.*)$/s.exec(text.trim()) ?? [];
  const amount = amountOf(entry, format);
  if (typeof amount !== 'number') return amount;
  return { frames: sign === '-' || sign === '−' ? -amount || 0 : amount };
}

function amountOf(entry: string, format: TimecodeFormat): number | { problem: string } {
  const counting = countingOf(format);
  const fields = clockFields(entry) ?? typedFields(entry, format);
  if ('problem' in fields) return fields;
  const [hours, minutes, seconds, last] = fields.all;
  const [checkedHours, checkedMinutes, checkedSeconds, checkedLast] = fields.withoutLeftmost;
  const problem =
    clockProblem(checkedHours, checkedMinutes, checkedSeconds) ??
    (fields.unit === 'frames' ? framesProblem(checkedLast, format, counting) : undefined);
  if (problem !== undefined) return { problem };
  const wholeSeconds = (hours * 60 + minutes) * 60 + seconds;
  if (fields.unit === 'milliseconds') return nearestFrame(wholeSeconds * 1000 + last, format.rate);
  return frameOfLabel(existingLabel(wholeSeconds * counting.nominal + last, counting), counting);
}

/** Hours, minutes, seconds and the rest. */
type FourFields = readonly [number, number, number, number];

interface TypedFields {
  /** What the last field counts. */
  readonly unit: 'frames' | 'milliseconds';
  readonly all: FourFields;
  /** The same with a zero for the leftmost field that was typed. */
  readonly withoutLeftmost: FourFields;
}

/** The fields of a clock time; undefined when it is none. */
function clockFields(entry: string): TypedFields | undefined {
  const match = /^(?:(?:(\d\d?):)?(\d\d?):)?(\d\d?)[.,](\d{3})$/.exec(entry);
  if (!match) return undefined;
  const typed = match.slice(1).filter((field: string | undefined) => field !== undefined);
  return fourFields(typed.map(Number), 'milliseconds');
}

/**
 * Only the leftmost group may be a run of several fields: `10412 03` is clear, `1 041203` more likely a slip. Behind three
 * more fields it is the hours, however many.
 */
const GROUPS = {
  2: /^(\d{1,8})((?:[:;.,\s]\d\d?){0,3})([:;.,]{0,3})$/,
  3: /^(\d{1,9})((?:[:;.,\s]\d\d?){0,2}(?:[:;.,\s]\d{1,3})?)([:;.,]{0,3})$/,
};

function typedFields(entry: string, format: TimecodeFormat): TypedFields | { problem: string } {
  const { frameDigits } = countingOf(format);
  const groups = GROUPS[frameDigits].exec(entry);
  if (!groups) return { problem: `This is not a timecode. Write it like ${exampleLabel(format)}.` };
  const [, run = '', rest = '', zeros = ''] = groups;
  const behind = [...(rest.match(/\d+/g) ?? []).map(Number), ...Array.from(zeros, () => 0)];
  const leftmost =
    behind.length === 3 ? [Number(run)] : fieldsOfRun(run, behind.length === 0 ? frameDigits : 2);
  const typed = [...leftmost, ...behind];
  if (typed.length <= 4) return fourFields(typed, 'frames');
  return {
    problem: `That is more than hours, minutes, seconds and frames. Write it like ${exampleLabel(format)}.`,
  };
}

/** `10412` -> 1, 4, 12: pairs counted from the right, where the last field may have more digits. */
function fieldsOfRun(digits: string, lastDigits: number): number[] {
  const before = digits.slice(0, -lastDigits);
  const padded = before.length % 2 === 0 ? before : `0${before}`;
  return [...(padded.match(/\d\d/g) ?? []), digits.slice(-lastDigits)].map(Number);
}

/** At most four fields, the leftmost first, filled up with zeros on the left. */
function fourFields(typed: readonly number[], unit: TypedFields['unit']): TypedFields {
  const fill = (values: readonly number[]): FourFields => {
    const [last = 0, seconds = 0, minutes = 0, hours = 0] = [...values].reverse();
    return [hours, minutes, seconds, last];
  };
  return { unit, all: fill(typed), withoutLeftmost: fill(typed.slice(1)) };
}

function frameOfFields(
  hours: number,
  minutes: number,
  seconds: number,
  frames: number,
  format: TimecodeFormat,
  counting: Counting,
): ParsedTimecode {
  const problem = clockProblem(hours, minutes, seconds) ?? framesProblem(frames, format, counting);
  if (problem !== undefined) return { problem };
  const label = ((hours * 60 + minutes) * 60 + seconds) * counting.nominal + frames;
  const existing = existingLabel(label, counting);
  const frame = frameOfLabel(existing, counting);
  if (existing === label) return { frame };
  const next = formatTimecode(frame, format);
  return { problem: `Drop frame skips this label. The next one is ${next}.`, nextValidFrame: frame };
}

function frameOfClock({ all }: TypedFields, format: TimecodeFormat): ParsedTimecode {
  const [hours, minutes, seconds, milliseconds] = all;
  const problem = clockProblem(hours, minutes, seconds);
  if (problem !== undefined) return { problem };
  const frame = nearestFrame(((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds, format.rate);
  const lastFrame = countingOf(format).framesPerDay - 1;
  if (frame > lastFrame)
    return { problem: `That is after the last frame of the day, ${formatTimecode(lastFrame, format)}.` };
  return { frame };
}

/**
 * Nearest, not floor: the beginning of a frame written in milliseconds may have been rounded down into the frame before.
 */
function nearestFrame(milliseconds: number, rate: FrameRateName): number {
  const { num, den } = frameRate(rate);
  const perFrame = 1000 * den;
  return Math.floor((2 * milliseconds * num + perFrame) / (2 * perFrame));
}

function clockProblem(hours: number, minutes: number, seconds: number): string | undefined {
  if (hours > 23) return `Hours go from 00 to 23, not ${String(hours)}.`;
  if (minutes > 59) return `Minutes go from 00 to 59, not ${String(minutes)}.`;
  if (seconds > 59) return `Seconds go from 00 to 59, not ${String(seconds)}.`;
  return undefined;
}

function framesProblem(
  frames: number,
  { rate }: TimecodeFormat,
  { nominal, frameDigits }: Counting,
): string | undefined {
  if (frames < nominal) return undefined;
  const first = '0'.repeat(frameDigits);
  return `Frames go from ${first} to ${String(nominal - 1)} at ${rate}, not ${String(frames)}.`;
}

/** The frames of a full label; -Infinity when there are none, or something else behind them. */
function lastField(text: string, { frameDigits }: Counting): number {
  const separator = text[8];
  const isClear = separator === ':' || separator === ';';
  if (text.length === 11 && (isClear || separator === '.' || separator === ',')) return pairAt(text, 9);
  if (text.length === 12 && frameDigits === 3 && isClear) return digitAt(text, 9) * 100 + pairAt(text, 10);
  return -Infinity;
}

/** Two digits in a text as a number; -Infinity, which no sum hides, when there is something else. */
function pairAt(text: string, index: number): number {
  return digitAt(text, index) * 10 + digitAt(text, index + 1);
}

function digitAt(text: string, index: number): number {
  const digit = text.charCodeAt(index) - 48;
  return digit >= 0 && digit <= 9 ? digit : -Infinity;
}

function exampleLabel({ rate, dropFrame }: TimecodeFormat): string {
  const frames = countingOf({ rate, dropFrame }).frameDigits === 3 ? '003' : '03';
  return `01:04:12${dropFrame ? ';' : ':'}${frames}`;
}
