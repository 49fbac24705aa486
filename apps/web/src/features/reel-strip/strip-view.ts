import { FLICKS_PER_SECOND } from '@segue/timecode';

/** A stretch of the film in flicks, `to` exclusive and after `from`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Never closer than this: a second fills the strip, or of a long film so much that browsers can still lay out all of it. */
function closestOf(film: Stretch): number {
  return Math.max(FLICKS_PER_SECOND, (film.to - film.from) / 5000);
}

/** The whole film: from its start to the end of its picture or of its last cue, and never less than a minute. */
export function wholeFilm(
  start: number,
  pictureEnd: number | null,
  cues: readonly { readonly inFlicks: number | null; readonly outFlicks: number | null }[],
): Stretch {
  const starts = cues.flatMap(({ inFlicks }) => inFlicks ?? []);
  const ends = cues.flatMap(({ inFlicks, outFlicks }) => outFlicks ?? inFlicks ?? []);
  const from = starts.reduce((a, b) => Math.min(a, b), start);
  const to = ends.reduce((a, b) => Math.max(a, b), pictureEnd ?? start);
  return { from, to: Math.max(to, from + 60 * FLICKS_PER_SECOND) };
}

/** Keeps a stretch inside the film: as long as it was if that fits, and no shorter than a second. */
export function keepInside({ from, to }: Stretch, film: Stretch): Stretch {
  const length = Math.min(Math.max(to - from, closestOf(film)), film.to - film.from);
  const start = Math.min(Math.max(from, film.from), film.to - length);
  return { from: Math.round(start), to: Math.round(start + length) };
}

/** The stretch that is `factor` times as long (below 1: closer), with the flick `around` where it was on the screen. */
export function zoomed(view: Stretch, film: Stretch, factor: number, around: number): Stretch {
  const length = Math.min(Math.max((view.to - view.from) * factor, closestOf(film)), film.to - film.from);
  const share = (around - view.from) / (view.to - view.from);
  return keepInside({ from: around - share * length, to: around + (1 - share) * length }, film);
}

/** Where a flick lies in the view: 0 at its left end, 1 at its right end, beyond them outside. */
export function shareOf(flicks: number, view: Stretch): number {
  return (flicks - view.from) / (view.to - view.from);
}

/** How much of the view a stretch takes: 1 is all of it. */
export function lengthShareOf(stretch: Stretch, view: Stretch): number {
  return (stretch.to - stretch.from) / (view.to - view.from);
}

/** The view, moved no further than it takes to show a stretch, or its beginning where it is longer. */
export function reaching(view: Stretch, stretch: Stretch, film: Stretch): Stretch {
  const back = stretch.from - view.from;
  const move = back < 0 ? back : Math.min(back, Math.max(0, stretch.to - view.to));
  return move === 0 ? view : keepInside({ from: view.from + move, to: view.to + move }, film);
}

/** The flick at a share of the view. */
export function flickAt(share: number, view: Stretch): number {
  return Math.round(view.from + share * (view.to - view.from));
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((s) => s * FLICKS_PER_SECOND);

/** Round positions for the ruler, as close as `room` of them fit into the view. */
export function rulerTicks(view: Stretch, room: number): number[] {
  const least = (view.to - view.from) / Math.max(1, room);
  const step = STEPS.find((each) => each >= least) ?? 3600 * FLICKS_PER_SECOND;
  const ticks: number[] = [];
  for (let at = Math.ceil(view.from / step) * step; at < view.to; at += step) ticks.push(at);
  return ticks;
}

/**
 * Puts what overlaps in time into lanes one below the other: the lane of each, in the order given. What finds all lanes
 * taken lies in the last.
 */
export function lanesOf(blocks: readonly Stretch[], lanes: number): number[] {
  const ends = new Array<number>(lanes).fill(-Infinity);
  return blocks.map(({ from, to }) => {
    const free = ends.findIndex((end) => end <= from);
    const lane = free === -1 ? lanes - 1 : free;
    ends[lane] = Math.max(ends[lane] ?? to, to);
    return lane;
  });
}
