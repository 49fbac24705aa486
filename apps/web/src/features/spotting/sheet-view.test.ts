import type { CueSummary } from '@segue/protocol';
import type { Cue } from '@segue/review-document';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, shownCues, sortedBy } from './sheet-view';

const cue = (id: string, rest: Partial<Cue> = {}): Cue => ({
  id,
  number: id,
  title: '',
  kind: 'score',
  in: null,
  out: null,
  cut: null,
  earlier: [],
  sessionStart: null,
  description: '',
  emotion: '',
  palette: '',
  ...rest,
});
const NONE = new Map<string, CueSummary>();
const ids = (cues: readonly Cue[]) => cues.map(({ id }) => id);

describe('the view of the sheet', () => {
  it('finds cues by every word, in what is written of them', () => {
    const cues = [cue('1m01', { title: 'Dawn', emotion: 'tender' }), cue('1m02', { palette: 'solo horn' })];
    expect(ids(shownCues(cues, NONE, 'TENDER dawn', null))).toEqual(['1m01']);
    expect(ids(shownCues(cues, NONE, 'horn', null))).toEqual(['1m02']);
    expect(ids(shownCues(cues, NONE, ' ', null))).toEqual(['1m01', '1m02']);
  });

  it('orders numbers as people count, and puts what is empty last either way', () => {
    const cues = [cue('1m10'), cue('', { id: 'x' }), cue('1m2')];
    expect(ids(shownCues(cues, NONE, '', { column: 'number', descending: false }))).toEqual([
      '1m2',
      '1m10',
      'x',
    ]);
    expect(ids(shownCues(cues, NONE, '', { column: 'number', descending: true }))).toEqual([
      '1m10',
      '1m2',
      'x',
    ]);
  });

  it('loses and adds no cue, whatever is sorted', () => {
    const cues = fc.array(
      fc.record({ in: fc.option(fc.nat()), out: fc.option(fc.nat()), title: fc.string() }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(cues, fc.constantFrom(...COLUMNS), fc.boolean(), (rows, column, descending) => {
        const all = rows.map((row, index) => cue(String(index), row));
        expect(ids(shownCues(all, NONE, '', { column, descending })).toSorted()).toEqual(ids(all).toSorted());
      }),
    );
  });

  it('goes up, down and back to film order with each click', () => {
    const up = sortedBy(null, 'title');
    const down = sortedBy(up, 'title');
    expect([up, down, sortedBy(down, 'title')]).toEqual([
      { column: 'title', descending: false },
      { column: 'title', descending: true },
      null,
    ]);
    expect(sortedBy(down, 'in')).toEqual({ column: 'in', descending: false });
  });
});
