import type { Timeline } from '@segue/interchange';
import type { Cut, Film } from '@segue/protocol';
import { timelineLength } from '../../ui/marker-list/read-list';

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
  return { title, format: { rate, dropFrame }, start, length: timelineLength(start, end) };
}
