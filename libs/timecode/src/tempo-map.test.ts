import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import { floorOf, fraction } from './fraction.js';
import { barOfTick, flicksOfTick, formatBar, tickOfBar, tickOfFlicks, type TempoMap } from './tempo-map.js';

const plain: TempoMap = { ppq: 960, tempos: [], meters: [] };
const waltz: TempoMap = {
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
const map = fc.record({
  ppq: fc.constantFrom(96, 480, 960),
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
      denominator: fc.constantFrom(2, 4, 8, 16),
    }),
    { maxLength: 6 },
  ),
});

describe('a tempo map', () => {
  it('is 120 bpm in 4/4 until it says otherwise', () => {
    expect(flicksOfTick(plain, 1920)).toEqual(fraction(BigInt(FLICKS_PER_SECOND)));
    expect(barOfTick(plain, 3840)).toEqual({ bar: 2, beat: 1, tick: 0 });
  });

  it('adds up its tempos', () => {
    // Three quarters of 0.6 s, then one of 1.001 s.
    expect(flicksOfTick(waltz, 1920)).toEqual(fraction((2_801n * BigInt(FLICKS_PER_SECOND)) / 1000n));
    expect(tickOfFlicks(waltz, (2_801 * FLICKS_PER_SECOND) / 1000)).toEqual(fraction(1920n));
  });

  it('leads from ticks to time and back without a remainder', () => {
    fc.assert(
      fc.property(map, fc.nat(1_000_000), (tempoMap, tick) => {
        const { num, den } = flicksOfTick(tempoMap, tick);
        // A tick need not begin on a whole flick: the flick it lies in belongs to it, or to the one before.
        const back = tickOfFlicks(tempoMap, Number(num / den));
        expect(back.num <= BigInt(tick) * back.den).toBe(true);
        expect(floorOf(tickOfFlicks(tempoMap, Number((num + den - 1n) / den)))).toBe(BigInt(tick));
      }),
    );
  });

  it('counts bars through its meters; one inside a bar begins a new bar', () => {
    expect([0, 1439, 1440, 2880, 3120, 4320, 4500].map((tick) => formatBar(barOfTick(waltz, tick)))).toEqual([
      '1|1|000',
      '1|3|479',
      '2|1|000',
      '3|1|000',
      '3|2|000',
      '4|1|000',
      '5|1|000',
    ]);
  });

  it('leads from bars to ticks and back', () => {
    fc.assert(
      fc.property(map, fc.nat(1_000_000), (tempoMap, tick) => {
        expect(tickOfBar(tempoMap, barOfTick(tempoMap, tick))).toEqual({ tick });
      }),
    );
  });

  it('says which bars and beats there are not', () => {
    expect(tickOfBar(waltz, { bar: 1, beat: 4, tick: 0 })).toEqual({ problem: 'Bar 1 has beats 1 to 3.' });
    expect(tickOfBar(waltz, { bar: 0, beat: 1, tick: 0 })).toEqual({ problem: 'Bars count from 1.' });
    expect(tickOfBar(waltz, { bar: 1, beat: 1, tick: 480 })).toEqual({
      problem: 'A beat has ticks 0 to 479.',
    });
    expect(tickOfBar(waltz, { bar: 4, beat: 2, tick: 0 })).toEqual({
      problem: 'Bar 4 is cut short by a new meter.',
    });
  });
});
