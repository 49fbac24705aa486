import {
  FRAME_RATE_NAMES,
  frameRate,
  mayDropFrames,
  type Flicks,
  type TimecodeFormat,
} from '@segue/timecode';
import type { StatedTimeline } from './marker.js';
import { labelPosition } from './positions.js';
import type { Problems } from './text.js';

const LAST_FIELD = /^\s*\d\d?[:;]\d\d?[:;]\d\d?[:;](\d\d\d?)\s*$/;
/** Frames in a second of labels, from the slowest rate on. */
const NOMINAL_RATES = FRAME_RATE_NAMES.map((name) => frameRate(name).nominal);
/** Some hardware writes drop frame with another sign before the frames; three digits behind it are milliseconds. */
const OF_HARDWARE = /^\s*\d\d?:\d\d?:\d\d?[.,]\d\d?\s*$/;

/**
 * Reads the timecodes of a list that does not say how it counts but by how it writes them: with a `;` before the frames in
 * drop frame, or, where there is such a thing at the rate, a `.` or `,`. Where the film counts otherwise the list is
 * followed, and that is told once.
 */
export class ListLabels {
  private isTold = false;
  private isRateTold = false;
  private own: TimecodeFormat | null = null;

  constructor(
    private readonly film: TimecodeFormat,
    private readonly problems: Problems,
  ) {}

  /** How the list counts, as far as is known by now. */
  get format(): TimecodeFormat {
    return this.own ?? this.film;
  }

  /** What the list says of its counting, if it says something. */
  get stated(): Pick<StatedTimeline, 'format'> {
    return this.own ? { format: this.own } : {};
  }

  /** The position of a label, or what is wrong with it. */
  position(label: string, where: string): Flicks | { readonly problem: string } {
    this.notice(label, where);
    const position = labelPosition(label, this.format);
    if (typeof position !== 'number') this.noticeRate(label, where);
    if (typeof position === 'number' || !this.format.dropFrame || label.includes(';')) return position;
    // A source that does not drop frames, in a list that does: there is no such label otherwise.
    const plain = labelPosition(label, { ...this.format, dropFrame: false });
    return typeof plain === 'number' ? plain : position;
  }

  /** Learns from a label how the list counts. */
  notice(label: string, where: string): void {
    if (this.format.dropFrame) return;
    const isHardware = this.own === null && mayDropFrames(this.film.rate) && OF_HARDWARE.test(label);
    if (label.includes(';') || isHardware) this.countInDropFrame(where);
  }

  /** Follows a list that says by itself that it drops frames, or that it does not (`FCM:`). */
  follow(dropFrame: boolean, where: string): void {
    const { rate } = this.film;
    if (dropFrame && !mayDropFrames(rate)) this.countInDropFrame(where);
    else this.own = { rate, dropFrame };
  }

  /** A frame that the film's seconds do not have shows that the list counts at a higher rate. */
  private noticeRate(label: string, where: string): void {
    const frame = Number(LAST_FIELD.exec(label)?.[1] ?? NaN);
    const { nominal } = frameRate(this.film.rate);
    const least = NOMINAL_RATES.find((one) => one > frame);
    if (this.isRateTold || !(frame >= nominal) || least === undefined) return;
    this.isRateTold = true;
    const counts = `The list counts at least ${String(least)} frames a second, and was read at ${this.film.rate}`;
    this.problems.add(
      where,
      `${counts}: what stands on frames from ${String(nominal)} on has no place there.`,
    );
  }

  private countInDropFrame(where: string): void {
    const { rate } = this.film;
    const isPossible = mayDropFrames(rate);
    if (isPossible) this.own = { rate, dropFrame: true };
    if (this.isTold) return;
    this.isTold = true;
    const what = isPossible
      ? 'From here on the list counts in drop frame, as the sign before the frames says: it was read as it counts.'
      : `The list counts in drop frame, which does not exist at ${rate} frames per second: it was read without.`;
    this.problems.add(where, what);
  }
}
