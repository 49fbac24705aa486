import { FLICKS_PER_SECOND, type PlacedTempoMap } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barTicks } from './bar-ruler';
import { xOf } from './geometry';

const HOUR = 3600 * FLICKS_PER_SECOND;
/** 120 in 4/4: a bar takes two seconds; from bar 5 on 3/4 at 60, where it takes three. */
const tempo: PlacedTempoMap = {
  startFlicks: HOUR,
  ppq: 480,
  tempos: [
    { tick: 0, microsecondsPerQuarter: 500_000 },
    { tick: 4 * 4 * 480, microsecondsPerQuarter: 1_000_000 },
  ],
  meters: [
    { tick: 0, numerator: 4, denominator: 4 },
    { tick: 4 * 4 * 480, numerator: 3, denominator: 4 },
  ],
};
const seconds = (position: number) => (position - HOUR) / FLICKS_PER_SECOND;

describe('barTicks', () => {
  it('stand where the bars begin, through changes of tempo and meter', () => {
    const view = { start: HOUR - FLICKS_PER_SECOND, end: HOUR + 15 * FLICKS_PER_SECOND, width: 1600 };
    expect(barTicks(view, tempo, 40).map(({ position, label }) => `${label}@${seconds(position)}`)).toEqual([
      '1@0',
      '2@2',
      '3@4',
      '4@6',
      '5@8',
      '6@11',
      '7@14',
    ]);
  });

  it('leave out bars where they would touch, and keep those that count fours and eights', () => {
    const view = { start: HOUR, end: HOUR + 60 * FLICKS_PER_SECOND, width: 400 };
    expect(barTicks(view, tempo, 60).map(({ label }) => label)).toEqual(['1', '5', '9', '13', '17', '21']);
  });

  it('are none before the music', () => {
    expect(barTicks({ start: 0, end: HOUR, width: 100 }, tempo, 40)).toEqual([]);
  });

  it('never crowd where the tempo is steady, and always lie in the view', () => {
    const steady = { ...tempo, tempos: [], meters: [] };
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 3600 }),
        fc.integer({ min: 200, max: 3000 }),
        (from, long, width) => {
          const start = HOUR + from * FLICKS_PER_SECOND;
          const view = { start, end: start + long * FLICKS_PER_SECOND, width };
          const xs = barTicks(view, steady, 50).map(({ position }) => xOf(position, view));
          expect(xs.every((x) => x >= 0 && x <= width)).toBe(true);
          expect(xs.slice(1).every((x, index) => x - (xs[index] ?? 0) >= 49.9)).toBe(true);
        },
      ),
    );
  });
});
