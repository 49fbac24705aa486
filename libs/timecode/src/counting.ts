import { frameRate, mayDropFrames, type FrameRateName, type TimecodeFormat } from './frame-rate.js';

/** How the labels of a format follow each other. Labels are numbered as if none were skipped, from 00:00:00:00. */
export interface Counting extends TimecodeFormat {
  /** Labels in a second. */
  readonly nominal: number;
  readonly labelsPerMinute: number;
  /** Labels that drop frame skips at the start of every minute whose number is not a multiple of ten. */
  readonly dropped: number;
  readonly framesPerTenMinutes: number;
  readonly framesPerDay: number;
  /** How many digits the frames of a label are written with: two up to 60 labels a second, three above 100. */
  readonly frameDigits: 2 | 3;
  /** The frame at which each minute of a day would begin if its first labels were not skipped. */
  readonly minuteStarts: readonly number[];
  /** The seconds and frames of the labels of a minute: labels are written many thousands at a time. */
  readonly endings: readonly string[];
}

/** Those that were asked for, each made on first use. */
const plain = new Map<FrameRateName, Counting>();
const dropping = new Map<FrameRateName, Counting>();
/** Whoever asks for many labels asks for all of them in one format. */
let latest = countingBy('24', false);

/**
 * How a format counts.
 *
 * @throws RangeError if the format asks for drop frame at a rate that has none.
 */
export function countingOf({ rate, dropFrame }: TimecodeFormat): Counting {
  if (latest.rate !== rate || latest.dropFrame !== dropFrame) latest = knownCounting(rate, dropFrame);
  return latest;
}

/** The frame that has a label, by the number of the label, which must exist. */
export function frameOfLabel(
  label: number,
  { dropped, labelsPerMinute }: Pick<Counting, 'dropped' | 'labelsPerMinute'>,
): number {
  const minute = Math.floor(label / labelsPerMinute);
  return label - dropped * (minute - Math.floor(minute / 10));
}

/** The label of that number, or the next that exists when drop frame skips it. */
export function existingLabel(label: number, { dropped, labelsPerMinute }: Counting): number {
  const minute = Math.floor(label / labelsPerMinute);
  return minute % 10 === 0 ? label : Math.max(label, minute * labelsPerMinute + dropped);
}

function knownCounting(rate: FrameRateName, dropFrame: boolean): Counting {
  const known = dropFrame ? dropping : plain;
  const counting = known.get(rate) ?? countingBy(rate, dropFrame);
  known.set(rate, counting);
  return counting;
}

function countingBy(rate: FrameRateName, dropFrame: boolean): Counting {
  if (dropFrame && !mayDropFrames(rate))
    throw new RangeError(`Drop frame exists only at 29.97, 59.94 and 119.88, not at ${rate}.`);
  const { nominal } = frameRate(rate);
  // Two labels of thirty (SMPTE ST 12-1), and by the same rule four of sixty and eight of a hundred and twenty.
  const dropped = dropFrame ? nominal / 15 : 0;
  const labelsPerMinute = nominal * 60;
  const framesPerTenMinutes = 10 * labelsPerMinute - 9 * dropped;
  const frameDigits = nominal > 100 ? 3 : 2;
  const endings = Array.from({ length: labelsPerMinute }, (_, label) => {
    const second = String(Math.floor(label / nominal)).padStart(2, '0');
    return second + (dropFrame ? ';' : ':') + String(label % nominal).padStart(frameDigits, '0');
  });
  return {
    rate,
    dropFrame,
    nominal,
    labelsPerMinute,
    dropped,
    framesPerTenMinutes,
    framesPerDay: 24 * 6 * framesPerTenMinutes,
    frameDigits,
    minuteStarts: Array.from({ length: 24 * 60 }, (_, minute) =>
      frameOfLabel(minute * labelsPerMinute, { dropped, labelsPerMinute }),
    ),
    endings,
  };
}
