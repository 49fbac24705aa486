import { mayDropFrames, type Flicks, type TimecodeFormat } from '@segue/timecode';
import type { StatedTimeline } from './marker.js';
import { labelPosition } from './positions.js';
import type { Problems } from './text.js';

/**
 * Reads the timecodes of a list that does not say how it counts but by how it writes them: with a `;` in drop frame. Where
 * the film counts otherwise the list is followed, and that is told once.
 */
export class ListLabels {
  private isTold = false;
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
    if (typeof position === 'number' || !this.format.dropFrame || label.includes(';')) return position;
    // A source that does not drop frames, in a list that does: there is no such label otherwise.
    const plain = labelPosition(label, { ...this.format, dropFrame: false });
    return typeof plain === 'number' ? plain : position;
  }

  /** Learns from a label how the list counts. */
  notice(label: string, where: string): void {
    if (label.includes(';') && !this.format.dropFrame) this.countInDropFrame(where);
  }

  /** Follows a list that says by itself that it drops frames, or that it does not (`FCM:`). */
  follow(dropFrame: boolean, where: string): void {
    const { rate } = this.film;
    if (dropFrame && !mayDropFrames(rate)) this.countInDropFrame(where);
    else this.own = { rate, dropFrame };
  }

  private countInDropFrame(where: string): void {
    const { rate } = this.film;
    const isPossible = mayDropFrames(rate);
    if (isPossible) this.own = { rate, dropFrame: true };
    if (this.isTold) return;
    this.isTold = true;
    const what = isPossible
      ? 'From here on the list counts in drop frame (;): it was read as it counts.'
      : `The list counts in drop frame, which does not exist at ${rate} frames per second: it was read without.`;
    this.problems.add(where, what);
  }
}
