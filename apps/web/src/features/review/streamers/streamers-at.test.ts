import { FLICKS_PER_SECOND, frameToFlicks } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamersAt } from './streamers-at';

const rate = '24';
const at = (frame: number): number => frameToFlicks(frame, rate);
const streamers = { kind: 'streamers', seconds: 2 } as const;
const flutters = { kind: 'flutters', seconds: 2 } as const;
const HIT = 1000;
const punched = (how: typeof streamers | typeof flutters, hits = [at(HIT)]): number[] =>
  Array.from({ length: 200 }, (_, index) => HIT - 100 + index).filter(
    (frame) => streamersAt(at(frame), hits, how, rate).punch,
  );

describe('a streamer', () => {
  const parts = (frame: number, hits = [at(HIT)]): number[] =>
    streamersAt(at(frame), hits, streamers, rate).sweeps.map(({ part }) => part);

  it('sweeps across the picture for so many seconds and ends on the hit', () => {
    expect([HIT - 49, HIT - 48, HIT - 24, HIT - 1, HIT, HIT + 1].map((frame) => parts(frame))).toEqual([
      [],
      [0],
      [0.5],
      [expect.closeTo(47 / 48)],
      [],
      [],
    ]);
    const slow = streamersAt(at(HIT - 48), [at(HIT)], { ...streamers, seconds: 4 }, rate);
    expect(slow.sweeps).toEqual([{ hitFrame: HIT, part: 0.5, left: 2 }]);
  });

  it('is punched on the frame of its hit and the next, wherever in the frame the hit lies', () => {
    expect(punched(streamers)).toEqual([HIT, HIT + 1]);
    expect(punched(streamers, [at(HIT + 1) - 1])).toEqual([HIT, HIT + 1]);
  });

  it('runs on its own where hits are near each other, and only once where they share a frame', () => {
    expect(parts(HIT - 24, [at(HIT), at(HIT + 12)])).toEqual([0.5, 0.25]);
    expect(parts(HIT - 24, [at(HIT), at(HIT) + 1])).toEqual([0.5]);
    expect(punched(streamers, [at(HIT), at(HIT + 1)])).toEqual([HIT, HIT + 1, HIT + 2]);
  });

  it('is on its way already where the picture begins after it would have', () => {
    expect(streamersAt(0, [FLICKS_PER_SECOND], streamers, rate).sweeps).toEqual([
      { hitFrame: 24, part: 0.5, left: 1 },
    ]);
  });

  it('moves evenly to the right, and backwards to the left', () => {
    const rates = fc.constantFrom('23.976' as const, '25' as const, '29.97' as const, '60' as const);
    const fields = { rate: rates, hit: fc.nat(FLICKS_PER_SECOND * 100), to: fc.nat(FLICKS_PER_SECOND * 100) };
    fc.assert(
      fc.property(
        fc.record({ ...fields, step: fc.integer({ min: 1, max: 1000 }) }),
        ({ rate, hit, to, step }) => {
          const [one] = streamersAt(to, [hit], streamers, rate).sweeps;
          const [next] = streamersAt(to + step, [hit], streamers, rate).sweeps;
          if (!one || !next) return;
          expect(one.part).toBeGreaterThanOrEqual(0);
          expect(next.part).toBeLessThan(1);
          expect(next.part - one.part).toBeCloseTo(step / (2 * FLICKS_PER_SECOND), 9);
        },
      ),
    );
  });
});

describe('a flutter', () => {
  it('is a punch on every other frame around the hit, and no line', () => {
    expect(punched(flutters)).toEqual([HIT - 4, HIT - 2, HIT, HIT + 2, HIT + 4]);
    expect(streamersAt(at(HIT - 24), [at(HIT)], flutters, rate).sweeps).toEqual([]);
  });
});

it('nothing stands over the picture when it is switched off, or where there is no hit', () => {
  const nothing = { sweeps: [], punch: false };
  expect(streamersAt(at(HIT), [at(HIT)], { ...streamers, kind: 'off' }, rate)).toEqual(nothing);
  expect(streamersAt(at(HIT), [], streamers, rate)).toEqual(nothing);
});
