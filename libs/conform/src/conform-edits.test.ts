import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryPoint, carryRange } from './carry.js';
import { conform } from './conform.js';
import { lengthOf, type FrameSpan } from './shot.js';
import { cutOf, editedCuts, framesThatShow } from './testing/cuts.js';

const OLD_START = 86_400;
const NEW_START = 86_352;

const framesOf = (span: FrameSpan): number[] => Array.from({ length: lengthOf(span) }, (_, n) => span.in + n);

describe('what an editor does to a cut', () => {
  it('carries every frame that is still there to where it is shown now, and no other', () => {
    fc.assert(
      fc.property(editedCuts, ({ before, after }) => {
        const [old, now] = [cutOf(before, OLD_START), cutOf(after, NEW_START)];
        const change = conform(old, now);
        const whereShown = framesThatShow(now);
        for (const { reel, sourceIn, record } of old) {
          for (const frame of framesOf(record)) {
            const shown = whereShown(reel, sourceIn + frame - record.in);
            const carried = carryPoint(change, frame);
            if (shown.length === 0) {
              // The last frame of a retimed shot may stand for the next one of the source.
              if (carried.fate !== 'removed') expect(carried.fate).toBe('retimed');
            } else {
              expect(carried.fate).not.toBe('removed');
              const slack = carried.fate === 'retimed' ? 1 : 0;
              const distances = shown.map((there) => Math.abs(there.frame - carried.at));
              expect(Math.min(...distances)).toBeLessThanOrEqual(slack);
            }
          }
        }
      }),
    );
  });

  it('drops nothing: each old frame is in one block or removed, each new one in a block or added', () => {
    fc.assert(
      fc.property(editedCuts, ({ before, after }) => {
        const change = conform(cutOf(before, OLD_START), cutOf(after, NEW_START));
        const old = [...change.blocks.map((block) => block.before), ...change.removed].flatMap(framesOf);
        expect(old.sort((a, b) => a - b)).toEqual(framesOf(change.before));
        const now = new Set(
          [...change.blocks.map((block) => block.after), ...change.added].flatMap(framesOf),
        );
        expect([...now].sort((a, b) => a - b)).toEqual(framesOf(change.after));
      }),
    );
  });

  it('keeps a range whole where nothing in it was touched, and says what became of it where something was', () => {
    const range = fc.tuple(fc.nat(900), fc.integer({ min: 1, max: 200 }));
    fc.assert(
      fc.property(editedCuts, range, ({ before, after }, [from, length]) => {
        const change = conform(cutOf(before, OLD_START), cutOf(after, NEW_START));
        const whole = { in: change.before.in, out: change.before.out };
        const span = { in: whole.in + (from % lengthOf(whole)), out: 0 };
        span.out = Math.min(whole.out, span.in + length);
        const carried = carryRange(change, span);
        const isThere = framesOf(span).filter((frame) => carryPoint(change, frame).fate !== 'removed');
        expect(carried.pieces.flatMap((piece) => framesOf(piece.before))).toEqual(isThere);
        expect(carried.removed.flatMap(framesOf)).toEqual(
          framesOf(span).filter((frame) => !isThere.includes(frame)),
        );
        if (carried.fate === 'unchanged') expect(carried.span).toEqual(span);
        if (carried.fate === 'moved') expect(lengthOf(carried.span)).toBe(lengthOf(span));
        if (carried.fate === 'removed') expect(isThere).toEqual([]);
      }),
    );
  });

  it('finds what moved by hundreds of shots in a cut that is all from one file', () => {
    const shots = Array.from({ length: 400 }, (_, n) => ({
      reel: 'FILM',
      from: n * 100,
      length: 50,
      speed: { num: 1, den: 1 },
    }));
    const moved = [...shots.slice(200), ...shots.slice(0, 200)];
    const change = conform(cutOf(shots, OLD_START), cutOf(moved, OLD_START));
    expect(change).toMatchObject({ removed: [], added: [] });
    expect(carryPoint(change, OLD_START + 7)).toEqual({ fate: 'moved', at: OLD_START + 200 * 50 + 7 });
  });
});
