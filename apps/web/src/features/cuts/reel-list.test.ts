import { cutPatch, type Reel } from '@segue/protocol';
import { FRAME_RATE_NAMES, timecodeLabel, mayDropFrames, type TimecodeFormat } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atEachHour, withNextReel, wrongReel } from './reel-list';

const at24: TimecodeFormat = { rate: '24', dropFrame: false };
const drop: TimecodeFormat = { rate: '29.97', dropFrame: true };
const labels = (reels: readonly Reel[], format: TimecodeFormat) =>
  reels.map(({ number, startFlicks }) => `${String(number)} ${timecodeLabel(startFlicks, format)}`);

describe('the reels of a cut', () => {
  it('begin at the full hours of their numbers, in every way of counting', () => {
    const three = [at24, drop].map((format) => {
      const reels = withNextReel(withNextReel(withNextReel([], format), format), format);
      return labels(reels, format);
    });
    expect(three).toEqual([
      ['1 01:00:00:00', '2 02:00:00:00', '3 03:00:00:00'],
      ['1 01:00:00;00', '2 02:00:00;00', '3 03:00:00;00'],
    ]);
    const moved = [
      { number: 1, startFlicks: 5 },
      { number: 4, startFlicks: 6 },
    ];
    expect(labels(atEachHour(moved, at24), at24)).toEqual(['1 01:00:00:00', '4 04:00:00:00']);
  });

  it('are wrong where one bears the number of another, or does not begin behind the one before', () => {
    const [one, two] = [
      { number: 1, startFlicks: 10 },
      { number: 2, startFlicks: 20 },
    ];
    expect(wrongReel([one, two])).toBeNull();
    expect(wrongReel([two, one])).toEqual({ number: 1, what: 'order' });
    expect(wrongReel([one, { ...two, number: 1 }])).toEqual({ number: 1, what: 'twice' });
  });

  it('are taken by the server exactly when nothing is wrong with them', () => {
    const reel = fc.record({
      number: fc.integer({ min: 1, max: 5 }),
      startFlicks: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(reel, { maxLength: 4 }), (reels) => {
        expect(cutPatch.safeParse({ reels }).success).toBe(wrongReel(reels) === null);
      }),
    );
  });

  it('stay in order when one is added', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FRAME_RATE_NAMES), fc.integer({ min: 1, max: 40 }), (rate, count) => {
        const format = { rate, dropFrame: mayDropFrames(rate) };
        let reels: Reel[] = [];
        for (let added = 0; added < count; added++) reels = withNextReel(reels, format);
        expect(wrongReel(reels)).toBeNull();
      }),
    );
  });
});
