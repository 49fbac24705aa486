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
  return labelOfDay(isOfDay ? frame : ((frame % day) + day) % day, counting);
}

/**
 * A signed distance in frames written as a label: a leading minus, hours not wrapped.
 *
 * @throws RangeError if `frames` is not a safe integer, or the format asks for drop frame at a rate that has
 *   none.
 */
export function formatOffset(frames: number, format: TimecodeFormat): string {
  requireSafeInteger(frames, 'The offset in frames');
  const counting = countingOf(format);
  const count = Math.abs(frames);
  const label = labelOfDay(count % counting.framesPerDay, counting);
  const days = Math.floor(count / counting.framesPerDay);
  const hours = String(days * 24 + Number(label.slice(0, 2))).padStart(2, '0');
  return (frames < 0 ? '-' : '') + hours + label.slice(2);
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

/** Hours and minutes, up to the seconds. */
const MINUTES_OF_DAY = Array.from({ length: 24 * 60 }, (_, minute) => {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  return `${hours}:${String(minute % 60).padStart(2, '0')}:`;
});

/** The label of a frame of the first day, for which there is an entry in each of the tables. */
function labelOfDay(frame: number, counting: Counting): string {
  const { dropped, framesPerTenMinutes, minuteStarts, endings } = counting;
  let minute = Math.floor((frame * 10) / framesPerTenMinutes);
  let label = frame - (minuteStarts[minute] ?? 0);
  // Of ten minutes the first has all its labels, so the others begin a little later than a tenth of ten minutes each.
  if (label < dropped && minute % 10 !== 0) {
    minute -= 1;
    label = frame - (minuteStarts[minute] ?? 0);
  }
  return (MINUTES_OF_DAY[minute] ?? '') + (endings[label] ?? '');
}
