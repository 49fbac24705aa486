/** A colour's name and its value, in whatever order an application keeps red, green and blue in three bytes. */
export type ColourTable = readonly (readonly [name: string, value: number])[];

/** The colours markers have in the field, for applications that let people mix their own. */
const COLOURS: ColourTable = [
  ['red', 0xff0000],
  ['orange', 0xff8000],
  ['yellow', 0xffff00],
  ['green', 0x00ff00],
  ['cyan', 0x00ffff],
  ['blue', 0x0000ff],
  ['purple', 0x8000ff],
  ['magenta', 0xff00ff],
  ['pink', 0xff80c0],
  ['white', 0xffffff],
  ['black', 0x000000],
];

/** All names that have a value here. */
export const COLOUR_NAMES: ReadonlySet<string> = new Set(COLOURS.map(([name]) => name));

/** A colour as 0xRRGGBB; null for none, and for one that has no value here. */
export function rgbOf(colour: string | null): number | null {
  return valueIn(COLOURS, colour);
}

/** The name of the colour nearest to 0xRRGGBB. */
export function nearestColour(rgb: number): string {
  return nearestIn(COLOURS, rgb);
}

/** The value of a colour in a table; null for none, and for one that is not there. */
export function valueIn(table: ColourTable, colour: string | null): number | null {
  return table.find(([name]) => name === colour)?.[1] ?? null;
}

/** The name of the colour in a table that is nearest to a value. */
export function nearestIn(table: ColourTable, value: number): string {
  const distances = table.map(([name, known]) => ({ name, distance: distance(value, known) }));
  return distances.reduce((nearest, next) => (next.distance < nearest.distance ? next : nearest)).name;
}

function distance(a: number, b: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);
}
