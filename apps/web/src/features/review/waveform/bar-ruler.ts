import { barOfFlicks, flicksOfBar, type PlacedTempoMap } from '@segue/timecode';
import { xOf, type Tick, type View } from './geometry';

/** The numbered lines of the bars ruler: bar 1 and every 2nd, 4th, 8th … bar, at least `apart` pixels from each other. */
export function barTicks(view: View, tempo: PlacedTempoMap, apart: number): Tick[] {
  if (view.end <= tempo.startFlicks) return [];
  const first = barOfFlicks(tempo, Math.max(view.start, tempo.startFlicks)).bar;
  const last = barOfFlicks(tempo, view.end).bar;
  const starts = new Map<number, number>();
  const startOf = (bar: number): number => {
    const known = starts.get(bar);
    if (known !== undefined) return known;
    const found = flicksOfBar(tempo, { bar, beat: 1, tick: 0 });
    const flicks = 'problem' in found ? tempo.startFlicks : Number(found.flicks.num / found.flicks.den);
    starts.set(bar, flicks);
    return flicks;
  };
  const width = xOf(startOf(last + 1), view) - xOf(startOf(first), view);
  const pixelsPerBar = width / (last + 1 - first);
  let step = 1;
  while (step * pixelsPerBar < apart) step *= 2;
  const drawn: Tick[] = [];
  for (let bar = first + ((step - ((first - 1) % step)) % step); bar <= last; bar += step) {
    const position = startOf(bar);
    if (position >= view.start) drawn.push({ position, label: String(bar) });
  }
  return drawn;
}
