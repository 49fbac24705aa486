import { formatDuration } from '@segue/timecode';
import { formatTable } from './csv-rows.js';
import type { Marker, Timeline } from './marker.js';
import { labelOf } from './positions.js';
import { linesOf, oneLine, plainCell } from './text.js';

const HEADER = ['in', 'out', 'duration', 'name', 'comment', 'author', 'status', 'id'];

/**
 * Writes markers as a table for spreadsheets. Positions are timecodes of the timeline, out is the first frame after; a point has neither out nor
 * duration. Comments keep their lines. Text that a spreadsheet would take for a formula begins with an apostrophe.
 * Colours, tracks and dates are lost.
 */
export function formatNotesCsv(markers: readonly Marker[], { format }: Timeline): Uint8Array {
  const rows = markers.map((marker) => {
    const { out } = marker;
    const range = out === null ? ['', ''] : [labelOf(out, format), formatDuration(out - marker.in, format)];
    const texts = [marker.name, marker.comment, marker.author ?? '', marker.status ?? '', marker.id ?? ''];
    return [labelOf(marker.in, format), ...range, ...texts.map(cell)];
  });
  return formatTable([HEADER, ...rows]);
}

function cell(text: string): string {
  return plainCell(linesOf(text).map(oneLine).join('\n').trim());
}
