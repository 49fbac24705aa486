import { parseMarkers, type Marker, type OldEncoding, type Problem, type Timeline } from '@segue/interchange';
import {
  FLICKS_PER_SECOND,
  flicksToFrame,
  frameRate,
  frameToFlicks,
  isSameFormat,
  mayDropFrames,
  parseTimecodeTolerant,
  timecodeLabel,
  type FrameRateName,
  type TimecodeFormat,
} from '@segue/timecode';

/** What a file leaves open about how it counts, and people have to say. */
export interface OpenCounting {
  /** Its positions depend on a frame rate that it does not state. */
  readonly rate: boolean;
  /** Nor does it say whether its labels drop frames. */
  readonly dropFrame: boolean;
}

/** A list of markers, laid onto the film. */
export interface ListReading {
  readonly markers: readonly Marker[];
  readonly problems: readonly Problem[];
  /** How the list counts, where the film counts otherwise; null where both count alike. */
  readonly countsOtherwise: TimecodeFormat | null;
  /** The encoding in which its text was read, where nothing in it says which; null where that is sure. */
  readonly encoding: OldEncoding | null;
}

/** Rates at which no label means the same moment, taken together: one is slower by a thousandth, one counts finely. */
const TRIED: readonly FrameRateName[] = ['23.976', '25', '60'];
/** Where nobody knows how long a film is, in flicks: four hours, longer than most. */
const UNKNOWN_LENGTH = 4 * 3600 * FLICKS_PER_SECOND;
/** What a list in seconds gains or loses where it is taken to frames. */
const ROUNDING = frameRate('23.976').flicksPerFrame;

/**
 * How long a timeline is for files that do not say what their times count from: which of the ways fits depends on that.
 *
 * @param end where what is known of the film ends; it may be before the start.
 */
export function timelineLength(start: number, end: number): number {
  return end > start ? end - start : UNKNOWN_LENGTH;
}

/** What people have to say about how a file counts before its positions mean something. */
export function openCounting(bytes: Uint8Array, film: Timeline): OpenCounting {
  const here = parseMarkers(bytes, film);
  const others = TRIED.filter((rate) => rate !== film.format.rate).map((rate) =>
    parseMarkers(bytes, { ...film, format: { rate, dropFrame: false } }),
  );
  // Where a list says only whether it drops frames, the rate that it "states" is the one it was asked to be read at.
  const own = here.stated.format?.rate;
  const statesRate = own !== undefined && others.every(({ stated }) => stated.format?.rate === own);
  const isOpen = !statesRate && others.some(({ items }) => !isAlike(items, here.items));
  return { rate: isOpen, dropFrame: isOpen && here.stated.format === undefined };
}

/**
 * Reads a list that counts in `own` format where it does not say otherwise, and lays it onto the film: the label at which its
 * timeline begins is the same moment in both, and everything behind it lies in real time.
 *
 * @param encoding of its text, for those lists that do not say it.
 */
export function readList(
  bytes: Uint8Array,
  film: Timeline,
  own: TimecodeFormat,
  encoding?: OldEncoding,
): ListReading {
  const start = isSameFormat(own, film.format) ? film.start : startIn(own, film);
  const {
    items,
    problems,
    stated,
    encoding: taken,
  } = parseMarkers(bytes, { ...film, format: own, start }, encoding);
  const shift = film.start - start;
  const counts = stated.format ?? own;
  return {
    markers: items.map((marker) => ({
      ...marker,
      in: onFrame(marker.in + shift, film.format),
      out: marker.out === null ? null : onFrame(marker.out + shift, film.format),
    })),
    problems,
    countsOtherwise: isSameFormat(counts, film.format) ? null : counts,
    encoding: taken ?? null,
  };
}

/** The formats that a list can count in: drop frame only where there is such a thing. */
export function countingOf(rate: FrameRateName, dropFrame: boolean): TimecodeFormat {
  return { rate, dropFrame: dropFrame && mayDropFrames(rate) };
}

/** Where the label of the timeline's first frame lies in another way of counting; in the film's where it has no such label. */
function startIn(own: TimecodeFormat, { format, start }: Timeline): number {
  const parsed = parseTimecodeTolerant(timecodeLabel(start, format), own);
  const frame = 'frame' in parsed ? parsed.frame : parsed.nextValidFrame;
  return frame === undefined ? start : frameToFlicks(frame, own.rate);
}

/** The beginning of the nearest frame: lists in seconds, and those of other rates, lead between the film's frames. */
function onFrame(flicks: number, { rate }: TimecodeFormat): number {
  const half = Math.floor(frameRate(rate).flicksPerFrame / 2);
  return frameToFlicks(flicksToFrame(flicks + half, rate), rate);
}

function isAlike(some: readonly Marker[], others: readonly Marker[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ in: start }, index) => Math.abs(start - (others[index]?.in ?? 0)) <= ROUNDING)
  );
}
