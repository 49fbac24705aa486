import { cueStanding, type CueStanding, type CueSummary, type Cut, type NoteDots } from '@segue/protocol';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import type { Places } from '../../places/places';
import { lanesOf, type Stretch } from './strip-view';

/** One cue as a block of the strip, in the picture of the cut that is shown. */
export interface StripCue extends Stretch {
  readonly cue: CueSummary;
  readonly standing: CueStanding;
  readonly lane: number;
  /** Name of the cut that its newest version was written to, when that is another one than is shown. */
  readonly writtenTo: string | null;
}

/** One note as a dot. */
export interface StripNote {
  readonly at: number;
  readonly state: NoteDots['state'];
}

/** Cues that overlap lie in this many lanes. */
const LANES = 2;

/** A cue without an out is drawn this long: it has to be seen and hit. */
const SHORTEST = FLICKS_PER_SECOND;

/** The cues that have an in, in film order. */
export function stripCues(
  cues: readonly CueSummary[],
  places: Places,
  cuts: readonly Cut[],
  cut: Cut | null,
): StripCue[] {
  const names = new Map(cuts.map(({ id, name }) => [id, name]));
  const placed = cues
    .map((cue) => places.cue(cue))
    .flatMap((cue) => {
      const { inFlicks, outFlicks } = cue;
      if (inFlicks === null) return [];
      return [{ cue, from: inFlicks, to: Math.max(outFlicks ?? 0, inFlicks + SHORTEST) }];
    })
    .sort((a, b) => a.from - b.from);
  const lanes = lanesOf(placed, LANES);
  return placed.map((block, index) => {
    const { newest } = block.cue;
    const home = newest === null ? undefined : (newest.writtenToCutId ?? cuts[0]?.id);
    return {
      ...block,
      standing: cueStanding(block.cue),
      lane: lanes[index] ?? 0,
      writtenTo: home === undefined || home === cut?.id ? null : (names.get(home) ?? null),
    };
  });
}

/** All notes of the film, as dots. */
export function stripNotes(dots: readonly NoteDots[], places: Places): StripNote[] {
  return dots.flatMap(({ noteId, cutId, state, inFlicks }) =>
    inFlicks.map((at) => ({
      at: places.positionOf({ id: noteId, cutId, inFlicks: at, outFlicks: null }),
      state,
    })),
  );
}
