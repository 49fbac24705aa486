import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorOf, loudnessMatch } from './loudness-match';

const report = (integrated: number | null, truePeak: number | null) => ({
  loudness: { integrated },
  truePeak,
});

describe('matching loudness', () => {
  it('lowers each to the quietest', () => {
    expect(loudnessMatch([report(-16, -1), report(-23, -6), report(-20, -3)])).toEqual([-7, 0, -3]);
  });

  it('lowers all of them where one reaches above full scale', () => {
    expect(loudnessMatch([report(-16, -1), report(-23, 1.5)])).toEqual([-8.5, -1.5]);
  });

  it('leaves alone what was not measured, or is silent', () => {
    expect(loudnessMatch([null, report(-20, -3), report(null, null), report(-23, -1)])).toEqual([
      0, -3, 0, 0,
    ]);
    expect(loudnessMatch([])).toEqual([]);
    expect(loudnessMatch([null, null])).toEqual([0, 0]);
  });

  it('raises none, lets no true peak above 0 dBTP, and makes the measured ones equal', () => {
    const levels = fc.option(fc.double({ min: -70, max: 0, noNaN: true }));
    const peaks = fc.option(fc.double({ min: -60, max: 6, noNaN: true }));
    const reports = fc.array(fc.option(fc.record({ integrated: levels, truePeak: peaks })));
    fc.assert(
      fc.property(reports, (measured) => {
        const given = measured.map((one) => one && report(one.integrated, one.truePeak));
        const gains = loudnessMatch(given);
        expect(gains).toHaveLength(given.length);
        const matched: number[] = [];
        gains.forEach((gain, index) => {
          expect(gain).toBeLessThanOrEqual(0);
          expect(factorOf(gain)).toBeLessThanOrEqual(1);
          const { truePeak = null, loudness: { integrated } = { integrated: null } } = given[index] ?? {};
          if (truePeak !== null) expect(truePeak + gain).toBeLessThanOrEqual(1e-9);
          if (integrated !== null) matched.push(integrated + gain);
        });
        for (const level of matched) expect(level).toBeCloseTo(matched[0] ?? NaN, 9);
      }),
    );
  });

  it('says a gain as a factor', () => {
    expect(factorOf(0)).toBe(1);
    expect(factorOf(-20)).toBeCloseTo(0.1, 12);
  });
});
