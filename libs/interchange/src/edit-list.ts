import type { Flicks } from '@segue/timecode';

/** Two positions, the second one exclusive. */
interface Span {
  readonly in: Flicks;
  readonly out: Flicks;
}

/** How an event begins. A cut takes no time. */
export interface Transition {
  readonly kind: 'cut' | 'dissolve' | 'wipe' | 'key';
  readonly frames: number;
}

/** How fast a source runs: so much of its time for so much of the record's, as a fraction in lowest terms or as stated. */
export interface Speed {
  readonly num: number;
  readonly den: number;
}

/** One event of an edit list: so much of a source stands there in the record. */
export interface EditEvent {
  readonly number: string;
  /** The tape or file; null when the list names none. */
  readonly reel: string | null;
  readonly clipName: string | null;
  readonly black: boolean;
  /** As the list writes it: `V`, `A2`, `AA/V`. */
  readonly channel: string;
  readonly transition: Transition;
  /**
   * `in` is what stands at the first frame of the record, in the source's own timecode where the list states it. As long
   * as the record, whatever the speed: lists state the source's speed apart.
   */
  readonly source: Span;
  readonly record: Span;
  /** 1/1 plays as shot, 0/1 stands still, -1/1 runs backwards. */
  readonly speed: Speed;
  /** Comments that no other field holds, without their asterisk. */
  readonly comments: readonly string[];
}

/** Plays as shot. */
export const NORMAL_SPEED: Speed = { num: 1, den: 1 };

/** Whether an event shows picture. */
export function isPicture({ channel }: Pick<EditEvent, 'channel'>): boolean {
  return channel === 'B' || channel.split('/').some((part) => /^V\d*$/.test(part));
}
