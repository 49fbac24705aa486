import type { Timeline } from '@segue/interchange';
import type { Cut, Film } from '@segue/protocol';
import { FLICKS_PER_SECOND } from '@segue/timecode';

/** A film of which nobody knows yet how long it is, in flicks: four hours, longer than most. */
const UNKNOWN_LENGTH = 4 * 3600 * FLICKS_PER_SECOND;

/**
 * The timeline of a film from `start` on, for files of markers. Some do not say what their times count from: which of the
 * ways fits depends on how long the film is, as far as its movies and its cues tell.
 */
export function filmTimeline(
  { title, rate, dropFrame }: Film,
  start: number,
  cuts: readonly Cut[],
  cues: readonly { readonly out: number | null }[],
): Timeline {
  const ends = [
    ...cuts.map(({ startFlicks, movie }) => startFlicks + (movie?.facts.lengthFlicks ?? 0)),
    ...cues.map(({ out }) => out ?? 0),
  ];
  const end = ends.reduce((a, b) => Math.max(a, b), 0);
  const length = end > start ? end - start : UNKNOWN_LENGTH;
  return { title, format: { rate, dropFrame }, start, length };
}
