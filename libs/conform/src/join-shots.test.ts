import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinShots } from './join-shots.js';
import type { Shot } from './shot.js';

const HOUR = 86_400;

/** The shots of a reel that begins at an hour, each so many frames long. */
function reel(hour: number, ...lengths: readonly number[]): Shot[] {
  let at = hour * HOUR;
  return lengths.map((length, index) => {
    at += length;
    return {
      reel: `R${String(hour)}S${String(index)}`,
      clipName: null,
      black: false,
      sourceIn: 0,
      record: { in: at - length, out: at },
      speed: { num: 1, den: 1 },
    };
  });
}

const names = (shots: readonly Shot[] | null) => shots?.map((shot) => shot.reel);

describe('the edit lists of reels', () => {
  it('become one list in the order of the record, whichever comes first', () => {
    const whole = ['R1S0', 'R1S1', 'R2S0'];
    expect(names(joinShots(reel(1, 100, 50), reel(2, 80)))).toEqual(whole);
    expect(names(joinShots(reel(2, 80), reel(1, 100, 50)))).toEqual(whole);
    expect(names(joinShots([], reel(2, 80)))).toEqual(['R2S0']);
  });

  it('may be missing one in the middle', () => {
    const outer = joinShots(reel(1, 100), reel(3, 100)) ?? [];
    const whole = ['R1S0', 'R2S0', 'R3S0'];
    expect(names(joinShots(outer, reel(2, 80)))).toEqual(whole);
    expect(names(joinShots(reel(2, 80), outer))).toEqual(whole);
  });

  it('may touch, and may not say twice what is in one stretch', () => {
    const [first] = reel(1, 100);
    if (!first) throw new Error('It has a shot.');
    const behind = (by: number): Shot[] => [
      { ...first, record: { in: first.record.out - by, out: first.record.out + 50 } },
    ];
    expect(joinShots([first], behind(0))).toHaveLength(2);
    expect(joinShots([first], behind(1))).toBeNull();
    expect(joinShots(reel(1, 100, 50), reel(1, 90))).toBeNull();
  });

  it('lose no shot and repeat none', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(lengths, lengths, (one, other) => {
        const [first, second] = [reel(1, ...one), reel(2, ...other)];
        const joined = joinShots(second, first) ?? [];
        expect(names(joined)).toEqual(names([...first, ...second]));
      }),
    );
  });
});
