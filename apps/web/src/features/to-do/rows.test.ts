import type { CueSummary, FilmNote } from '@segue/protocol';
import { describe, expect, it } from 'vitest';
import type { NearbyPiece } from '../../ui/use-nearby';
import { sectionsOf, toDoRows, type ToDoRow } from './rows';

const cue = (id: string) => ({ id, number: id, title: '' }) as CueSummary;
const note = (id: string, cueId: string, inFlicks: number, state = 'open') =>
  ({ id, cueId, inFlicks, state }) as FilmNote;
const rows = toDoRows(
  [cue('1m01'), cue('1m02'), cue('1m03')],
  [note('c', '1m03', 1), note('b', '1m01', 20, 'resolved'), note('a', '1m01', 10)],
  ({ inFlicks }) => inFlicks,
);

describe('the rows of what is to do', () => {
  it('are the notes of each cue by place, under a heading that counts the open ones', () => {
    expect(rows.map(({ id }) => id)).toEqual(['cue-1m01', 'a', 'b', 'cue-1m03', 'c']);
    expect(rows.flatMap((row) => ('place' in row ? row.place : []))).toEqual([1, 2, 3]);
    expect(rows.flatMap((row) => ('open' in row ? row.open : []))).toEqual([1, 1]);
  });

  it('leave the room of what is not there to the cue above it, whose heading stays over it', () => {
    const there = (index: number): NearbyPiece<ToDoRow> => ({ row: rows[index] as ToDoRow, index });
    const gap = (key: string): NearbyPiece<ToDoRow> => ({ gap: 100, key });
    const sections = sectionsOf([gap('start'), there(0), gap('inside'), there(2), there(3), gap('rest')]);
    expect(sections.map(({ cue: of, pieces }) => [of?.id, pieces.length])).toEqual([
      [undefined, 1],
      ['1m01', 3],
      ['1m03', 2],
    ]);
  });
});
