import { flicksToFrame, frameToFlicks, type Flicks, type FrameRateName } from '@segue/timecode';
import { carryPoint, carryRange, type Fate } from './carry.js';
import type { PictureChange } from './conform.js';
import { lengthOf, type FrameSpan } from './shot.js';

/** A place in a cut: a range with an exclusive end, or a point. */
export interface Place {
  readonly in: Flicks;
  readonly out: Flicks | null;
}

/** So many frames that went or came: from where, as a position in the cut that has them. */
export interface Difference {
  readonly at: Flicks;
  readonly frames: number;
}

/** A place in the next cut, and what happened to it on the way. */
export interface CarriedPlace extends Place {
  readonly fate: Fate;
  /** Frames of the old cut that are gone from it. */
  readonly removed: readonly Difference[];
  /** Frames of the new cut that have come into it. */
  readonly added: readonly Difference[];
}

/**
 * Carries a place of the old cut into the new one. What lies inside a frame keeps its distance to the frame's beginning,
 * so that nothing that has not changed is moved by a rounding.
 */
export function carryPlace(change: PictureChange, place: Place, rate: FrameRateName): CarriedPlace {
  const first = flicksToFrame(place.in, rate);
  const rest = place.in - frameToFlicks(first, rate);
  if (place.out === null) {
    const { fate, at } = carryPoint(change, first);
    return { fate, in: frameToFlicks(at, rate) + rest, out: null, removed: [], added: [] };
  }
  // A range ends behind the frame that its last flick lies in.
  const last = flicksToFrame(place.out - 1, rate) + 1;
  const { fate, span, removed, added } = carryRange(change, { in: first, out: last });
  if (lengthOf(span) <= 0)
    return {
      fate,
      in: frameToFlicks(span.in, rate),
      out: null,
      removed: differences(removed, rate),
      added: [],
    };
  return {
    fate,
    in: frameToFlicks(span.in, rate) + rest,
    out: frameToFlicks(span.out, rate) - (frameToFlicks(last, rate) - place.out),
    removed: differences(removed, rate),
    added: differences(added, rate),
  };
}

/** A cut, and how the other cuts of its film differ from it. */
export interface IntoCut {
  readonly cutId: string | undefined;
  /** The film's first cut: what says nothing of a cut counts in its picture. */
  readonly firstCutId: string | undefined;
  /** What leads into the cut, by where it comes from, as far as it is known. */
  readonly changes: ReadonlyMap<string, PictureChange>;
  readonly rate: FrameRateName;
}

/** Carries a place from the picture of a cut (null: the film's first) into another. Where no change is known it stays. */
export function carryIntoCut(
  { cutId, firstCutId, changes, rate }: IntoCut,
  from: string | null,
  place: Place,
): CarriedPlace {
  const home = from ?? firstCutId ?? '';
  const change = home === cutId ? undefined : changes.get(home);
  return change ? carryPlace(change, place, rate) : { ...place, fate: 'unchanged', removed: [], added: [] };
}

function differences(spans: readonly FrameSpan[], rate: FrameRateName): Difference[] {
  return spans.map((span) => ({ at: frameToFlicks(span.in, rate), frames: lengthOf(span) }));
}
