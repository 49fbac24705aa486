import { carryIntoCut, type IntoCut, type Place } from '@segue/conform';
import type { ChangeIntoCut, Cut, Film } from '@segue/protocol';
import {
  placeCue,
  placeHit,
  type Cue,
  type CueFields,
  type Hit,
  type HitFields,
} from '@segue/review-document';
import type { FrameRateName } from '@segue/timecode';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cutsQuery } from '../../api/cuts';
import { changesQuery, intoCut } from '../../api/picture-changes';

/** The picture in which positions are written on the sheet: that of the newest cut. */
export interface NewestCut {
  /** Undefined until the cuts are known, and where there are none. */
  readonly id: string | undefined;
  /** All cuts of the film, the oldest first. */
  readonly cuts: readonly Cut[];
  /** How it differs from others, as far as that is known. */
  readonly into: IntoCut;
}

/** A place that is written: positions in flicks. */
type WrittenPlace = Pick<CueFields, 'in' | 'out'>;

/**
 * The newest cut of a film: the same object until something in it changes.
 *
 * @param placed what is to be carried into it.
 */
export function useNewestCut(
  { id: filmId, rate }: Film,
  placed: readonly { readonly cut: string | null }[],
): NewestCut {
  const { data: cuts } = useQuery(cutsQuery(filmId));
  const id = cuts?.at(-1)?.id;
  const first = cuts?.[0]?.id;
  const from = placed.flatMap(({ cut }) => cut ?? first ?? []);
  const { data: changes } = useQuery(changesQuery(id, from));
  return useMemo(() => newestCut(rate, cuts ?? [], changes ?? []), [cuts, rate, changes]);
}

/** The newest of a film's cuts, and what leads into it. */
export function newestCut(
  rate: FrameRateName,
  cuts: readonly Cut[],
  changes: readonly ChangeIntoCut[],
): NewestCut {
  const id = cuts.at(-1)?.id;
  return { id, cuts, into: intoCut(rate, cuts, id, changes) };
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
  if (cue.in === null && cue.out === null) return here;
  return placeCue(cue, { ...cueInNewest(cue, newest), ...to }, newest.id);
}

/** The fields to write when somebody sets the position of a hit. Where it stood in an earlier cut is kept. */
export function hitMovedTo(hit: Hit, at: number, newest: NewestCut): Partial<HitFields> {
  if (newest.id === undefined) return { at };
  return isThere(hit.cut, newest) ? { at, cut: newest.id } : placeHit(hit, at, newest.id);
}

/** What says nothing of a cut stands in the film's first. */
function isThere(cut: string | null, { id, into }: NewestCut): boolean {
  return (cut ?? into.firstCutId) === id;
}

function carried(cut: string | null, place: Place, newest: NewestCut): Place {
  const { in: start, out } = carryIntoCut(newest.into, cut, place);
  return { in: start, out };
}
