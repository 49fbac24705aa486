import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryPlace, compose, conform, invert, type PictureChange, type Shot } from './index.js';

/** Cuts made of the same tape: each a run of source stretches in any order, without repeats. */
const cuts = fc
  .array(fc.record({ take: fc.integer({ min: 0, max: 30 }), long: fc.integer({ min: 1, max: 9 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((stretches) => {
    const seen = new Set<number>();
    const shots: Shot[] = [];
    let at = 1000;
    for (const { take, long } of stretches) {
      if (seen.has(take)) continue;
      seen.add(take);
      const record = { in: at, out: at + long };
      shots.push({
        reel: `T${String(take)}`,
        clipName: null,
        black: false,
        sourceIn: 0,
        record,
        speed: { num: 1, den: 1 },
      });
      at += long;
    }
    return shots;
  });

/** Where each old frame is; frames that are gone are left out. */
function placesOf({ blocks }: PictureChange): Map<number, number> {
  return new Map(
    blocks.flatMap(({ before, after }) =>
      Array.from(
        { length: before.out - before.in },
        (_, n) => [before.in + n, after.in + n] as [number, number],
      ),
    ),
  );
}

describe('changes one after the other', () => {
  it('lead where each of them leads', () => {
    fc.assert(
      fc.property(cuts, cuts, cuts, (one, two, three) => {
        const first = conform(one, two);
        const second = conform(two, three);
        const whole = compose(first, second);
        const [a, b] = [placesOf(first), placesOf(second)];
        const expected = [...a].flatMap(([from, between]) => {
          const to = b.get(between);
          return to === undefined ? [] : [[from, to] as [number, number]];
        });
        expect([...placesOf(whole)].sort(byNumber)).toEqual(expected.sort(byNumber));
        // Nothing of either cut is left unsaid.
        const length = (spans: readonly { in: number; out: number }[]): number =>
          spans.reduce((sum, span) => sum + span.out - span.in, 0);
        expect(length(whole.removed) + expected.length).toBe(length([whole.before]));
        expect(length(whole.added) + expected.length).toBe(length([whole.after]));
      }),
    );
  });

  it('lead back when they are turned round', () => {
    fc.assert(
      fc.property(cuts, cuts, (one, two) => {
        const change = conform(one, two);
        const back = placesOf(invert(change));
        for (const [from, to] of placesOf(change)) expect(back.get(to)).toBe(from);
        expect(invert(invert(change))).toEqual(change);
      }),
    );
  });
});

describe('a place in flicks', () => {
  const shot = (reel: string, sourceIn: number, from: number, to: number): Shot => ({
    reel,
    clipName: null,
    black: false,
    sourceIn,
    record: { in: from, out: to },
    speed: { num: 1, den: 1 },
  });
  const FRAME = 29_400_000;
  const before = [shot('A', 0, 100, 200), shot('B', 0, 200, 300)];
  const after = [shot('A', 0, 100, 191), shot('B', 0, 191, 291)];

  it('keeps what lies inside a frame', () => {
    const change = conform(before, after);
    expect(carryPlace(change, { in: 250 * FRAME + 7, out: null }, '24')).toMatchObject({
      fate: 'moved',
      in: 241 * FRAME + 7,
      out: null,
    });
    expect(carryPlace(change, { in: 150 * FRAME + 5, out: 250 * FRAME - 3 }, '24')).toEqual({
      fate: 'shortened',
      in: 150 * FRAME + 5,
      out: 241 * FRAME - 3,
      removed: [{ at: 191 * FRAME, frames: 9 }],
      added: [],
    });
  });

  it('is the nearest cut when its picture is gone', () => {
    const change = conform(before, [shot('B', 0, 100, 200)]);
    expect(carryPlace(change, { in: 120 * FRAME, out: 140 * FRAME }, '24')).toEqual({
      fate: 'removed',
      in: 100 * FRAME,
      out: null,
      removed: [{ at: 120 * FRAME, frames: 20 }],
      added: [],
    });
  });

  it('never gets lost: what did not change is the same to the flick', () => {
    fc.assert(
      fc.property(cuts, fc.nat(60_000_000), fc.nat(90_000_000), (shots, from, long) => {
        const change = conform(shots, shots);
        const place = { in: 1000 * FRAME + from, out: 1000 * FRAME + from + long + 1 };
        expect(carryPlace(change, place, '24')).toMatchObject({ fate: 'unchanged', ...place });
      }),
    );
  });
});

function byNumber([a]: [number, number], [b]: [number, number]): number {
  return a - b;
}
