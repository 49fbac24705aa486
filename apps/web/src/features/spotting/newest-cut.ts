import { carryPlace, type Place } from '@segue/conform';
import type { ChangeIntoCut, Cut, Film } from '@segue/protocol';
import { MAX_EARLIER, type Cue, type CueFields, type Hit, type HitFields } from '@segue/review-document';
import type { FrameRateName } from '@segue/timecode';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cutsQuery } from '../../api/cuts';
import { changesQuery } from '../../api/picture-changes';

/** The picture in which positions are written on the sheet: that of the newest cut. */
export interface NewestCut {
  /** Undefined until the cuts are known, and where there are none. */
  readonly id: string | undefined;
  /** All cuts of the film, the oldest first. */
  readonly cuts: readonly Cut[];
  readonly rate: FrameRateName;
  /** How it differs from others, as far as that is known. */
  readonly changes: readonly ChangeIntoCut[];
}

/** A place that is written: positions in flicks. */
type WrittenPlace = Pick<CueFields, 'in' | 'out'>;

/** The newest cut of a film: the same object until something in it changes. */
export function useNewestCut({ id: filmId, rate }: Film): NewestCut {
  const { data: cuts } = useQuery(cutsQuery(filmId));
  const id = cuts?.at(-1)?.id;
  const { data: changes } = useQuery(changesQuery(id));
  return useMemo(() => ({ id, cuts: cuts ?? [], rate, changes: changes ?? [] }), [id, cuts, rate, changes]);
}

/** Where a cue stands in the newest cut; as it is written until it is known how the cuts differ. */
export function cueInNewest(cue: Pick<Cue, 'in' | 'out' | 'cut'>, newest: NewestCut): WrittenPlace {
  const { in: start, out } = cue;
  if (start !== null) return carried(cue.cut, { in: start, out }, newest);
  return { in: null, out: out === null ? null : carried(cue.cut, { in: out, out: null }, newest).in };
}

/** Where a hit stands in the newest cut. */
export function hitInNewest({ at, cut }: Pick<Hit, 'at' | 'cut'>, newest: NewestCut): number {
  return carried(cut, { in: at, out: null }, newest).in;
}

/**
 * The fields to write when somebody sets a position of a cue. It then counts in the newest cut, and so does the other end,
 * which is carried there; where the cue stood before is kept.
 */
export function cueMovedTo(
  cue: Pick<Cue, 'in' | 'out' | 'cut' | 'earlier'>,
  to: Partial<WrittenPlace>,
  newest: NewestCut,
): Partial<CueFields> {
  if (newest.id === undefined) return to;
  const here = { ...to, cut: newest.id };
  if (isThere(cue.cut, newest)) return here;
  const { in: start, out, cut } = cue;
  if (start === null && out === null) return here;
  const earlier = [...cue.earlier, { cut, in: start, out }].slice(-MAX_EARLIER);
  return { ...cueInNewest(cue, newest), ...here, earlier };
}

/** The fields to write when somebody sets the position of a hit. Where it stood in an earlier cut is kept. */
export function hitMovedTo(hit: Hit, at: number, newest: NewestCut): Partial<HitFields> {
  if (newest.id === undefined) return { at };
  const here = { at, cut: newest.id };
  if (isThere(hit.cut, newest)) return here;
  return { ...here, earlier: [...hit.earlier, { cut: hit.cut, at: hit.at }].slice(-MAX_EARLIER) };
}

/** What says nothing of a cut stands in the film's first. */
function homeOf(cut: string | null, { cuts }: NewestCut): string | undefined {
  return cut ?? cuts[0]?.id;
}

function isThere(cut: string | null, newest: NewestCut): boolean {
  return homeOf(cut, newest) === newest.id;
}

function carried(cut: string | null, place: Place, newest: NewestCut): Place {
  const known = newest.changes.find(({ fromCutId }) => fromCutId === homeOf(cut, newest));
  if (!known || isThere(cut, newest)) return place;
  const { in: start, out } = carryPlace(known.change, place, newest.rate);
  return { in: start, out };
}
