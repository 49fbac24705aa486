import { flicksToFrame, type Flicks } from './flicks.js';
import { frameRate, mayDropFrames, type TimecodeFormat } from './frame-rate.js';
import { requireSafeInteger } from './safe-integer.js';

/** The four fields of a label. In drop frame some labels that are in range do not exist. */
export interface TimecodeFields {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly frames: number;
}

/**
 * How many frame labels one day of timecode has. Labels wrap after this count, not after 24 hours of real
 * time.
 *
 * @throws RangeError if the format asks for drop frame at a rate that has none.
 */
export function framesPerDay(format: TimecodeFormat): number {
  const minutesThatDrop = 24 * 6 * 9;
  return 24 * 3600 * frameRate(format.rate).nominal - minutesThatDrop * droppedLabels(format);
}

/**
 * The label of a frame counted from 00:00:00:00, wrapped into 00 to 23 hours; `;` before the frames says drop
 * frame.
 *
 * @throws RangeError if `frame` is not a safe integer, or the format asks for drop frame at a rate that has
 *   none.
 */
export function formatTimecode(frame: number, format: TimecodeFormat): string {
  requireSafeInteger(frame, 'The frame');
  const day = framesPerDay(format);
  return formatCount(((frame % day) + day) % day, format);
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
  return sign + formatCount(Math.abs(frames), format);
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

/**
 * The frame that a label names. The fields must be in range, and the label must exist (see `isDroppedLabel`).
 */
export function fieldsToFrame(
  { hours, minutes, seconds, frames }: TimecodeFields,
  format: TimecodeFormat,
): number {
  const minutesBefore = hours * 60 + minutes;
  const labelsBefore = (minutesBefore * 60 + seconds) * frameRate(format.rate).nominal + frames;
  return labelsBefore - droppedLabels(format) * (minutesBefore - Math.floor(minutesBefore / 10));
}

/** Whether drop frame skips this label. */
export function isDroppedLabel(
  { minutes, seconds, frames }: TimecodeFields,
  format: TimecodeFormat,
): boolean {
  return minutes % 10 !== 0 && seconds === 0 && frames < droppedLabels(format);
}

/** How many labels are skipped at the start of every minute whose number is not a multiple of ten. */
export function droppedLabels({ rate, dropFrame }: TimecodeFormat): number {
  if (!dropFrame) return 0;
  if (!mayDropFrames(rate))
    throw new RangeError(`Drop frame exists only at 29.97 and 59.94, not at ${rate}.`);
  return frameRate(rate).nominal / 15;
}

function formatCount(frame: number, format: TimecodeFormat): string {
  const { nominal } = frameRate(format.rate);
  const label = frame + labelsSkippedBefore(frame, format);
  const totalSeconds = Math.floor(label / nominal);
  const totalMinutes = Math.floor(totalSeconds / 60);
  const hours = twoDigits(Math.floor(totalMinutes / 60));
  const minutes = twoDigits(totalMinutes % 60);
  const seconds = twoDigits(totalSeconds % 60);
  const separator = format.dropFrame ? ';' : ':';
  return `${hours}:${minutes}:${seconds}${separator}${twoDigits(label % nominal)}`;
}

function labelsSkippedBefore(frame: number, format: TimecodeFormat): number {
  const dropped = droppedLabels(format);
  if (dropped === 0) return 0;
  // Of ten minutes the first has all its labels; the other nine are short.
  const fullMinute = frameRate(format.rate).nominal * 60;
  const shortMinute = fullMinute - dropped;
  const tenMinutes = fullMinute + 9 * shortMinute;
  const frameInTen = frame % tenMinutes;
  const shortMinutesBegun =
    frameInTen < fullMinute ? 0 : Math.floor((frameInTen - fullMinute) / shortMinute) + 1;
  return dropped * (9 * Math.floor(frame / tenMinutes) + shortMinutesBegun);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${String(value)}` : String(value);
}
