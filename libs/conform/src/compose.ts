import { placeAfter, placeIn, type Block, type PictureChange } from './conform.js';
import { lengthOf, overlap, type FrameSpan } from './shot.js';

/** What became of the picture in the other direction: what was added is removed. */
export function invert(change: PictureChange): PictureChange {
  const blocks = change.blocks.map(({ before, after, retimed }) => ({
    before: after,
    after: before,
    retimed,
  }));
  return {
    before: change.after,
    after: change.before,
    blocks: blocks.sort((a, b) => a.before.in - b.before.in),
    removed: change.added,
    added: change.removed,
  };
}

/** What became of the picture over two changes, the second one beginning with the cut in which the first one ends. */
export function compose(first: PictureChange, second: PictureChange): PictureChange {
  const blocks = first.blocks.flatMap((block) => piecesThrough(block, second.blocks));
  blocks.sort((a, b) => a.before.in - b.before.in);
  return {
    before: first.before,
    after: second.after,
    blocks,
    removed: spansWithout(
      first.before,
      blocks.map(({ before }) => before),
    ),
    added: spansWithout(
      second.after,
      blocks.map(({ after }) => after),
    ),
  };
}

/** What is left of a block after a second change. */
function piecesThrough(block: Block, later: readonly Block[]): Block[] {
  return later.flatMap((next) => {
    const between = overlap(block.after, next.before);
    if (!between) return [];
    const back = { before: block.after, after: block.before, retimed: block.retimed };
    const before = overlap(
      { in: placeIn(back, between.in), out: placeAfter(back, between.out) },
      block.before,
    );
    const after = { in: placeIn(next, between.in), out: placeAfter(next, between.out) };
    return before && lengthOf(after) > 0 ? [{ before, after, retimed: block.retimed || next.retimed }] : [];
  });
}

/** The parts of a span that none of the others cover. */
function spansWithout(span: FrameSpan, others: readonly FrameSpan[]): FrameSpan[] {
  const left: FrameSpan[] = [];
  let at = span.in;
  for (const other of [...others].sort((a, b) => a.in - b.in)) {
    if (other.in > at) left.push({ in: at, out: Math.min(other.in, span.out) });
    at = Math.max(at, other.out);
  }
  if (at < span.out) left.push({ in: at, out: span.out });
  return left;
}
