import type { Marker } from './marker.js';

/** What every tag begins with. */
const BEGIN = '[S:';
const TAG = /\[S:([0-9A-Za-z]{1,32})\]/;

/** A text with the tag by which a marker is known again when it comes back: `after the breath [S:7k2f]`. */
export function tagged(text: string, { id }: Pick<Marker, 'id'>): string {
  return id === null ? text : `${text} [S:${id}]`.trimStart();
}

/** Takes the tag out of a marker's name or comment: the first one counts. */
export function untagged(marker: Marker): Marker {
  const id = TAG.exec(marker.comment)?.[1] ?? TAG.exec(marker.name)?.[1];
  if (id === undefined) return marker;
  const without = (text: string): string => {
    if (!text.includes(BEGIN)) return text.trim();
    const [before = '', , ...after] = text.split(TAG);
    return `${before.trimEnd()}${after.join('')}`.trim();
  };
  return { ...marker, id, name: without(marker.name), comment: without(marker.comment) };
}
