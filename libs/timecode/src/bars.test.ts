import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barLabel,
  barOfFlicks,
  barOfTick,
  flicksOfBar,
  formatBar,
  parseBar,
  tickOfBar,
  type BarPosition,
} from './bars.js';
import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import { fraction } from './fraction.js';
import type { PlacedTempoMap, TempoMap } from './tempo-map.js';
import { aTempoMap, waltz } from './testing/tempo-maps.js';

const plain: TempoMap = { ppq: 960, tempos: [], meters: [] };
const HOUR = 3600 * FLICKS_PER_SECOND;
const placed = (map: TempoMap): PlacedTempoMap => ({ ...map, startFlicks: HOUR });
const bar = (number: number, beat = 1, tick = 0): BarPosition => ({ bar: number, beat, tick });

describe('bars and beats', () => {
  it('are four quarters until a meter says otherwise', () => {
    expect([0, 959, 960, 3839, 3840].map((tick) => formatBar(barOfTick(plain, tick)))).toEqual([
      '1|1|000',
      '1|1|959',
      '1|2|000',
      '1|4|959',
      '2|1|000',
    ]);
    const late: TempoMap = { ...plain, meters: [{ tick: 7680, numerator: 7, denominator: 8 }] };
    expect([7679, 7680, 7680 + 7 * 480].map((tick) => formatBar(barOfTick(late, tick)))).toEqual([
      '2|4|959',
      '3|1|000',
      '4|1|000',
    ]);
  });

  it('count through the meters; one inside a bar begins a new bar, one at a bar line no further one', () => {
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

  it('have the meter that stands last at a tick', () => {
    const twice: TempoMap = {
      ...plain,
      meters: [
        { tick: 0, numerator: 3, denominator: 4 },
        { tick: 0, numerator: 2, denominator: 4 },
      ],
    };
    expect(barOfTick(twice, 1920)).toEqual(bar(2));
  });

  it('reach back before tick 0 in the first meter', () => {
    expect([-1, -480, -1440, -1441].map((tick) => formatBar(barOfTick(waltz, tick)))).toEqual([
      '0|3|479',
      '0|3|000',
      '0|1|000',
      '-1|3|479',
    ]);
  });

  it('lead to ticks and back', () => {
    fc.assert(
      fc.property(aTempoMap, fc.nat(1_000_000), (map, tick) => {
        expect(tickOfBar(map, barOfTick(map, tick))).toEqual({ tick });
      }),
    );
  });

  it('follow each other: a tick later is in the same beat, or at the beginning of the next', () => {
    // With beats of a tick or more.
    const whole = aTempoMap.filter(({ ppq }) => ppq >= 24);
    fc.assert(
      fc.property(whole, fc.integer({ min: -10_000, max: 200_000 }), (map, tick) => {
        const [one, next] = [barOfTick(map, tick), barOfTick(map, tick + 1)];
        const followers = [
          bar(one.bar, one.beat, one.tick + 1),
          bar(one.bar, one.beat + 1),
          bar(one.bar + 1),
        ];
        expect(followers).toContainEqual(next);
      }),
    );
  });

  it('say which of them there are not', () => {
    expect(tickOfBar(waltz, bar(1, 4))).toEqual({ problem: 'Bar 1 has beats 1 to 3.' });
    expect(tickOfBar(waltz, bar(1, 0))).toEqual({ problem: 'Bar 1 has beats 1 to 3.' });
    expect(tickOfBar(waltz, bar(0))).toEqual({ problem: 'Bars count from 1.' });
    expect(tickOfBar(waltz, bar(1, 1, 480))).toEqual({ problem: 'A beat has ticks 0 to 479.' });
    expect(tickOfBar(waltz, bar(4, 2))).toEqual({ problem: 'Bar 4 is cut short by a new meter.' });
  });
});

describe('bars in the film', () => {
  it('stand where the music begins and where its tempos lead', () => {
    const music = placed(waltz);
    // A bar of 3 × 0.6 s, then a quarter of 1.001 s.
    const beat = HOUR + (2_801 * FLICKS_PER_SECOND) / 1000;
    expect(barOfFlicks(music, beat)).toEqual({ bar: 2, beat: 2, tick: fraction(0n) });
    expect(flicksOfBar(music, bar(2, 2))).toEqual({ flicks: fraction(BigInt(beat)) });
    expect(barLabel(beat - 1, music)).toBe('2|1|479');
    expect(barLabel(HOUR - 1, music)).toBe('0|3|479');
  });

  it('lead from any position to a bar, beat and part of a tick, and back exactly', () => {
    const seconds = fc.integer({ min: 0, max: 900 * FLICKS_PER_SECOND });
    fc.assert(
      fc.property(aTempoMap, seconds, (map, into) => {
        const music = placed(map);
        const position = barOfFlicks(music, HOUR + into);
        expect(flicksOfBar(music, position)).toEqual({ flicks: fraction(BigInt(HOUR + into)) });
      }),
    );
  });

  it('lead from any bar, beat and part of a tick to a position, and back exactly', () => {
    fc.assert(
      fc.property(aTempoMap, fc.nat(500_000), fc.integer({ min: 1, max: 99 }), (map, num, den) => {
        const music = placed(map);
        const start = barOfFlicks(
          music,
          fraction(BigInt(HOUR) * BigInt(den) + BigInt(num) * 7_919n, BigInt(den)),
        );
        const found = flicksOfBar(music, start);
        if ('problem' in found) throw new Error(found.problem);
        expect(barOfFlicks(music, found.flicks)).toEqual(start);
      }),
    );
  });
});

describe('parseBar', () => {
  it.each([
    ['b17', bar(17)],
    ['B 17', bar(17)],
    ['b17.', bar(17)],
    ['b17.3', bar(17, 3)],
    ['b17 3', bar(17, 3)],
    ['b17|3', bar(17, 3)],
    ['b17.3.240', bar(17, 3, 240)],
    ['17|3|240', bar(17, 3, 240)],
    ['17|3|', bar(17, 3)],
  ])('reads %j', (text, position) => {
    expect(parseBar(text)).toEqual(position);
  });

  it.each(['b', 'b.3', 'b-1', 'b17..3', 'b17.3.240.1', 'bar 17', '|3'])('does not guess at %j', (text) => {
    expect(parseBar(text)).toEqual({ problem: 'Write bar and beat like b17.3, or with ticks b17.3.240.' });
  });

  it('reads what is written', () => {
    const position = fc.record({
      bar: fc.nat(9999),
      beat: fc.integer({ min: 1, max: 99 }),
      tick: fc.nat(9999),
    });
    fc.assert(
      fc.property(position, (written) => {
        expect(parseBar(formatBar(written))).toEqual(written);
      }),
    );
  });
});
