import { countingOf, type Counting } from './counting.js';
import { flicksToFrame, type Flicks } from './flicks.js';
import type { TimecodeFormat } from './frame-rate.js';
import { requireSafeInteger } from './safe-integer.js';

/**
 * How many frame labels one day of timecode has. Labels wrap after this count, not after 24 hours of real
 * time.
 *
 * @throws RangeError if the format asks for drop frame at a rate that has none.
 */
export function framesPerDay(format: TimecodeFormat): number {
  return countingOf(format).framesPerDay;
}

/**
 * The label of a frame counted from 00:00:00:00, wrapped into 00 to 23 hours; `;` before the frames says drop
 * frame. At 119.88 and 120 the frames have three digits.
 *
 * @throws RangeError if `frame` is not a safe integer, or the format asks for drop frame at a rate that has
 *   none.
 */
export function formatTimecode(frame: number, format: TimecodeFormat): string {
  requireSafeInteger(frame, 'The frame');
  const counting = countingOf(format);
  const day = counting.framesPerDay;
  const isOfDay = frame >= 0 && frame < day;
  return labelText(isOfDay ? frame : ((frame % day) + day) % day, counting);
}

/**
 * A signed distance in frames written as a label: a leading minus, hours not wrapped.
 *
 * @throws RangeError if `frames` is not a safe integer, or the format asks for drop frame at a rate that has
 *   none.
 */
export function formatOffset(frames: number, format: TimecodeFormat): string {
  requireSafeInteger(frames, 'The offset in frames');
  const sign = frames < 0 ? '-' : '';
  return sign + labelText(Math.abs(frames), countingOf(format));
}

/**
 * A length written as a label, in whole frames, hours not wrapped.
 *
 * @throws RangeError if `flicks` is not a safe integer, or the format asks for drop frame at a rate that has
 *   none.
 */
export function formatDuration(flicks: Flicks, format: TimecodeFormat): string {
  return formatOffset(flicksToFrame(flicks, format.rate), format);
}

/**
 * The label of the frame that an absolute film position lies in.
 *
 * @throws RangeError if `flicks` is not a safe integer, or the format asks for drop frame at a rate that has
 *   none.
 */
export function timecodeLabel(flicks: Flicks, format: TimecodeFormat): string {
  return formatTimecode(flicksToFrame(flicks, format.rate), format);
}

const MINUTES_OF_DAY = Array.from({ length: 24 * 60 }, (_, minute) => hoursAndMinutes(minute));

function labelText(frame: number, counting: Counting): string {
  const { dropped, labelsPerMinute } = counting;
  if (dropped > 0) return droppingLabelText(frame, counting);
  const minute = Math.floor(frame / labelsPerMinute);
  return minuteText(minute) + ending(frame - minute * labelsPerMinute, counting);
}

function droppingLabelText(frame: number, counting: Counting): string {
  const { dropped, framesPerShortMinute, framesPerTenMinutes } = counting;
  const tens = Math.floor(frame / framesPerTenMinutes);
  const inTen = frame - tens * framesPerTenMinutes;
  // Of ten minutes the first has all its labels; the other nine are short and begin behind those that are skipped.
  const short = Math.max(0, Math.floor((inTen - dropped) / framesPerShortMinute));
  return minuteText(tens * 10 + short) + ending(inTen - short * framesPerShortMinute, counting);
}

/** Hours and minutes, up to the seconds. */
function minuteText(minute: number): string {
  return MINUTES_OF_DAY[minute] ?? hoursAndMinutes(minute);
}

/** Seconds and frames, by the number of the label in its minute. */
function ending(label: number, { endings }: Counting): string {
  return endings[label] ?? '';
}

function hoursAndMinutes(minute: number): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  return `${hours}:${String(minute % 60).padStart(2, '0')}:`;
}
