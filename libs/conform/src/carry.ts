import { placeAfter, placeIn, type Block, type PictureChange } from './conform.js';
import { lengthOf, overlap, type FrameSpan } from './shot.js';

/** What a new cut did to a place in the old one. `recut`: as long as before, but with other picture in it. */
export type Fate =
  'unchanged' | 'moved' | 'shortened' | 'lengthened' | 'recut' | 'split' | 'retimed' | 'removed';

/** Where a point is now. For a removed one `at` is the nearest cut that is still there, as a proposal. */
export interface CarriedPoint {
  readonly fate: Extract<Fate, 'unchanged' | 'moved' | 'retimed' | 'removed'>;
  readonly at: number;
}

/** Where a range is now. */
export interface CarriedRange {
  readonly fate: Fate;
  /** The new range; of a split one its longest part, of a removed one the nearest cut, where it has no length. */
  readonly span: FrameSpan;
  /** The parts that are still there, in the order of the old cut. */
  readonly pieces: readonly Block[];
  /** What is gone, in frames of the old cut. */
  readonly removed: readonly FrameSpan[];
  /** What has come in between, in frames of the new cut. */
  readonly added: readonly FrameSpan[];
}

/** Carries a frame of the old cut into the new one. Before and after the picture it keeps its distance to it. */
export function carryPoint(change: PictureChange, frame: number): CarriedPoint {
  const { before, after } = change;
  if (frame < before.in) return shifted(frame, after.in - before.in);
  if (frame >= before.out) return shifted(frame, after.out - before.out);
  const block = blockAt(change.blocks, frame);
  if (!block) return { fate: 'removed', at: nearestCut(change, frame) };
  const at = placeIn(block, frame);
  if (block.retimed) return { fate: 'retimed', at };
  return { fate: at === frame ? 'unchanged' : 'moved', at };
}

/** Carries a range of the old cut into the new one; `out` is exclusive. A range without length is a point. */
export function carryRange(change: PictureChange, span: FrameSpan): CarriedRange {
  const shown = overlap(span, change.before);
  if (!shown) {
    const { fate, at } = carryPoint(change, span.in);
    return { fate, span: { in: at, out: at + lengthOf(span) }, pieces: [], removed: [], added: [] };
  }
  const pieces = piecesOf(change.blocks, shown);
  const removed = change.removed.flatMap((gone) => overlap(gone, shown) ?? []);
  const runs = runsOf(pieces, change.added);
  const [longest] = [...runs].sort((a, b) => lengthOf(spanOfRun(b)) - lengthOf(spanOfRun(a)));
  if (!longest) {
    const at = nearestCut(change, shown.in);
    return { fate: 'removed', span: { in: at, out: at }, pieces, removed, added: [] };
  }
  // What lies before the picture or after it, like a pre-roll, keeps its length.
  const { in: first, out: last } = spanOfRun(longest);
  const now = { in: first - (shown.in - span.in), out: last + (span.out - shown.out) };
  const added = change.added.flatMap((come) => overlap(come, { in: first, out: last }) ?? []);
  return { fate: fateOf(span, now, { runs, removed, added }), span: now, pieces, removed, added };
}

function fateOf(
  span: FrameSpan,
  now: FrameSpan,
  {
    runs,
    removed,
    added,
  }: {
    readonly runs: readonly (readonly Block[])[];
    readonly removed: readonly FrameSpan[];
    readonly added: readonly FrameSpan[];
  },
): Fate {
  if (runs.length > 1) return 'split';
  if (runs.some((run) => run.some(({ retimed }) => retimed))) return 'retimed';
  const longer = lengthOf(now) - lengthOf(span);
  if (longer > 0) return 'lengthened';
  if (longer < 0) return 'shortened';
  if (removed.length > 0 || added.length > 0) return 'recut';
  return now.in === span.in ? 'unchanged' : 'moved';
}

function shifted(frame: number, by: number): CarriedPoint {
  return { fate: by === 0 ? 'unchanged' : 'moved', at: frame + by };
}

/** The parts of a range that are still there. */
function piecesOf(blocks: readonly Block[], span: FrameSpan): Block[] {
  const pieces: Block[] = [];
  for (let index = firstAfter(blocks, span.in); index < blocks.length; index++) {
    const block = blocks[index];
    if (!block || block.before.in >= span.out) break;
    const before = overlap(block.before, span);
    if (!before) continue;
    const after = { in: placeIn(block, before.in), out: placeAfter(block, before.out) };
    pieces.push({ before, after, retimed: block.retimed });
  }
  return pieces;
}

/** Pieces that still follow each other, with nothing between them but new picture. */
function runsOf(pieces: readonly Block[], added: readonly FrameSpan[]): Block[][] {
  const runs: Block[][] = [];
  for (const piece of pieces) {
    const last = runs.at(-1)?.at(-1);
    if (last && isNew({ in: last.after.out, out: piece.after.in }, added)) runs.at(-1)?.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

function spanOfRun(run: readonly Block[]): FrameSpan {
  return { in: run[0]?.after.in ?? 0, out: run.at(-1)?.after.out ?? 0 };
}

function isNew(span: FrameSpan, added: readonly FrameSpan[]): boolean {
  if (span.out < span.in) return false;
  return span.out === span.in || added.some((come) => come.in <= span.in && come.out >= span.out);
}

function blockAt(blocks: readonly Block[], frame: number): Block | null {
  const block = blocks[firstAfter(blocks, frame)];
  return block && block.before.in <= frame ? block : null;
}

/** The index of the first block that does not end before a frame of the old cut. */
function firstAfter(blocks: readonly Block[], frame: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.before.out ?? Infinity) <= frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The cut that is nearest to a frame which is gone, where picture on one side of it is still there. */
function nearestCut({ blocks, after }: PictureChange, frame: number): number {
  const index = firstAfter(blocks, frame);
  const earlier = blocks[index - 1];
  const later = blocks[index];
  if (!earlier) return later?.after.in ?? after.in;
  if (!later) return earlier.after.out;
  return frame - earlier.before.out < later.before.in - frame ? earlier.after.out : later.after.in;
}
