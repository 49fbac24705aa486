import type { Candidate } from './candidates.js';
import { lengthOf } from './shot.js';

/**
 * Of all candidates those that keep the order of the picture and together hold the most frames: no two share old or new
 * frames, and what comes later in the old cut comes later in the new one. A weighted longest increasing subsequence, in
 * n log n.
 */
export function longestChain(candidates: readonly Candidate[]): Candidate[] {
  const byBeginning = [...candidates].sort((a, b) => a.before.in - b.before.in);
  const byEnd = [...candidates].sort((a, b) => a.before.out - b.before.out);
  const ends = [...new Set(candidates.map(({ after }) => after.out))].sort((a, b) => a - b);
  const best = new Best(ends.length);
  const links = new Map<Candidate, Link>();
  let ended = 0;
  let longest: Link | null = null;
  for (const candidate of byBeginning) {
    for (let next = byEnd[ended]; next && next.before.out <= candidate.before.in; next = byEnd[++ended]) {
      const link = links.get(next);
      if (link) best.offer(atOrBefore(ends, next.after.out), link);
    }
    const previous = best.upTo(atOrBefore(ends, candidate.after.in));
    const link = { candidate, previous, frames: (previous?.frames ?? 0) + worth(candidate) };
    links.set(candidate, link);
    if (!longest || link.frames > longest.frames) longest = link;
  }
  const chain: Candidate[] = [];
  for (let link = longest; link; link = link.previous) chain.push(link.candidate);
  return chain.reverse();
}

interface Link {
  readonly candidate: Candidate;
  readonly previous: Link | null;
  readonly frames: number;
}

/** A picture at its old speed is worth more than the same source run differently. */
function worth({ before, retimed }: Candidate): number {
  return retimed ? lengthOf(before) / 2 : lengthOf(before);
}

/** The best link that ends at or before a place: a Fenwick tree of maxima. */
class Best {
  private readonly tree: (Link | undefined)[];

  constructor(size: number) {
    this.tree = new Array<Link | undefined>(size + 1);
  }

  offer(place: number, link: Link): void {
    for (let at = place; at < this.tree.length; at += at & -at) {
      const there = this.tree[at];
      if (!there || there.frames < link.frames) this.tree[at] = link;
    }
  }

  upTo(place: number): Link | null {
    let best: Link | null = null;
    for (let at = place; at > 0; at -= at & -at) {
      const there = this.tree[at];
      if (there && (!best || there.frames > best.frames)) best = there;
    }
    return best;
  }
}

/** How many of the sorted numbers are at or before this one. */
function atOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
