import { sourceSpanOf, type FrameSpan, type Shot } from './shot.js';

/** A shot, and its place in the list. */
export interface Use {
  readonly shot: Shot;
  readonly rank: number;
}

/** So many frames of a source lie in one drawer: some shots' worth, so that a drawer holds the uses of one moment. */
const DRAWER_FRAMES = 256;
/** A shot that fills more drawers (sped up to a blur) lies in one for itself. */
const MOST_DRAWERS = 4096;
/** Of a moment that is used again and again only so many of the nearest uses are looked at. */
const MOST_USES = 32;

/** The uses of one source, found by the moments of the source that they show. */
export class SourceUses {
  private readonly drawers = new Map<number, Use[]>();
  private readonly wide: Use[] = [];

  /** Adds a use. They come in the order of their rank. */
  add(use: Use): void {
    const drawers = drawersOf(sourceSpanOf(use.shot));
    if (!drawers) {
      this.wide.push(use);
      return;
    }
    for (let drawer = drawers.in; drawer <= drawers.out; drawer++) {
      const there = this.drawers.get(drawer);
      if (there) there.push(use);
      else this.drawers.set(drawer, [use]);
    }
  }

  /** The uses that may show something of what a shot shows; where one moment has many, those nearest to a rank. */
  near(shot: Shot, rank: number): ReadonlySet<Use> {
    const found = new Set(nearest(this.wide, rank));
    const drawers = drawersOf(sourceSpanOf(shot));
    const lists = drawers
      ? Array.from({ length: drawers.out - drawers.in + 1 }, (_, n) => this.drawers.get(drawers.in + n) ?? [])
      : [...this.drawers.values()];
    for (const uses of lists) for (const use of nearest(uses, rank)) found.add(use);
    return found;
  }
}

/** The first and the last drawer a span lies in; null where those are too many. */
function drawersOf(span: FrameSpan): FrameSpan | null {
  const drawers = { in: Math.floor(span.in / DRAWER_FRAMES), out: Math.floor(span.out / DRAWER_FRAMES) };
  return drawers.out - drawers.in < MOST_DRAWERS ? drawers : null;
}

/** Those whose place in the list is nearest; the list is in order of rank. */
function nearest(uses: readonly Use[], rank: number): readonly Use[] {
  if (uses.length <= MOST_USES) return uses;
  let low = 0;
  let high = uses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((uses[middle]?.rank ?? Infinity) < rank) low = middle + 1;
    else high = middle;
  }
  const from = Math.min(Math.max(0, low - MOST_USES / 2), uses.length - MOST_USES);
  return uses.slice(from, from + MOST_USES);
}
