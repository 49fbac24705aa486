import { conform, shotsOf, shotsOfChangeList, type PictureChange, type Shot } from '@segue/conform';
import { parseEditList, type Problem, type Timeline } from '@segue/interchange';

/** A file that says what the picture of a cut is made of. */
export interface EditListFile {
  readonly bytes: Uint8Array;
  /** That of the cut. */
  readonly timeline: Timeline;
  /** Whether it says how the cut was made of another one, whose record is then its source. */
  readonly isChangeList: boolean;
}

/** What was read of it. */
export interface ReadEditList {
  readonly shots: readonly Shot[];
  /** Of a list of changes: what it says of the old cut. */
  readonly oldShots: readonly Shot[] | null;
  readonly problems: readonly Problem[];
}

/** Two edit lists of one picture. */
export interface TwoLists {
  readonly before: readonly Shot[];
  readonly after: readonly Shot[];
}

/** Reads the shots of an edit list. What is wrong with it is among the problems; a list without shots is none. */
export function readEditList({ bytes, timeline, isChangeList }: EditListFile): ReadEditList {
  const { items, problems } = parseEditList(bytes, timeline);
  const { rate } = timeline.format;
  if (!isChangeList) return { shots: shotsOf(items, rate), oldShots: null, problems };
  const { before, after } = shotsOfChangeList(items, rate);
  return { shots: after, oldShots: before, problems };
}

/** @throws RangeError if a list is longer than a day. */
export function compareLists({ before, after }: TwoLists): PictureChange {
  return conform(before, after);
}

/** What can be done in a thread of its own, by name. */
export const PICTURE_WORK = { readEditList, compareLists };
export type PictureWork = typeof PICTURE_WORK;
