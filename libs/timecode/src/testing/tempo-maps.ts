import * as fc from 'fast-check';
import type { TempoMap } from '../tempo-map.js';

/** Three in four, then six in eight, cut short by a bar in four: 0.6 s a quarter, then 1.001 s. */
export const waltz: TempoMap = {
  ppq: 480,
  tempos: [
    { tick: 0, microsecondsPerQuarter: 600_000 },
    { tick: 1440, microsecondsPerQuarter: 1_001_000 },
  ],
  meters: [
    { tick: 0, numerator: 3, denominator: 4 },
    { tick: 2880, numerator: 6, denominator: 8 },
    { tick: 4500, numerator: 4, denominator: 4 },
  ],
};

/** Maps with events in any order, at the same tick too, and with beats that are no whole number of ticks. */
export const aTempoMap: fc.Arbitrary<TempoMap> = fc.record({
  ppq: fc.constantFrom(3, 24, 96, 480, 960),
  tempos: fc.array(
    fc.record({
      tick: fc.nat(100_000),
      microsecondsPerQuarter: fc.integer({ min: 100_000, max: 3_000_000 }),
    }),
    { maxLength: 6 },
  ),
  meters: fc.array(
    fc.record({
      tick: fc.nat(100_000),
      numerator: fc.integer({ min: 1, max: 13 }),
      denominator: fc.constantFrom(2, 4, 8, 16, 32),
    }),
    { maxLength: 6 },
  ),
});
