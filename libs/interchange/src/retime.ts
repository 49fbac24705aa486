import type { Speed } from './edit-list.js';
import { nearest, type FineFlicks, type Fraction } from './exact-seconds.js';

/** A place in a clip's own time, and what of the source is shown there. */
export interface RetimePoint {
  readonly at: FineFlicks;
  readonly source: FineFlicks;
}

/** A stretch of a clip's own time in which its source runs evenly. */
export interface Run {
  readonly in: FineFlicks;
  readonly out: FineFlicks;
  /** What stands at `in`. */
  readonly source: FineFlicks;
  readonly speed: Fraction;
}

/** Plays as shot. */
export const AS_SHOT: Fraction = { num: 1n, den: 1n };
/** Numbers this small multiply without a remainder; no application states a speed more finely. */
const MOST_SPEED = 10_000_000n;

/**
 * The even stretches of a clip between two places of its own time, by points with straight lines between them. Before the
 * first point and after the last one it goes on as it does beside them; with a single point it plays as shot.
 */
export function runsOf(points: readonly RetimePoint[], from: FineFlicks, until: FineFlicks): Run[] {
  const inOrder = points.filter(isLaterThanAllBefore());
  const runs: Run[] = [];
  let begin = from;
  for (const [index, next] of inOrder.entries()) {
    const point = inOrder[index - 1];
    if (!point) continue;
    const isLast = index === inOrder.length - 1;
    const end = isLast || next.at > until ? until : next.at;
    if (end <= begin) continue;
    const speed = { num: next.source - point.source, den: next.at - point.at };
    runs.push(evenRun(point, speed, begin, end));
    begin = end;
  }
  if (inOrder.length > 1 || until <= from) return runs;
  return [evenRun(inOrder[0] ?? { at: 0n, source: 0n }, AS_SHOT, from, until)];
}

/** Lets points pass that come later than those that passed: others are no points of a line. */
function isLaterThanAllBefore(): (point: RetimePoint) => boolean {
  let last: FineFlicks | null = null;
  return ({ at }) => {
    if (last !== null && at <= last) return false;
    last = at;
    return true;
  };
}

/** The run between two places of a clip that goes evenly through a point. */
export function evenRun(point: RetimePoint, speed: Fraction, from: FineFlicks, until: FineFlicks): Run {
  return { in: from, out: until, source: point.source + scaled(from - point.at, speed), speed };
}

/** A length times a fraction. */
export function scaled(length: FineFlicks, { num, den }: Fraction): FineFlicks {
  return num === den ? length : nearest(length * num, den);
}

/** One speed within another. */
export function speedWithin(outer: Fraction, inner: Fraction): Fraction {
  return { num: outer.num * inner.num, den: outer.den * inner.den };
}

/** A speed as an event states it: in lowest terms, or the nearest that numbers of a sensible size can say. */
export function speedOf({ num, den }: Fraction): Speed {
  const divisor = greatestDivisor(num < 0n ? -num : num, den);
  const [top, bottom] = [num / divisor, den / divisor];
  const most = top < 0n ? -top : top;
  if (most <= MOST_SPEED && bottom <= MOST_SPEED) return { num: Number(top), den: Number(bottom) };
  // Faster than anything that could be told apart.
  if (most / bottom >= MOST_SPEED) return { num: Number(top < 0n ? -MOST_SPEED : MOST_SPEED), den: 1 };
  const larger = most > bottom ? most : bottom;
  const shortened = { num: nearest(top * MOST_SPEED, larger), den: nearest(bottom * MOST_SPEED, larger) };
  return shortened.den === 0n ? { num: Number(MOST_SPEED), den: 1 } : speedOf(shortened);
}

function greatestDivisor(one: bigint, other: bigint): bigint {
  let [greater, less] = [one, other];
  while (less > 0n) [greater, less] = [less, greater % less];
  return greater;
}
