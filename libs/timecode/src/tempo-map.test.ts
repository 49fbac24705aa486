import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import { floorOf, fraction } from './fraction.js';
import { flicksOfTick, tickOfFlicks, type TempoMap } from './tempo-map.js';
import { aTempoMap, waltz } from './testing/tempo-maps.js';

const plain: TempoMap = { ppq: 960, tempos: [], meters: [] };

describe('a tempo map', () => {
  it('is 120 bpm until it says otherwise', () => {
    expect(flicksOfTick(plain, 1920)).toEqual(fraction(BigInt(FLICKS_PER_SECOND)));
  });

  it('adds up its tempos', () => {
    // Three quarters of 0.6 s, then one of 1.001 s.
    expect(flicksOfTick(waltz, 1920)).toEqual(fraction((2_801n * BigInt(FLICKS_PER_SECOND)) / 1000n));
    expect(tickOfFlicks(waltz, (2_801 * FLICKS_PER_SECOND) / 1000)).toEqual(fraction(1920n));
  });

  it('leads from ticks to time and back without a remainder', () => {
    fc.assert(
      fc.property(aTempoMap, fc.nat(1_000_000), (tempoMap, tick) => {
        const { num, den } = flicksOfTick(tempoMap, tick);
        // A tick need not begin on a whole flick: the flick it lies in belongs to it, or to the one before.
        const back = tickOfFlicks(tempoMap, Number(num / den));
        expect(back.num <= BigInt(tick) * back.den).toBe(true);
        expect(floorOf(tickOfFlicks(tempoMap, Number((num + den - 1n) / den)))).toBe(BigInt(tick));
      }),
    );
  });

  it('keeps 120 bpm up to its first tempo, and of several on one tick the last, in whatever order they stand', () => {
    const late: TempoMap = {
      ppq: 480,
      tempos: [
        { tick: 1920, microsecondsPerQuarter: 1_000_000 },
        { tick: 960, microsecondsPerQuarter: 600_000 },
        { tick: 960, microsecondsPerQuarter: 250_000 },
      ],
      meters: [],
    };
    const second = BigInt(FLICKS_PER_SECOND);
    // Two quarters of 0.5 s, two of 0.25 s, then one of 1 s.
    expect([960, 1920, 2400].map((tick) => flicksOfTick(late, tick))).toEqual([
      fraction(second),
      fraction(3n * second, 2n),
      fraction(5n * second, 2n),
    ]);
  });

  it('reaches back before tick 0 in its first tempo', () => {
    expect(flicksOfTick(waltz, -480)).toEqual(fraction((-6n * BigInt(FLICKS_PER_SECOND)) / 10n));
    expect(tickOfFlicks(waltz, -(FLICKS_PER_SECOND * 6) / 10)).toEqual(fraction(-480n));
  });

  it('leads from a fraction of a tick to one of a flick and back, exactly', () => {
    const thirds = fc.tuple(fc.integer({ min: -10_000, max: 1_000_000 }), fc.integer({ min: 1, max: 99 }));
    fc.assert(
      fc.property(aTempoMap, thirds, (tempoMap, [num, den]) => {
        const tick = fraction(BigInt(num), BigInt(den));
        expect(tickOfFlicks(tempoMap, flicksOfTick(tempoMap, tick))).toEqual(tick);
        const flicks = fraction(BigInt(num) * 123_457n, BigInt(den));
        expect(flicksOfTick(tempoMap, tickOfFlicks(tempoMap, flicks))).toEqual(flicks);
      }),
    );
  });

  it('is counted in whole ticks', () => {
    expect(() => flicksOfTick(waltz, 0.5)).toThrow(RangeError);
    expect(() => flicksOfTick({ ...waltz, ppq: 0 }, 1)).toThrow(RangeError);
  });
});
