import { formatDuration } from '@segue/timecode';
import type { Marker, Timeline } from './marker.js';
import { tagged } from './note-tag.js';
import { labelOf } from './positions.js';
import { encodeText, nameAlone } from './text.js';

/**
 * Writes markers as text to paste next to the Marker List of Logic Pro: position, name and length of each, with tabs
 * between them, no header, LF. Positions are timecodes of the timeline; a point has no length, as in Logic a marker then
 * reaches to the next one. Name and comment become one name; colours, authors, states and dates are lost.
 *
 * Unverified: whether any version of Logic takes such text into the list by pasting, and whether it then wants the
 * subframes that it shows itself (`01:00:09:10.00`). Markers surely come into Logic with a MIDI file.
 */
export function formatLogicList(markers: readonly Marker[], { format }: Timeline): Uint8Array {
  const rows = markers.map((marker) => {
    const length = marker.out === null ? '' : formatDuration(marker.out - marker.in, format);
    return `${labelOf(marker.in, format)}\t${tagged(nameAlone(marker), marker)}\t${length}\n`;
  });
  return encodeText(rows.join(''));
}
