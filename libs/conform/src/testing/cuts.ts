import * as fc from 'fast-check';
import type { Shot, Speed } from '../shot.js';

const NORMAL: Speed = { num: 1, den: 1 };

/** A stretch of picture: so many record frames of a source, from one of its frames on. */
export interface Piece {
  readonly reel: string;
  readonly from: number;
  readonly length: number;
  readonly speed: Speed;
}

/** What an editor does to a cut. Places are taken modulo what is there. */
type Edit =
  | { readonly kind: 'delete'; readonly at: number }
  | { readonly kind: 'insert'; readonly at: number }
  | { readonly kind: 'swap'; readonly at: number; readonly with: number }
  | { readonly kind: 'trim'; readonly at: number; readonly head: number; readonly tail: number }
  | { readonly kind: 'blade'; readonly at: number; readonly after: number }
  | { readonly kind: 'retime'; readonly at: number; readonly speed: Speed };

const place = fc.nat(500);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('delete' as const), at: place }),
  fc.record({ kind: fc.constant('insert' as const), at: place }),
  fc.record({ kind: fc.constant('swap' as const), at: place, with: place }),
  fc.record({ kind: fc.constant('trim' as const), at: place, head: fc.nat(20), tail: fc.nat(20) }),
  fc.record({ kind: fc.constant('blade' as const), at: place, after: fc.nat(60) }),
  fc.record({
    kind: fc.constant('retime' as const),
    at: place,
    speed: fc.constantFrom({ num: 2, den: 1 }, { num: 1, den: 2 }, { num: 3, den: 4 }),
  }),
);

/** A cut in which each frame of a source stands once at most, and the same cut when an editor is done with it. */
export const editedCuts: fc.Arbitrary<{
  readonly before: readonly Piece[];
  readonly after: readonly Piece[];
}> = fc
  .record({
    sources: fc.array(fc.record({ length: fc.integer({ min: 1, max: 60 }), from: fc.nat(5000) }), {
      minLength: 1,
      maxLength: 30,
    }),
    edits: fc.array(edit, { maxLength: 12 }),
  })
  .map(({ sources, edits }) => {
    const before = sources.map(({ length, from }, index) => ({
      reel: `A${String(index).padStart(3, '0')}`,
      from,
      length,
      speed: NORMAL,
    }));
    return { before, after: edits.reduce<readonly Piece[]>(edited, before) };
  });

function edited(pieces: readonly Piece[], made: Edit, index: number): readonly Piece[] {
  const at = pieces.length === 0 ? 0 : made.at % pieces.length;
  const [head, there, rest] = [pieces.slice(0, at), pieces[at], pieces.slice(at + 1)];
  if (made.kind === 'insert') {
    const added = { reel: `N${String(index).padStart(3, '0')}`, from: 0, length: 13, speed: NORMAL };
    return there ? [...head, added, there, ...rest] : [added];
  }
  if (!there) return pieces;
  if (made.kind === 'delete') return [...head, ...rest];
  if (made.kind === 'swap') {
    const swapped = [...pieces];
    const other = made.with % pieces.length;
    [swapped[at], swapped[other]] = [swapped[other] ?? there, there];
    return swapped;
  }
  // What runs at another speed is left as it is, so that each edit keeps whole source frames.
  if (there.speed !== NORMAL) return pieces;
  if (made.kind === 'blade') {
    const after = made.after % there.length;
    const second = { ...there, from: there.from + after, length: there.length - after };
    return after === 0 ? pieces : [...head, { ...there, length: after }, second, ...rest];
  }
  if (made.kind === 'retime') {
    const length = Math.ceil((there.length * made.speed.den) / made.speed.num);
    return [...head, { ...there, length, speed: made.speed }, ...rest];
  }
  const length = there.length - made.head - made.tail;
  return length < 1 ? pieces : [...head, { ...there, from: there.from + made.head, length }, ...rest];
}

/** A cut of pieces one after the other. A piece of the reel `BL` is black. */
export function cutOf(pieces: readonly Piece[], start: number): Shot[] {
  let at = start;
  return pieces.map(({ reel, from, length, speed }) => {
    at += length;
    const black = reel === 'BL';
    return { reel, clipName: null, black, sourceIn: from, record: { in: at - length, out: at }, speed };
  });
}

/** Where a cut shows a frame of a source, looked up frame by frame. */
export function framesThatShow(shots: readonly Shot[]): (reel: string | null, source: number) => Shown[] {
  const shown = new Map<string, Shown[]>();
  for (const { reel, sourceIn, record, speed } of shots) {
    for (let n = 0; n < record.out - record.in; n++) {
      const [from, to] = [(n * speed.num) / speed.den, ((n + 1) * speed.num) / speed.den];
      for (let source = Math.floor(from); source < to; source++) {
        const key = `${reel ?? ''} ${String(sourceIn + source)}`;
        const frames = shown.get(key) ?? [];
        frames.push({ frame: record.in + n, isRetimed: speed.num !== speed.den });
        shown.set(key, frames);
      }
    }
  }
  return (reel, source) => shown.get(`${reel ?? ''} ${String(source)}`) ?? [];
}

/** A record frame that shows what was asked for. */
export interface Shown {
  readonly frame: number;
  readonly isRetimed: boolean;
}
