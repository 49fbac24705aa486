import { FLICKS_PER_SECOND } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { tempoSummary } from './tempo-summary';

const HOUR = 3600 * FLICKS_PER_SECOND;
const tempoMap = {
  fileName: '1m01.mid',
  startFlicks: HOUR,
  ppq: 480,
  tempos: [
    { tick: 0, microsecondsPerQuarter: 500_000 },
    { tick: 480 * 8, microsecondsPerQuarter: 648_649 },
  ],
  meters: [
    { tick: 0, numerator: 4, denominator: 4 },
    { tick: 480 * 8, numerator: 6, denominator: 8 },
    { tick: 480 * 14, numerator: 4, denominator: 4 },
  ],
};
const version = { tempoMap, positionFlicks: HOUR, lengthFlicks: 4 * FLICKS_PER_SECOND };

describe('the summary of a tempo map', () => {
  it('says the bars of the version, its tempos and its meters', () => {
    expect(tempoSummary(version)).toEqual({
      firstBar: 1,
      // It ends where bar 3 begins, so it has two.
      lastBar: 2,
      tempo: '92.5–120',
      meters: ['4/4', '6/8'],
    });
  });

  it('counts from bar 1 where the sound begins before the music', () => {
    expect(tempoSummary({ ...version, positionFlicks: HOUR - FLICKS_PER_SECOND })?.firstBar).toBe(1);
    expect(tempoSummary({ ...version, positionFlicks: HOUR + 2 * FLICKS_PER_SECOND })?.firstBar).toBe(2);
  });

  it('is none without a map', () => {
    expect(tempoSummary({ ...version, tempoMap: null })).toBeNull();
  });
});
