/** The colours markers have in the field, for applications that let people mix their own: 0xRRGGBB. */
const VALUES: ReadonlyMap<string, number> = new Map([
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
]);

/** All names that have a value here. */
export const COLOUR_NAMES: ReadonlySet<string> = new Set(VALUES.keys());

/**
 * What stands for a colour where an application does not have it: the first of these that it has. Pink, purple and orange
 * as Media Composer itself does it for its older versions; measured as light, pink would be nearest to white.
 */
const AKIN: Readonly<Record<string, readonly string[]>> = {
  pink: ['magenta', 'purple'],
  purple: ['blue'],
  orange: ['red'],
  magenta: ['fuchsia', 'pink', 'purple'],
  white: ['cream'],
  black: ['cocoa'],
  fuchsia: ['magenta', 'pink', 'purple'],
  rose: ['pink', 'magenta', 'purple'],
  lavender: ['purple', 'blue'],
  sky: ['cyan'],
  mint: ['green'],
  lemon: ['yellow'],
  sand: ['yellow'],
  cocoa: ['orange', 'red'],
  cream: ['white'],
  forest: ['green'],
  denim: ['blue'],
  violet: ['purple', 'blue'],
  grey: ['white', 'cream'],
  gold: ['yellow'],
};

/** Whether a word is what some application calls a colour of markers. */
export function isColourName(word: string): boolean {
  return VALUES.has(word) || word in AKIN;
}

/** The colour of a palette that is nearest to a marker's; null for none, and where the palette has nothing like it. */
export function nearestIn(palette: ReadonlySet<string>, colour: string | null): string | null {
  if (colour === null || palette.has(colour)) return colour;
  const mixed = mixedValue(colour);
  const name = mixed === null ? colour : nearestName(mixed);
  return [name, ...(AKIN[name] ?? [])].find((known) => palette.has(known)) ?? null;
}

/** A marker's colour as 0xRRGGBB; null for none, and for a name that nothing here is like. */
export function rgbOf(colour: string | null): number | null {
  const mixed = colour === null ? null : mixedValue(colour);
  return mixed ?? VALUES.get(nearestIn(COLOUR_NAMES, colour) ?? '') ?? null;
}

/** A colour that people have mixed, from 0xRRGGBB: `#12ab34`, so that nothing of it is lost on the way back. */
export function mixedColour(rgb: number): string {
  return `#${(rgb & 0xffffff).toString(16).padStart(6, '0')}`;
}

/** The name of exactly this colour, else as it is mixed. */
export function colourOf(rgb: number): string {
  const [name] = [...VALUES].find(([, value]) => value === rgb) ?? [];
  return name ?? mixedColour(rgb);
}

/** 0xRRGGBB of a mixed colour; null for what is a name. */
export function mixedValue(colour: string): number | null {
  return /^#[\da-f]{6}$/.test(colour) ? Number.parseInt(colour.slice(1), 16) : null;
}

function nearestName(rgb: number): string {
  const distances = [...VALUES].map(([name, value]) => ({ name, distance: distance(rgb, value) }));
  return distances.reduce((nearest, next) => (next.distance < nearest.distance ? next : nearest)).name;
}

function distance(a: number, b: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);
}
