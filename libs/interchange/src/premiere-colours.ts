/** The marker colours of Premiere Pro as it writes them: 0xAABBGGRR. */
const COLOURS: readonly (readonly [name: string, value: number])[] = [
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
  return COLOURS.find(([name]) => name === colour)?.[1] ?? null;
}

/** The name of the colour nearest to a value of Premiere's: what other applications write is none of its eight. */
export function premiereColourOf(value: number): string {
  let nearest = '';
  let least = Infinity;
  for (const [name, known] of COLOURS) {
    const distance = [0, 8, 16]
      .map((shift) => ((value >>> shift) & 255) - ((known >>> shift) & 255))
      .reduce((sum, difference) => sum + difference ** 2, 0);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}
