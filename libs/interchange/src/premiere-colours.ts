import { nearestIn, valueIn, type ColourTable } from './rgb-colours.js';

/** The marker colours of Premiere Pro as it writes them: 0xAABBGGRR. */
const COLOURS: ColourTable = [
  ['green', 0xff378671],
  ['red', 0xff362cd2],
  ['purple', 0xffb18baf],
  ['orange', 0xff246fe9],
  ['yellow', 0xff2ba1d0],
  ['white', 0xffffffff],
  ['blue', 0xfffc8d42],
  ['cyan', 0xffd6f419],
];

/** The value Premiere has for a colour; null for none, and for one it does not know. */
export function premiereValueOf(colour: string | null): number | null {
  return valueIn(COLOURS, colour);
}

/** The name of the colour nearest to a value of Premiere's: what other applications write is none of its eight. */
export function premiereColourOf(value: number): string {
  return nearestIn(COLOURS, value);
}
