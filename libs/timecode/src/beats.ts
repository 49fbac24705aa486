import { barOfFlicks, flicksOfBar } from './bars.js';
import { ceilingOf } from './fraction.js';
import type { Flicks } from './flicks.js';
import type { PlacedTempoMap } from './tempo-map.js';

/** The first beat that begins after a position, in whole flicks: of a beat between two flicks, the later one. */
export function beatAfter(tempo: PlacedTempoMap, flicks: Flicks): Flicks {
  const { bar, beat } = barOfFlicks(tempo, flicks);
  // Before the music the first beat that there is comes next.
  if (bar < 1) return startOf(tempo, 1, 1) ?? tempo.startFlicks;
  return startOf(tempo, bar, beat + 1) ?? startOf(tempo, bar + 1, 1) ?? flicks;
}

/** The last beat that begins before a position, in whole flicks; where the music begins when there is none. */
export function beatBefore(tempo: PlacedTempoMap, flicks: Flicks): Flicks {
  const { bar, beat } = barOfFlicks(tempo, flicks - 1);
  if (bar < 1) return tempo.startFlicks;
  return startOf(tempo, bar, beat) ?? tempo.startFlicks;
}

function startOf(tempo: PlacedTempoMap, bar: number, beat: number): Flicks | null {
  const found = flicksOfBar(tempo, { bar, beat, tick: 0 });
  return 'problem' in found ? null : Number(ceilingOf(found.flicks));
}
