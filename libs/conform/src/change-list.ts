import { frameToFlicks, type FrameRateName } from '@segue/timecode';
import { placeIn, type Block, type PictureChange } from './conform.js';
import { lengthOf, type FrameSpan, type Shot } from './shot.js';
import { flickSpan, shotsOf, type CutEvent, type PictureEvent } from './shots-from-events.js';

/** What a change list is called after, and how its frames count. */
export interface ChangeListNames {
  /** The old cut, which takes the place of a reel: `REEL2_V06`. */
  readonly oldCut: string;
  readonly rate: FrameRateName;
}

const CUT = { kind: 'cut', frames: 0 } as const;
const NORMAL = { num: 1, den: 1 };

/**
 * A change as the events of a change list: the source of each is where its picture stood in the old cut, the record where
 * it stands now, the reel the old cut. New picture is black (`BL`, "NEW PICTURE"), as whoever conforms sound by this list
 * finds nothing for it in the old cut. Old picture that is gone is named by no event.
 */
export function changeEvents(change: PictureChange, { oldCut, rate }: ChangeListNames): CutEvent[] {
  const kept = withoutOverlap(change.blocks).map(({ before, after, retimed }) => ({
    reel: oldCut,
    black: false,
    source: flickSpan(before, rate),
    record: after,
    speed: retimed ? { num: lengthOf(before), den: lengthOf(after) } : NORMAL,
    comments: retimed ? ['RETIMED'] : [],
  }));
  const added = change.added.map((record) => ({
    reel: null,
    black: true,
    source: { in: 0, out: frameToFlicks(lengthOf(record), rate) },
    record,
    speed: NORMAL,
    comments: ['NEW PICTURE'],
  }));
  return [...kept, ...added]
    .sort((a, b) => a.record.in - b.record.in)
    .map((event, index) => ({
      ...event,
      number: String(index + 1).padStart(3, '0'),
      clipName: null,
      channel: 'V',
      transition: CUT,
      record: flickSpan(event.record, rate),
    }));
}

/** Two cuts to compare. */
export interface TwoCuts {
  readonly before: readonly Shot[];
  readonly after: readonly Shot[];
}

/**
 * Reads a change list back, as two cuts for `conform`: the old one is a single shot from the first to the last frame that
 * the list takes from it, the new one is its events. The old cut is the reel that most of the picture comes from;
 * whatever comes from another one is new.
 */
export function shotsOfChangeList(events: readonly PictureEvent[], rate: FrameRateName): TwoCuts {
  const shots = shotsOf(events, rate);
  const oldCut = longestReel(shots);
  // Black means here that the old cut has nothing for it, not that there is no picture.
  const after = shots.map((shot) =>
    shot.reel === oldCut && !shot.black ? shot : { ...shot, reel: null, clipName: null, black: false },
  );
  const [first, ...others] = after.filter(({ reel }) => reel !== null).map(oldSpan);
  if (!first) return { before: [], after };
  const record = others.reduce(
    (whole, span) => ({ in: Math.min(whole.in, span.in), out: Math.max(whole.out, span.out) }),
    first,
  );
  const before = { reel: oldCut, clipName: null, black: false, sourceIn: record.in, record, speed: NORMAL };
  return { before: [before], after };
}

/** The old frames that a shot of a change list shows. */
function oldSpan({ sourceIn, record, speed }: Shot): FrameSpan {
  const from = Math.round(sourceIn);
  const long = Math.round((lengthOf(record) * speed.num) / speed.den);
  return long < 0 ? { in: from + long, out: from } : { in: from, out: from + Math.max(1, long) };
}

function longestReel(shots: readonly Shot[]): string | null {
  const frames = new Map<string, number>();
  for (const { reel, black, record } of shots)
    if (reel !== null && !black) frames.set(reel, (frames.get(reel) ?? 0) + lengthOf(record));
  const [longest] = [...frames].sort(([, a], [, b]) => b - a);
  return longest?.[0] ?? null;
}

/** Blocks in the order of the new cut, none on top of another: at the edges of retimed ones frames may be in two. */
function withoutOverlap(blocks: readonly Block[]): Block[] {
  const inOrder = [...blocks].sort((a, b) => a.after.in - b.after.in || a.after.out - b.after.out);
  const apart: Block[] = [];
  for (const block of inOrder) {
    const from = Math.max(block.after.in, apart.at(-1)?.after.out ?? -Infinity);
    if (from >= block.after.out) continue;
    apart.push(from === block.after.in ? block : beginningAt(block, from));
  }
  return apart;
}

/** What is left of a block from a new frame on. */
function beginningAt({ before, after, retimed }: Block, frame: number): Block {
  const reversed = { before: after, after: before, retimed };
  const from = Math.min(placeIn(reversed, frame), before.out - 1);
  return { before: { in: from, out: before.out }, after: { in: frame, out: after.out }, retimed };
}
