import { type Peaks } from '@segue/media-analysis/peaks';
import {
  flicksToFrame,
  flicksToSeconds,
  formatTimecode,
  frameRate,
  frameToFlicks,
  parseTimecode,
  type TimecodeFormat,
} from '@segue/timecode';

/** The stretch of film time that is drawn, in flicks, over a width in pixels. */
export interface View {
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a position is drawn, in pixels from the left; outside the view it is less than 0 or more than the width. */
export function xOf(position: number, view: View): number {
  return shareOf(position, view) * view.width;
}

/** The same as a share of the width. */
export function shareOf(position: number, { start, end }: Span): number {
  return (position - start) / (end - start);
}

/** The position drawn at `x` pixels from the left, in flicks. */
export function positionAt(x: number, { start, end, width }: View): number {
  return start + Math.round((x / width) * (end - start));
}

/**
 * The lowest and highest value of one channel in each pixel column, as -1 to 1: minimum, maximum, minimum … Columns
 * without sound hold NaN. `soundStart` is the position of the first sample, in flicks.
 */
export function columns(peaks: Peaks, channel: number, soundStart: number, view: View): Float32Array {
  const { data, channels, length, samplesPerPixel, sampleRate } = peaks;
  const peaksPerPixel =
    (flicksToSeconds(view.end - view.start) / view.width) * (sampleRate / samplesPerPixel);
  const first = flicksToSeconds(view.start - soundStart) * (sampleRate / samplesPerPixel);
  const drawn = new Float32Array(view.width * 2).fill(NaN);
  for (let x = 0; x < view.width; x++) {
    const from = Math.max(0, Math.floor(first + x * peaksPerPixel));
    const to = Math.min(
      length,
      Math.max(Math.floor(first + x * peaksPerPixel) + 1, Math.floor(first + (x + 1) * peaksPerPixel)),
    );
    if (from >= to) continue;
    let low = 32767;
    let high = -32768;
    for (let i = from; i < to; i++) {
      const at = (i * channels + channel) * 2;
      low = Math.min(low, data[at] ?? 0);
      high = Math.max(high, data[at + 1] ?? 0);
    }
    drawn[x * 2] = low / 32768;
    drawn[x * 2 + 1] = high / 32768;
  }
  return drawn;
}

/** A line of the ruler. */
export interface Tick {
  readonly position: number;
  readonly label: string;
}

const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const FRAMES = [1, 2, 4, 5, 6, 8, 10, 12, 15, 24, 25, 30];

/** The labelled lines of the ruler: round timecodes, at least `apart` pixels from each other. */
export function ticks(view: View, format: TimecodeFormat, apart: number): Tick[] {
  const { nominal } = frameRate(format.rate);
  const steps = [
    ...FRAMES.filter((frames) => frames < nominal && nominal % frames === 0),
    ...SECONDS.map((seconds) => seconds * nominal),
  ];
  const framesApart = (flicksToFrame(view.end - view.start, format.rate) / view.width) * apart;
  const step = steps.find((frames) => frames >= framesApart) ?? 3600 * nominal;
  const drawn: Tick[] = [];
  const lastLabel = labelCount(flicksToFrame(view.end, format.rate), format);
  for (
    let count = Math.ceil(labelCount(flicksToFrame(view.start, format.rate), format) / step) * step;
    count <= lastLabel;
    count += step
  ) {
    const frame = frameOfLabel(count, format);
    drawn.push({ position: frameToFlicks(frame, format.rate), label: formatTimecode(frame, format) });
  }
  return drawn;
}

/** A frame's label read as a plain count of labels: drop frame leaves gaps in it, and round labels stay round. */
function labelCount(frame: number, format: TimecodeFormat): number {
  const { nominal } = frameRate(format.rate);
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = formatTimecode(frame, format)
    .split(/[:;]/)
    .map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * nominal + frames;
}

function frameOfLabel(count: number, format: TimecodeFormat): number {
  const { nominal } = frameRate(format.rate);
  const seconds = Math.floor(count / nominal);
  const fields = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map(twoDigits)
    .join(':');
  const read = parseTimecode(`${fields}${format.dropFrame ? ';' : ':'}${twoDigits(count % nominal)}`, format);
  return 'frame' in read ? read.frame : (read.nextValidFrame ?? 0);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Zooms by a factor (above 1: closer) around a position that stays where it is, no further out than `limits`. */
export function zoom(span: Span, factor: number, around: number, limits: Span, shortest: number): Span {
  const length = Math.min(limits.end - limits.start, Math.max(shortest, (span.end - span.start) / factor));
  const share = (around - span.start) / (span.end - span.start);
  return shift(
    { start: Math.round(around - share * length), end: Math.round(around - share * length + length) },
    0,
    limits,
  );
}

/** Where two fingers lie, in pixels from the left. */
export type TwoFingers = readonly [number, number];

/** What shows under two fingers what lay under them before, no further out than `limits`. */
export function pinch(view: View, before: TwoFingers, now: TwoFingers, limits: Span, shortest: number): Span {
  const apart = ([one, other]: TwoFingers) => Math.max(1, Math.abs(other - one));
  const middle = ([one, other]: TwoFingers) => (one + other) / 2;
  const held = positionAt(middle(before), view);
  const span = zoom(view, apart(now) / apart(before), held, limits, shortest);
  return shift(span, held - positionAt(middle(now), { ...span, width: view.width }), limits);
}

/** Moves a span by flicks, not beyond `limits`. */
export function shift({ start, end }: Span, by: number, limits: Span): Span {
  const bounded = Math.round(Math.max(limits.start - start, Math.min(limits.end - end, by)));
  return { start: start + bounded, end: end + bounded };
}

/** Rows for flags so that none covers another: for each x (ascending) the first row that is free there, at most `rows`. */
export function flagRows(xs: readonly number[], flagWidth: number, rows: number): number[] {
  const ends: number[] = [];
  return xs.map((x) => {
    let row = 0;
    while (row < rows - 1 && (ends[row] ?? -Infinity) > x) row++;
    ends[row] = x + flagWidth;
    return row;
  });
}
