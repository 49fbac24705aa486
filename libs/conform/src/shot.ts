/** So much of the record, or of a source, in frames; `out` is exclusive. */
export interface FrameSpan {
  readonly in: number;
  readonly out: number;
}

/** Source frames for each record frame, as a fraction. 1/1 plays as shot, 0/1 stands still, -1/1 runs backwards. */
export interface Speed {
  readonly num: number;
  readonly den: number;
}

/** One stretch of picture in a cut, as its edit list says. */
export interface Shot {
  /** The tape or file it comes from; null when the list names none. */
  readonly reel: string | null;
  readonly clipName: string | null;
  /** Black and slugs hold no picture that could be found again. */
  readonly black: boolean;
  /** The source frame that stands at the first record frame. */
  readonly sourceIn: number;
  readonly record: FrameSpan;
  readonly speed: Speed;
}

/** How many frames a span has. */
export function lengthOf(span: FrameSpan): number {
  return span.out - span.in;
}

/** What two spans share; null when that is nothing. */
export function overlap(one: FrameSpan, other: FrameSpan): FrameSpan | null {
  const shared = { in: Math.max(one.in, other.in), out: Math.min(one.out, other.out) };
  return shared.out > shared.in ? shared : null;
}

/** Whether two speeds are the same number. */
export function sameSpeed(one: Speed, other: Speed): boolean {
  return one.num * other.den === other.num * one.den;
}
