import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barOfFlicks } from './bars.js';
import { beatAfter, beatBefore } from './beats.js';
import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import type { PlacedTempoMap } from './tempo-map.js';
import { aTempoMap } from './testing/tempo-maps.js';

const HOUR = 3600 * FLICKS_PER_SECOND;
const music: fc.Arbitrary<PlacedTempoMap> = aTempoMap.map((map) => ({ ...map, startFlicks: HOUR }));
const place = fc.integer({ min: HOUR, max: HOUR + 60 * FLICKS_PER_SECOND });

describe('beats', () => {
  it('come one after the other, none left out: back from the next one leads to before it', () => {
    fc.assert(
      fc.property(music, place, (tempo, at) => {
        const next = beatAfter(tempo, at);
        expect(next).toBeGreaterThan(at);
        // Nothing between here and there begins a beat.
        expect(beatBefore(tempo, next)).toBeLessThanOrEqual(at);
        const { tick } = barOfFlicks(tempo, next);
        expect(Number(tick.num) / Number(tick.den)).toBeLessThan(1);
      }),
    );
  });

  it('begin with the music', () => {
    const plain = { ppq: 960, tempos: [], meters: [], startFlicks: HOUR };
    expect(beatAfter(plain, HOUR - 5 * FLICKS_PER_SECOND)).toBe(HOUR);
    expect(beatAfter(plain, HOUR)).toBe(HOUR + FLICKS_PER_SECOND / 2);
    expect(beatBefore(plain, HOUR + FLICKS_PER_SECOND / 2)).toBe(HOUR);
    expect(beatBefore(plain, HOUR)).toBe(HOUR);
  });
});
