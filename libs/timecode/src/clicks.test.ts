import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barOfFlicks,
  clicksBetween,
  flicksOfBar,
  FLICKS_PER_SECOND,
  type Click,
  type PlacedTempoMap,
} from './index.js';
import { aTempoMap, waltz } from './testing/tempo-maps.js';

const HOUR = 3600 * FLICKS_PER_SECOND;
const secondsOf = ({ at }: Click): number => Number(at.num) / Number(at.den) / FLICKS_PER_SECOND;
const placed = fc
  .record({ map: aTempoMap, startFlicks: fc.nat(HOUR) })
  .map(({ map, startFlicks }): PlacedTempoMap => ({ ...map, startFlicks }));
/** From four seconds before the music on. */
const moment = fc.integer({ min: -4 * FLICKS_PER_SECOND, max: 4 * FLICKS_PER_SECOND });

describe('the clicks of a tempo map', () => {
  it('fall on the beats, with an accent on the first of each bar', () => {
    const tempo = { ...waltz, startFlicks: HOUR };
    const clicks = clicksBetween(tempo, HOUR, HOUR + 6 * FLICKS_PER_SECOND);
    // Three quarters of 0.6 s, three of 1.001 s, then eighths of half of that.
    const expected = [0, 0.6, 1.2, 1.8, 2.801, 3.802, 4.803, 5.3035, 5.804];
    expect(clicks.map((click) => secondsOf(click) - 3600)).toEqual(
      expected.map((seconds) => expect.closeTo(seconds, 9) as number),
    );
    expect(clicks.map(({ accent }) => accent)).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  it('begin with bar 1, and a position on a beat is the first of what follows', () => {
    const tempo: PlacedTempoMap = { ppq: 480, tempos: [], meters: [], startFlicks: HOUR };
    const half = FLICKS_PER_SECOND / 2;
    const at = (from: number, to: number): number[] =>
      clicksBetween(tempo, from, to).map(({ at: { num, den } }) => Number(num / den));
    expect(at(0, HOUR)).toEqual([]);
    expect(at(HOUR - half, HOUR + half)).toEqual([HOUR]);
    expect(at(HOUR + half, HOUR + 2 * half)).toEqual([HOUR + half]);
    expect(at(HOUR + 1, HOUR + half)).toEqual([]);
  });

  it('are the same in pieces, are beats exactly, and leave none out', () => {
    fc.assert(
      fc.property(placed, fc.tuple(moment, moment, moment), (tempo, moments) => {
        const [from = 0, middle = 0, to = 0] = moments
          .map((each) => tempo.startFlicks + each)
          .sort((a, b) => a - b);
        const all = clicksBetween(tempo, from, to);
        expect([...clicksBetween(tempo, from, middle), ...clicksBetween(tempo, middle, to)]).toEqual(all);
        const places = all.map(({ at }) => barOfFlicks(tempo, at));
        for (const [index, { bar, beat, tick }] of places.entries()) {
          expect(tick.num).toBe(0n);
          expect(all[index]?.accent).toBe(beat === 1);
          const before = places[index - 1];
          if (!before) continue;
          if (beat > 1) expect([bar, beat]).toEqual([before.bar, before.beat + 1]);
          else {
            expect(bar).toBe(before.bar + 1);
            const next = { bar: before.bar, beat: before.beat + 1, tick: 0 };
            expect(flicksOfBar(tempo, next)).toHaveProperty('problem');
          }
        }
      }),
    );
  });
});
