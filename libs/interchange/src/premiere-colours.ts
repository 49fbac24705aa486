import { mixedColour, mixedValue, nearestIn } from './marker-colours.js';

/** The marker colours of Premiere Pro as it writes them: 0xAABBGGRR. */
const VALUES: ReadonlyMap<string, number> = new Map([
  ['green', 0xff378671],
  ['red', 0xff362cd2],
  ['purple', 0xffb18baf],
  ['orange', 0xff246fe9],
  ['yellow', 0xff2ba1d0],
  ['white', 0xffffffff],
  ['blue', 0xfffc8d42],
  ['cyan', 0xffd6f419],
]);
const NAMES: ReadonlySet<string> = new Set(VALUES.keys());
const NAMES_BY_VALUE = new Map([...VALUES].map(([name, value]) => [value, name]));

/** The value Premiere has for a colour; null for none, and for one that none of its own is like. */
export function premiereValueOf(colour: string | null): number | null {
  const mixed = colour === null ? null : mixedValue(colour);
  // 0xff000000 is more than the signed numbers of `|` hold.
  if (mixed !== null) return 0xff000000 + turned(mixed);
  return VALUES.get(nearestIn(NAMES, colour) ?? '') ?? null;
}

/** The colour of a value: by its name where it is one of Premiere's eight, else as it is mixed. */
export function premiereColourOf(value: number): string {
  return NAMES_BY_VALUE.get(value) ?? mixedColour(turned(value));
}

/** Red and blue the other way round, without what is above them. */
function turned(value: number): number {
  return ((value & 0xff) << 16) | (value & 0xff00) | ((value >>> 16) & 0xff);
}
