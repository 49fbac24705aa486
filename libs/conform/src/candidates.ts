import { lengthOf, overlap, sameSpeed, sourceSpanOf, type FrameSpan, type Shot } from './shot.js';
import { sourceKeys } from './source-key.js';
import { SourceUses } from './source-uses.js';

/** Old picture and new picture that show the same frames of the same source. */
export interface Candidate {
  readonly before: FrameSpan;
  readonly after: FrameSpan;
  /** Whether the picture runs at another speed now: then the two are not equally long. */
  readonly retimed: boolean;
}

/** All that could be the same picture, each shot of the old cut with those of the new. */
export function candidatesOf(before: readonly Shot[], after: readonly Shot[], version?: RegExp): Candidate[] {
  const keys = sourceKeys(before, after, version);
  const sources = new Map<string, SourceUses>();
  after.forEach((shot, rank) => {
    const key = keys.after[rank];
    if (key == null) return;
    const uses = sources.get(key) ?? new SourceUses();
    uses.add({ shot, rank });
    sources.set(key, uses);
  });
  const candidates: Candidate[] = [];
  before.forEach((shot, rank) => {
    const uses = sources.get(keys.before[rank] ?? '');
    if (!uses) return;
    for (const use of uses.near(shot, (rank * after.length) / before.length)) {
      const frames = Math.max(lengthOf(shot.record), lengthOf(use.shot.record));
      const candidate = sameSpeed(shot.speed, use.shot.speed, frames)
        ? sameRun(shot, use.shot)
        : retimedRun(shot, use.shot);
      if (candidate) candidates.push(candidate);
    }
  });
  return candidates;
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
  const shared = overlap(sourceSpanOf(one), sourceSpanOf(other));
  if (!shared) return null;
  const before = recordOf(one, shared);
  const after = recordOf(other, shared);
  return lengthOf(before) > 0 && lengthOf(after) > 0 ? { before, after, retimed: true } : null;
}

/** Where a shot shows these source frames. */
function recordOf({ sourceIn, record, speed }: Shot, source: FrameSpan): FrameSpan {
  const at = (frame: number): number => record.in + ((frame - sourceIn) * speed.den) / speed.num;
  const [from, to] = speed.num > 0 ? [at(source.in), at(source.out)] : [at(source.out), at(source.in)];
  return { in: Math.max(record.in, Math.floor(from)), out: Math.min(record.out, Math.ceil(to)) };
}
