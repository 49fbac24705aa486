import { FLICKS_PER_SECOND } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf, filmAt, flicksOfFilm, runAfter, runFrom, type Run } from './runs';

const speeds = fc.constantFrom(1, 2, -1, -2);

describe('runs', () => {
  it('play on without an end, in either direction', () => {
    const run = runFrom(100, 5000, -2, null);
    expect(endOf(run)).toBe(Infinity);
    expect(filmAt(run, 100)).toBe(5000);
    expect(filmAt(run, 110)).toBe(4980);
  });

  it('end where a loop does, and begin again at its start', () => {
    const loop = { start: 1000, end: 1300 };
    const first = runFrom(0, 900, 1, loop);
    expect(first.frames).toBe(400);
    expect(runAfter(first, loop)).toEqual({ frame: 400, film: 1000, speed: 1, frames: 300 });
  });

  it('pass by a loop whose end is behind them, or when they go backwards', () => {
    const loop = { start: 1000, end: 1300 };
    expect(runFrom(0, 1300, 1, loop).frames).toBe(Infinity);
    expect(runFrom(0, 1200, -1, loop).frames).toBe(Infinity);
  });

  it('go on where they are when the loop is taken away', () => {
    const first = runFrom(0, 900, 1, { start: 1000, end: 1300 });
    expect(runAfter(first, null)).toEqual({ frame: 400, film: 1300, speed: 1, frames: Infinity });
  });

  it('follow each other without gap or overlap, and never leave the loop', () => {
    const loops = fc
      .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }))
      .map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(loops, fc.nat(9_999), fc.constantFrom(1 as const, 2 as const), (loop, before, speed) => {
        let run: Run = runFrom(7, loop.end - 1 - Math.min(before, loop.end - 1), speed, loop);
        for (let turn = 0; turn < 5; turn++) {
          expect(run.frames).toBeGreaterThan(0);
          const past = filmAt(run, endOf(run)) - loop.end;
          expect(past).toBeGreaterThanOrEqual(0);
          expect(past).toBeLessThan(speed);
          const next = runAfter(run, loop);
          expect(next.frame).toBe(endOf(run));
          expect(next.film).toBe(loop.start);
          run = next;
        }
      }),
    );
  });

  it('say where they are in flicks exactly, at the usual rates', () => {
    const rates = fc.constantFrom(44_100, 48_000, 88_200, 96_000, 192_000);
    fc.assert(
      fc.property(rates, fc.nat(4_000_000_000), fc.nat(1_000_000), speeds, (rate, film, frames, speed) => {
        const run = runFrom(0, film, speed, null);
        const flicks = flicksOfFilm(filmAt(run, frames), rate);
        expect(flicks * rate).toBe((film + speed * frames) * FLICKS_PER_SECOND);
      }),
    );
  });
});
