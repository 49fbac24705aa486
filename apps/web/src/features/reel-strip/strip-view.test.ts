import { FLICKS_PER_SECOND } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flickAt, keepInside, lanesOf, reaching, rulerTicks, shareOf, wholeFilm, zoomed } from './strip-view';

const HOUR = 3600 * FLICKS_PER_SECOND;
const film = { from: HOUR, to: 3 * HOUR };
const inFilm = fc.integer({ min: film.from, max: film.to });
const stretch = fc
  .tuple(inFilm, inFilm)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => keepInside({ from: Math.min(a, b), to: Math.max(a, b) }, film));

describe('the view of the reel strip', () => {
  it('takes in the picture and every cue, also those that begin before the film', () => {
    const cues = [
      { inFlicks: HOUR - 5, outFlicks: HOUR },
      { inFlicks: 2 * HOUR, outFlicks: null },
      { inFlicks: null, outFlicks: null },
    ];
    expect(wholeFilm(HOUR, null, cues)).toEqual({ from: HOUR - 5, to: 2 * HOUR });
    expect(wholeFilm(HOUR, 3 * HOUR, [])).toEqual(film);
    expect(wholeFilm(HOUR, null, [])).toEqual({ from: HOUR, to: HOUR + 60 * FLICKS_PER_SECOND });
  });

  it('stays inside the film, however it is zoomed, and keeps the point under the pointer', () => {
    fc.assert(
      fc.property(
        stretch,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (view, factor, share) => {
          const around = flickAt(share, view);
          const next = zoomed(view, film, factor, around);
          expect(next.from).toBeGreaterThanOrEqual(film.from);
          expect(next.to).toBeLessThanOrEqual(film.to);
          expect(next.to - next.from).toBeGreaterThanOrEqual(FLICKS_PER_SECOND - 1);
          expect(shareOf(around, next)).toBeGreaterThanOrEqual(-1e-9);
          expect(shareOf(around, next)).toBeLessThanOrEqual(1 + 1e-9);
        },
      ),
    );
  });

  it('moves no further than it takes to show a stretch, and keeps its length', () => {
    fc.assert(
      fc.property(stretch, stretch, (view, asked) => {
        const next = reaching(view, asked, film);
        expect(next.to - next.from).toBe(view.to - view.from);
        if (asked.to - asked.from <= view.to - view.from) {
          expect(next.from).toBeLessThanOrEqual(asked.from);
          expect(next.to).toBeGreaterThanOrEqual(asked.to);
        }
        if (view.from <= asked.from && asked.to <= view.to) expect(next).toBe(view);
      }),
    );
  });

  it('has no more ticks than there is room for, all of them inside and on full seconds', () => {
    fc.assert(
      fc.property(stretch, fc.integer({ min: 1, max: 40 }), (view, room) => {
        const ticks = rulerTicks(view, room);
        expect(ticks.length).toBeLessThanOrEqual(room + 1);
        for (const at of ticks) {
          expect(at).toBeGreaterThanOrEqual(view.from);
          expect(at).toBeLessThan(view.to);
          expect(at % FLICKS_PER_SECOND).toBe(0);
        }
      }),
    );
  });

  it('never lays two cues over each other while a lane is free', () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 20 }), (unordered) => {
        const blocks = unordered.toSorted((a, b) => a.from - b.from);
        const lanes = lanesOf(blocks, blocks.length + 1);
        for (const [i, a] of blocks.entries())
          for (const [j, b] of blocks.entries())
            if (i < j && lanes[i] === lanes[j]) expect(b.from).toBeGreaterThanOrEqual(a.to);
      }),
    );
    expect(lanesOf([film, film, film], 2)).toEqual([0, 1, 1]);
  });
});
