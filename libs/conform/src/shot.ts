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
  /**
   * What of the source stands at the first record frame, in record frames of its own clock. A broken number where the
   * source counts at another rate.
   */
  readonly sourceIn: number;
  readonly record: FrameSpan;
  readonly speed: Speed;
}

/** How many frames a span has. */
export function lengthOf(span: FrameSpan): number {
  return span.out - span.in;
}

/** How many frames several spans have together. */
export function framesIn(spans: readonly FrameSpan[]): number {
  return spans.reduce((frames, span) => frames + lengthOf(span), 0);
}

/** From the first to the last record frame of some shots; a span of nothing where there are none. */
export function spanOf(shots: readonly Shot[]): FrameSpan {
  let first = Infinity;
  let last = -Infinity;
  for (const { record } of shots) {
    first = Math.min(first, record.in);
    last = Math.max(last, record.out);
  }
  return last > first ? { in: first, out: last } : { in: 0, out: 0 };
}

/** What two spans share; null when that is nothing. */
export function overlap(one: FrameSpan, other: FrameSpan): FrameSpan | null {
  const shared = { in: Math.max(one.in, other.in), out: Math.min(one.out, other.out) };
  return shared.out > shared.in ? shared : null;
}

/**
 * Whether two speeds show the same picture for so many record frames. Lists round speeds, some to a tenth of a frame in a
 * second: they are one where the pictures never lie half a frame apart.
 */
export function sameSpeed(one: Speed, other: Speed, frames: number): boolean {
  if (one.num * other.den === other.num * one.den) return true;
  const [first, second] = [one.num / one.den, other.num / other.den];
  return (
    first * second > 0 && Math.abs(first - second) * frames < Math.min(Math.abs(first), Math.abs(second)) / 2
  );
}

/** The source frames a shot shows, from the lowest; of a still the place where it stands, without a length. */
export function sourceSpanOf({ sourceIn, record, speed }: Shot): FrameSpan {
  const long = (lengthOf(record) * speed.num) / speed.den;
  return long > 0 ? { in: sourceIn, out: sourceIn + long } : { in: sourceIn + long, out: sourceIn };
}
