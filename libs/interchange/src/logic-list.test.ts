import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLogicList } from './logic-list.js';
import { markerAt } from './marker.js';
import { labelPosition } from './positions.js';
import { markers, timeline } from './testing/markers.js';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const drop = timeline({ rate: '29.97', dropFrame: true });

describe('the marker list of Logic', () => {
  it('has position, name and length', () => {
    const hour = frameToFlicks(107_892, '29.97');
    const point = { ...markerAt(hour), name: '2M4\tin', comment: 'after\nthe breath', id: '7k2f' };
    const range = { ...markerAt(hour), out: hour + frameToFlicks(1800, '29.97') };
    expect(text(formatLogicList([point, range], drop))).toBe(
      '01:00:00;00\t2M4 in - after / the breath [S:7k2f]\t\n01:00:00;00\t\t00:01:00;02\n',
    );
  });

  it('has one row of three columns for each marker, whatever is written in it', () => {
    fc.assert(
      fc.property(markers(drop), (written) => {
        const rows = text(formatLogicList(written, drop)).split('\n').slice(0, -1);
        expect(rows.map((row) => row.split('\t').length)).toEqual(written.map(() => 3));
        expect(rows.map((row) => labelPosition(row.slice(0, 11), drop.format))).toEqual(
          written.map((marker) => marker.in),
        );
      }),
    );
  });
});
