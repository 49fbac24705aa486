import { MAX_POINTS } from '@segue/review-document';

/** A point of the picture, in its units. */
export type Point = readonly [x: number, y: number];

/** What nobody sees: less than a pixel of a large screen, in units of the picture. */
const UNSEEN = 6;

/** The points of a free line that matter, x and y by turns: no more than a note may hold. */
export function penLine(points: readonly Point[]): number[] {
  let kept = points;
  for (let tolerance = UNSEEN; ; tolerance *= 1.5) {
    kept = withoutStraights(kept, tolerance);
    if (kept.length <= MAX_POINTS) return kept.flat();
  }
}

/** Leaves out what lies nearer than the tolerance to the line between its neighbours (Douglas and Peucker). */
function withoutStraights(points: readonly Point[], tolerance: number): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return [];
  const kept = new Set([0, points.length - 1]);
  // A list and no recursion: a line may have thousands of points.
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let farthest = tolerance;
    let at = -1;
    for (let index = from + 1; index < to; index++) {
      const off = distance(points[index] ?? first, points[from] ?? first, points[to] ?? last);
      if (off <= farthest) continue;
      farthest = off;
      at = index;
    }
    if (at < 0) continue;
    kept.add(at);
    open.push([from, at], [at, to]);
  }
  return points.filter((_point, index) => kept.has(index));
}

/** How far a point is from a stretch of a line. */
function distance([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - fromX) * dx + (y - fromY) * dy) / length;
  const nearest = Math.max(0, Math.min(1, along));
  return Math.hypot(x - fromX - nearest * dx, y - fromY - nearest * dy);
}
