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
  /** As long as the record, whatever the speed: lists state the source's speed apart. */
  readonly source: Span;
  readonly record: Span;
  /** Source frames for each record frame, as a fraction: 1/1 plays as shot, 0/1 stands still, -1/1 runs backwards. */
  readonly speed: { readonly num: number; readonly den: number };
  /** Comments that no other field holds, without their asterisk. */
  readonly comments: readonly string[];
}

/** Whether an event shows picture. */
export function isPicture({ channel }: Pick<EditEvent, 'channel'>): boolean {
  return channel === 'B' || channel.split('/').some((part) => /^V\d*$/.test(part));
}
