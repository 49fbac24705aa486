import type { Marker } from './marker.js';

const TAG = /\[S:([0-9A-Za-z]{1,32})\]/;
const TAGS = new RegExp(`\\s*${TAG.source}`, 'g');
const BETWEEN = ' // ';
const BEHIND_A_TAG = new RegExp(`(?<=${TAG.source.replace('(', '(?:')})${BETWEEN}`);

/** A text with the tag by which a marker is known again when it comes back: `after the breath [S:7k2f]`. */
export function tagged(text: string, { id }: Pick<Marker, 'id'>): string {
  return id === null ? text : `${text} [S:${id}]`.trimStart();
}

/** Takes the tags out of a marker's name and comment: the first one in its comment, or else its name, counts. */
export function untagged(marker: Marker): Marker {
  const id = TAG.exec(marker.comment)?.[1] ?? TAG.exec(marker.name)?.[1];
  if (id === undefined) return marker;
  const without = (text: string): string => text.replace(TAGS, '').trim();
  return { ...marker, id, name: without(marker.name), comment: without(marker.comment) };
}

/** Notes that have to share a marker, one behind the other. */
export function together(notes: readonly string[]): string {
  return notes.filter((note) => note !== '').join(BETWEEN);
}

/** The notes that share a marker, as far as each ends with its tag. */
export function apart(text: string): string[] {
  return text.split(BEHIND_A_TAG);
}
