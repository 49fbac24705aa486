import { lengthOf, overlap, sameSpeed, type FrameSpan, type Shot } from './shot.js';
import { sourceKeys } from './source-key.js';

/** Old picture and new picture that show the same frames of the same source. */
export interface Candidate {
  readonly before: FrameSpan;
  readonly after: FrameSpan;
  /** Whether the picture runs at another speed now: then the two are not equally long. */
  readonly retimed: boolean;
}

/** Of a source that is used again and again only so many of the nearest uses are looked at for each shot. */
const MOST_USES = 64;

/** All that could be the same picture, each shot of the old cut with those of the new. */
export function candidatesOf(before: readonly Shot[], after: readonly Shot[]): Candidate[] {
  const keys = sourceKeys(before, after);
  const uses = new Map<string, { shot: Shot; rank: number }[]>();
  after.forEach((shot, rank) => {
    const key = keys.after[rank];
    if (key == null) return;
    const known = uses.get(key);
    if (known) known.push({ shot, rank });
    else uses.set(key, [{ shot, rank }]);
  });
  const candidates: Candidate[] = [];
  before.forEach((shot, rank) => {
    const key = keys.before[rank];
    if (key == null) return;
    for (const use of nearest(uses.get(key) ?? [], (rank * after.length) / before.length)) {
      const candidate = sameSpeed(shot.speed, use.shot.speed)
        ? sameRun(shot, use.shot)
        : retimedRun(shot, use.shot);
      if (candidate) candidates.push(candidate);
    }
  });
  return candidates;
}

/** Those whose place in the list is nearest; the list is in order of rank. */
function nearest<Use extends { readonly rank: number }>(uses: readonly Use[], rank: number): readonly Use[] {
  if (uses.length <= MOST_USES) return uses;
  const next = uses.findIndex((use) => use.rank >= rank);
  const middle = next === -1 ? uses.length : next;
  const from = Math.min(Math.max(0, middle - MOST_USES / 2), uses.length - MOST_USES);
  return uses.slice(from, from + MOST_USES);
}

/** At the same speed the new picture is the old one, so many frames earlier or later. */
function sameRun(one: Shot, other: Shot): Candidate | null {
  const { num, den } = one.speed;
  // A still shows one source frame, whatever is left of it.
  if (num === 0 && one.sourceIn !== other.sourceIn) return null;
  const sourceShift = num === 0 ? 0 : Math.round(((one.sourceIn - other.sourceIn) * den) / num);
  const shift = other.record.in - one.record.in + sourceShift;
  const shared = overlap(one.record, { in: other.record.in - shift, out: other.record.out - shift });
  if (!shared) return null;
  return { before: shared, after: { in: shared.in + shift, out: shared.out + shift }, retimed: false };
}

/** At another speed the same source frames are found, in the same direction. */
function retimedRun(one: Shot, other: Shot): Candidate | null {
  if (one.speed.num * other.speed.num <= 0) return null;
  const shared = overlap(sourceSpan(one), sourceSpan(other));
  if (!shared) return null;
  const before = recordOf(one, shared);
  const after = recordOf(other, shared);
  return lengthOf(before) > 0 && lengthOf(after) > 0 ? { before, after, retimed: true } : null;
}

/** The source frames a shot shows, from the lowest. */
function sourceSpan({ sourceIn, record, speed }: Shot): FrameSpan {
  const long = (lengthOf(record) * speed.num) / speed.den;
  return long > 0 ? { in: sourceIn, out: sourceIn + long } : { in: sourceIn + long, out: sourceIn };
}

/** Where a shot shows these source frames. */
function recordOf({ sourceIn, record, speed }: Shot, source: FrameSpan): FrameSpan {
  const at = (frame: number): number => record.in + ((frame - sourceIn) * speed.den) / speed.num;
  const [from, to] = speed.num > 0 ? [at(source.in), at(source.out)] : [at(source.out), at(source.in)];
  return { in: Math.max(record.in, Math.floor(from)), out: Math.min(record.out, Math.ceil(to)) };
}
