import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryPoint } from './carry.js';
import { changeEvents, shotsOfChangeList } from './change-list.js';
import { conform } from './conform.js';
import { cutOf, editedCuts } from './testing/cuts.js';

const START = 86_400;
const NORMAL = { num: 1, den: 1 };
const names = { oldCut: 'REEL2_V06', rate: '24' } as const;
const piece = (reel: string, from: number, length: number) => ({ reel, from, length, speed: NORMAL });
const A = piece('A', 0, 100);
const B = piece('B', 0, 50);
const C = piece('C', 0, 80);

describe('a change list', () => {
  it('takes the old record as the source of the new one, and black for what is new', () => {
    const change = conform(cutOf([A, B], START), cutOf([B, C, A], START));
    const span = (from: number, to: number) => ({
      in: frameToFlicks(START + from, '24'),
      out: frameToFlicks(START + to, '24'),
    });
    expect(changeEvents(change, names)).toEqual([
      expect.objectContaining({
        number: '001',
        reel: 'REEL2_V06',
        source: span(100, 150),
        record: span(0, 50),
      }),
      expect.objectContaining({
        number: '002',
        reel: null,
        black: true,
        comments: ['NEW PICTURE'],
        record: span(50, 130),
      }),
      expect.objectContaining({ number: '003', source: span(0, 100), record: span(130, 230), channel: 'V' }),
    ]);
  });

  it('says what runs at another speed now', () => {
    const slow = { ...A, length: 200, speed: { num: 1, den: 2 } };
    const [event] = changeEvents(conform(cutOf([A], START), cutOf([slow], START)), names);
    expect(event).toMatchObject({ speed: { num: 100, den: 200 }, comments: ['RETIMED'] });
  });

  it('leads, when it is read again, to the same places as the change it was written from', () => {
    fc.assert(
      fc.property(editedCuts, ({ before, after }) => {
        const change = conform(cutOf(before, START), cutOf(after, START));
        const cuts = shotsOfChangeList(changeEvents(change, names), '24');
        const again = conform(cuts.before, cuts.after);
        for (const { before: span, retimed } of change.blocks) {
          for (let frame = span.in; frame < span.out; frame++) {
            const [first, second] = [carryPoint(change, frame), carryPoint(again, frame)];
            expect(second.fate === 'removed').toBe(false);
            expect(Math.abs(first.at - second.at)).toBeLessThanOrEqual(retimed ? 1 : 0);
          }
        }
        for (const gone of change.removed) {
          // What is gone at either end of the old cut is named by nothing: then the end is where it was.
          if (gone.in < again.before.in || gone.out > again.before.out) continue;
          expect(carryPoint(again, gone.in).fate).toBe('removed');
        }
      }),
    );
  });

  it('takes the reel most of it comes from for the old cut, and all else for new', () => {
    const list = cutOf([piece('OLD', 1000, 90), piece('NEW', 1000, 20), piece('OLD', 1100, 50)], START);
    const events = list.map((shot) => ({
      ...shot,
      channel: 'V',
      transition: { kind: 'cut', frames: 0 } as const,
      source: { in: frameToFlicks(shot.sourceIn, '24'), out: 0 },
      record: { in: frameToFlicks(shot.record.in, '24'), out: frameToFlicks(shot.record.out, '24') },
    }));
    const { before, after } = shotsOfChangeList(events, '24');
    expect(before).toEqual([expect.objectContaining({ sourceIn: 1000, record: { in: 1000, out: 1150 } })]);
    const { added, removed } = conform(before, after);
    expect(added).toEqual([{ in: START + 90, out: START + 110 }]);
    expect(removed).toEqual([{ in: 1090, out: 1100 }]);
  });

  it('of nothing but new picture has no old cut', () => {
    expect(shotsOfChangeList([], '24')).toEqual({ before: [], after: [] });
  });
});
