import { frameRate, type TimecodeFormat } from './frame-rate.js';
import {
  droppedLabels,
  fieldsToFrame,
  formatTimecode,
  framesPerDay,
  isDroppedLabel,
  type TimecodeFields,
} from './timecode.js';

/**
 * The frame that a text names, counted from 00:00:00:00, or a sentence that says what is wrong with it.
 * For a label that drop frame skips, `nextValidFrame` is the frame to offer instead.
 */
export type ParsedTimecode = { frame: number } | { problem: string; nextValidFrame?: number };

/**
 * Reads a full label: `hh:mm:ss:ff`, or in drop frame `hh:mm:ss;ff`, where `.` and `,` may stand for the `;`.
 *
 * @throws RangeError if the format asks for drop frame at a rate that has none. Never because of the text.
 */
export function parseTimecode(text: string, format: TimecodeFormat): ParsedTimecode {
  const match = /^(\d\d):(\d\d):(\d\d)([:;.,])(\d\d)$/.exec(text);
  if (!match) return { problem: `Write the timecode in full, like ${exampleLabel(format)}.` };
  const [, hours, minutes, seconds, separator, frames] = match;
  if (format.dropFrame && separator === ':') {
    return {
      problem: `This timecode counts in drop frame: write ; before the frames, like ${exampleLabel(format)}.`,
    };
  }
  if (!format.dropFrame && separator !== ':') {
    return {
      problem: `This timecode does not drop frames: write : before the frames, like ${exampleLabel(format)}.`,
    };
  }
  const fields = {
    hours: Number(hours),
    minutes: Number(minutes),
    seconds: Number(seconds),
    frames: Number(frames),
  };
  return frameOfFields(fields, format);
}

/**
 * Reads what people type. Fields are counted from the right (`12:03` is 12 seconds and 3 frames), any of `: ;
 * . ,` and space separates them, and separators may be left out (`10412 03` and `01041203` are 01:04:12:03).
 * Three decimals make it a clock time (`01:04:12.125`, `4:12.125`): real time since 00:00:00:00, taken to the
 * nearest frame.
 *
 * @throws RangeError if the format asks for drop frame at a rate that has none. Never because of the text.
 */
export function parseTimecodeTolerant(text: string, format: TimecodeFormat): ParsedTimecode {
  const entry = text.trim();
  const clock = /^(?:(?:(\d\d?):)?(\d\d?):)?(\d\d?)[.,](\d{3})$/.exec(entry);
  if (clock) {
    const [, hours = 0, minutes = 0, seconds, milliseconds] = clock;
    return frameOfClock(Number(hours), Number(minutes), Number(seconds), Number(milliseconds), format);
  }
  // Only the leftmost group may be a run of several fields: `10412 03` is clear, `1 041203` more likely a
  // slip.
  const groups = /^(\d{1,8})((?:[:;.,\s]\d\d?){0,3})$/.exec(entry);
  if (!groups) return { problem: `This is not a timecode. Write it like ${exampleLabel(format)}.` };
  const [, run = '', rest = ''] = groups;
  const values = [...fieldsOfRun(run), ...(rest.match(/\d+/g) ?? []).map(Number)];
  if (values.length > 4) {
    return {
      problem: `That is more than hours, minutes, seconds and frames. Write it like ${exampleLabel(format)}.`,
    };
  }
  const [frames = 0, seconds = 0, minutes = 0, hours = 0] = values.reverse();
  return frameOfFields({ hours, minutes, seconds, frames }, format);
}

/** `10412` -> 1, 4, 12: pairs counted from the right. */
function fieldsOfRun(digits: string): number[] {
  const padded = digits.length % 2 === 0 ? digits : `0${digits}`;
  return (padded.match(/\d\d/g) ?? []).map(Number);
}

function frameOfFields(fields: TimecodeFields, format: TimecodeFormat): ParsedTimecode {
  const { rate } = format;
  const lastFrame = frameRate(rate).nominal - 1;
  const problem =
    clockProblem(fields.hours, fields.minutes, fields.seconds) ??
    (fields.frames > lastFrame
      ? `Frames go from 00 to ${String(lastFrame)} at ${rate}, not ${String(fields.frames)}.`
      : undefined);
  if (problem !== undefined) return { problem };
  if (!isDroppedLabel(fields, format)) return { frame: fieldsToFrame(fields, format) };
  const nextValidFrame = fieldsToFrame({ ...fields, frames: droppedLabels(format) }, format);
  return {
    problem: `Drop frame skips this label. The next one is ${formatTimecode(nextValidFrame, format)}.`,
    nextValidFrame,
  };
}

function frameOfClock(
  hours: number,
  minutes: number,
  seconds: number,
  milliseconds: number,
  format: TimecodeFormat,
): ParsedTimecode {
  const problem = clockProblem(hours, minutes, seconds);
  if (problem !== undefined) return { problem };
  const { num, den } = frameRate(format.rate);
  // Nearest, not floor: the beginning of a frame written in milliseconds may have been rounded down into the
  // frame before.
  const frame = Math.round(
    ((((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds) * num) / (1000 * den),
  );
  const lastFrame = framesPerDay(format) - 1;
  if (frame > lastFrame)
    return { problem: `That is after the last frame of the day, ${formatTimecode(lastFrame, format)}.` };
  return { frame };
}

function clockProblem(hours: number, minutes: number, seconds: number): string | undefined {
  if (hours > 23) return `Hours go from 00 to 23, not ${String(hours)}.`;
  if (minutes > 59) return `Minutes go from 00 to 59, not ${String(minutes)}.`;
  if (seconds > 59) return `Seconds go from 00 to 59, not ${String(seconds)}.`;
  return undefined;
}

function exampleLabel(format: TimecodeFormat): string {
  return format.dropFrame ? '01:04:12;03' : '01:04:12:03';
}
