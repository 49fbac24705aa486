import { barOfFlicks, flicksOfBar } from './bars.js';
import type { Flicks } from './flicks.js';
import type { Fraction } from './fraction.js';
import type { PlacedTempoMap } from './tempo-map.js';

/** A beat as a metronome tells it. */
export interface Click {
  /** Position in the film, in flicks, exactly. */
  readonly at: Fraction;
  /** It begins a bar. */
  readonly accent: boolean;
}

/**
 * The clicks of the music from one film position up to, not including, another: one for each beat, from bar 1 on. What is
 * asked for in two pieces is what is asked for at once.
 *
 * @throws RangeError if a number is not whole.
 */
export function clicksBetween(tempo: PlacedTempoMap, from: Flicks, to: Flicks): Click[] {
  const [start, end] = [BigInt(from), BigInt(to)];
  const clicks: Click[] = [];
  const first = barOfFlicks(tempo, from);
  let { bar, beat } = first.bar < 1 ? { bar: 1, beat: 1 } : first;
  for (;;) {
    const place = flicksOfBar(tempo, { bar, beat, tick: 0 });
    if ('problem' in place) {
      // The bar has no more beats, or a new meter cuts it short.
      bar += 1;
      beat = 1;
      continue;
    }
    const { num, den } = place.flicks;
    if (num >= end * den) return clicks;
    if (num >= start * den) clicks.push({ at: place.flicks, accent: beat === 1 });
    beat += 1;
  }
}
