import { colourOf } from './marker-colours.js';

/** The colour of a marker: a name up to Marker.2, an object with a name or with parts from 0 to 1 in Marker.3. */
export function otioColourOf(colour: unknown): string | null {
  if (typeof colour === 'string') return nameOf(colour);
  if (typeof colour !== 'object' || colour === null) return null;
  const { name, r, g, b } = colour as Readonly<Record<string, unknown>>;
  if (typeof name === 'string' && nameOf(name) !== null) return nameOf(name);
  if (typeof r !== 'number' || typeof g !== 'number' || typeof b !== 'number') return null;
  return colourOf((byteOf(r) << 16) | (byteOf(g) << 8) | byteOf(b));
}

function nameOf(text: string): string | null {
  return text.trim().toLowerCase() || null;
}

function byteOf(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * 255);
}
