import { candidatesOf, type Candidate } from './candidates.js';
import { longestChain } from './longest-chain.js';
import { lengthOf, spanOf, type FrameSpan, type Shot } from './shot.js';

/** Old picture and where it stands in the new cut. */
export interface Block {
  readonly before: FrameSpan;
  readonly after: FrameSpan;
  /** Runs at another speed now, so the two need not be equally long. */
  readonly retimed: boolean;
}

/** What became of the picture from one cut to the next, in frames of the record. */
export interface PictureChange {
  readonly before: FrameSpan;
  readonly after: FrameSpan;
  /** What is still there, in the order of the old cut. A block begins where the picture before it went elsewhere. */
  readonly blocks: readonly Block[];
  /** Old picture that is gone. */
  readonly removed: readonly FrameSpan[];
  /** New picture that was not there. */
  readonly added: readonly FrameSpan[];
}

/** The new frame that shows an old one of the block. */
export function placeIn({ before, after }: Block, frame: number): number {
  return after.in + Math.floor(((frame - before.in) * lengthOf(after)) / lengthOf(before));
}

/** The first new frame after what the old frames before `frame` have become. */
export function placeAfter({ before, after }: Block, frame: number): number {
  return after.in + Math.ceil(((frame - before.in) * lengthOf(after)) / lengthOf(before));
}

/** The longest cut that is compared, in frames: a day at 120 frames a second. */
const MOST_FRAMES = 24 * 3600 * 120;

/**
 * Compares two edit lists of one picture track. Shots are the same picture when they show the same source frames; of
 * several places those count that keep the order and the most frames, and what is left may have moved. Black between
 * shots that stayed together stays too, and so does black that one list names and the other, as edit lists do, leaves out.
 *
 * @param version what is left out of the names of sources, so that a visual effect is the same in its next version; of
 *   `34A-3_v03` without it `_v03`.
 * @throws RangeError if a list is longer than a day.
 */
export function conform(before: readonly Shot[], after: readonly Shot[], version?: RegExp): PictureChange {
  const [from, to] = spansOf(before, after);
  if (Math.max(lengthOf(from), lengthOf(to)) > MOST_FRAMES)
    throw new RangeError('A cut can be at most a day long.');
  const map = new FrameMap(from, to);
  const candidates = candidatesOf(before, after, version);
  for (const candidate of longestChain(candidates)) map.take(candidate);
  for (const candidate of [...candidates].sort(moreFramesFirst)) map.take(candidate);
  map.takeBlack(gapsIn(before, from), gapsIn(after, to));
  return { before: from, after: to, ...map.result() };
}

/** Same speed before another speed, then the longest. */
function moreFramesFirst(one: Candidate, other: Candidate): number {
  return Number(one.retimed) - Number(other.retimed) || lengthOf(other.before) - lengthOf(one.before);
}

/** What the two cuts span, where it may be that only one of them names the black it begins or ends with. */
function spansOf(before: readonly Shot[], after: readonly Shot[]): readonly [FrameSpan, FrameSpan] {
  const [from, to] = [spanOf(before), spanOf(after)];
  const [shownFrom, shownTo] = [pictureOf(before), pictureOf(after)];
  if (lengthOf(shownFrom) === 0 || lengthOf(shownTo) === 0) return [from, to];
  const bothEnd = from.out > shownFrom.out === to.out > shownTo.out;
  const whole = (span: FrameSpan, shown: FrameSpan, other: FrameSpan, otherShown: FrameSpan): FrameSpan => ({
    // What begins with picture begins where the other one's black does, unless its picture is there already.
    in: span.in === shown.in && other.in < otherShown.in ? Math.min(span.in, other.in) : span.in,
    // Behind the picture everything keeps its distance to it.
    out: bothEnd ? span.out : shown.out,
  });
  return [whole(from, shownFrom, to, shownTo), whole(to, shownTo, from, shownFrom)];
}

function pictureOf(shots: readonly Shot[]): FrameSpan {
  return spanOf(shots.filter(({ black }) => !black));
}

/** Of each frame of the span, 1 where no picture is. */
function gapsIn(shots: readonly Shot[], span: FrameSpan): Uint8Array {
  const gaps = new Uint8Array(lengthOf(span)).fill(1);
  for (const { record, black } of shots) if (!black) gaps.fill(0, record.in - span.in, record.out - span.in);
  return gaps;
}

const NOWHERE = -1;

/** Where each old frame is now. Frames are counted from the beginning of their cut. */
class FrameMap {
  private readonly places: Int32Array;
  /** The retimed candidate an old frame was placed by, counted from 1. */
  private readonly retimedBy: Int32Array;
  private readonly retimes: Candidate[] = [];
  private readonly taken: Uint8Array;

  constructor(
    private readonly before: FrameSpan,
    private readonly after: FrameSpan,
  ) {
    this.places = new Int32Array(lengthOf(before)).fill(NOWHERE);
    this.retimedBy = new Int32Array(lengthOf(before));
    this.taken = new Uint8Array(lengthOf(after));
  }

  /** Places what is not placed yet. */
  take(candidate: Candidate): void {
    const { before, after, retimed } = candidate;
    const first = before.in - this.before.in;
    if (retimed) this.retimes.push(candidate);
    for (let n = 0; n < lengthOf(before); n++) {
      const place = placeIn(candidate, before.in + n) - this.after.in;
      if (this.places[first + n] !== NOWHERE) continue;
      // A slower picture shows one frame several times: of a retimed shot several old frames may be one new frame.
      if (this.taken[place] === 1 && !(retimed && this.places[first + n - 1] === place)) continue;
      this.places[first + n] = place;
      if (retimed) this.retimedBy[first + n] = this.retimes.length;
      this.taken[place] = 1;
    }
    // And a faster one leaves frames between them that nobody else can have.
    if (retimed && this.retimedBy[first] === this.retimes.length)
      this.taken.fill(1, after.in - this.after.in, after.out - this.after.in);
  }

  /** Black goes with the picture before it, or after it. */
  takeBlack(gaps: Uint8Array, newGaps: Uint8Array): void {
    const { places, taken } = this;
    const place = (frame: number, there: number): void => {
      if (gaps[frame] !== 1 || places[frame] !== NOWHERE) return;
      if (newGaps[there] !== 1 || taken[there] !== 0) return;
      places[frame] = there;
      taken[there] = 1;
    };
    for (let frame = 1; frame < places.length; frame++) {
      const last = places[frame - 1] ?? NOWHERE;
      if (last !== NOWHERE) place(frame, last + 1);
    }
    for (let frame = places.length - 2; frame >= 0; frame--) {
      const next = places[frame + 1] ?? NOWHERE;
      if (next > 0) place(frame, next - 1);
    }
  }

  result(): Pick<PictureChange, 'blocks' | 'removed' | 'added'> {
    const { places, retimedBy, before, after } = this;
    const blocks: Block[] = [];
    const removed: FrameSpan[] = [];
    for (let frame = 0; frame < places.length;) {
      const begin = frame;
      const first = places[begin] ?? NOWHERE;
      const by = retimedBy[begin] ?? 0;
      frame++;
      if (first === NOWHERE) {
        while (frame < places.length && places[frame] === NOWHERE) frame++;
        removed.push({ in: before.in + begin, out: before.in + frame });
        continue;
      }
      while (
        frame < places.length &&
        retimedBy[frame] === by &&
        (by > 0 ? places[frame] !== NOWHERE : places[frame] === first + frame - begin)
      )
        frame++;
      const old = { in: before.in + begin, out: before.in + frame };
      const retime = this.retimes[by - 1];
      const now = retime
        ? { in: placeIn(retime, old.in), out: placeAfter(retime, old.out) }
        : { in: after.in + first, out: after.in + first + lengthOf(old) };
      blocks.push({ before: old, after: now, retimed: by > 0 });
    }
    return { blocks, removed, added: this.untaken(blocks) };
  }

  /** New picture that no block holds. */
  private untaken(blocks: readonly Block[]): FrameSpan[] {
    const { after } = this;
    const added: FrameSpan[] = [];
    let next = after.in;
    for (const { after: held } of blocks.toSorted((a, b) => a.after.in - b.after.in)) {
      if (held.in > next) added.push({ in: next, out: held.in });
      next = Math.max(next, held.out);
    }
    if (after.out > next) added.push({ in: next, out: after.out });
    return added;
  }
}
