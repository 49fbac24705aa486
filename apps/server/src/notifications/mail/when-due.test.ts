import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueMails, lastMorning, type WaitingNotice } from './when-due.js';

const NOW = new Date('2026-03-10T15:00:00Z');
const MORNING = new Date('2026-03-10T07:00:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

let ids = 0;
const notice = (minutes: number, fields: Partial<WaitingNotice> = {}): WaitingNotice => ({
  id: String((ids += 1)),
  kind: 'note',
  filmId: 'film',
  cueId: '1m01',
  happenedAt: ago(minutes),
  roundClosedAt: null,
  ...fields,
});
const due = (waiting: WaitingNotice[], rhythm: Parameters<typeof dueMails>[1]) =>
  dueMails(waiting, rhythm, MORNING, NOW).map((mail) => mail.map(({ id }) => id));

describe('dueMails', () => {
  it('instant: waits for two quiet minutes on a cue, and for ten at most', () => {
    const [old, young] = [notice(3), notice(1)];
    expect(due([old], 'instant')).toEqual([[old.id]]);
    expect(due([old, young], 'instant')).toEqual([]);
    const first = notice(11);
    expect(due([first, young], 'instant')).toEqual([[first.id, young.id]]);
    // What happens on one cue does not hold up another.
    expect(due([old, notice(1, { cueId: '1m02' })], 'instant')).toEqual([[old.id]]);
  });

  it('round: keeps notes until their round closes, and nothing else', () => {
    const kept = notice(2000);
    const closed = notice(30, { roundClosedAt: ago(3) });
    const version = notice(5, { kind: 'version', cueId: '1m02' });
    expect(due([kept, closed, version], 'round')).toEqual([[closed.id], [version.id]]);
    expect(due([notice(30, { roundClosedAt: ago(1) })], 'round')).toEqual([]);
  });

  it('daily: one mail for each film, of everything since yesterday morning', () => {
    const [early, late] = [notice(9 * 60), notice(60)];
    const elsewhere = notice(60, { filmId: 'other' });
    expect(due([late, elsewhere], 'daily')).toEqual([]);
    expect(due([early, late, elsewhere], 'daily')).toEqual([[early.id, late.id]]);
  });

  it('none: never', () => {
    expect(due([notice(5000)], 'none')).toEqual([]);
  });
});

describe('lastMorning', () => {
  it('is eight o’clock on the wall of the person', () => {
    const at = (now: string, zone: string) => lastMorning(new Date(now), zone).toISOString();
    expect(at('2026-03-10T15:00:00Z', 'Europe/Berlin')).toBe('2026-03-10T07:00:00.000Z');
    expect(at('2026-03-10T06:59:59Z', 'Europe/Berlin')).toBe('2026-03-09T07:00:00.000Z');
    expect(at('2026-03-10T15:00:00Z', 'America/Los_Angeles')).toBe('2026-03-10T15:00:00.000Z');
    expect(at('2026-03-10T02:29:00Z', 'Asia/Kolkata')).toBe('2026-03-09T02:30:00.000Z');
    // The clocks went forward that night.
    expect(at('2026-03-29T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T06:00:00.000Z');
  });

  it('has come, less than 26 hours ago, everywhere and always', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const years = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, years, (zone, now) => {
        const morning = lastMorning(now, zone);
        const hours = (now.getTime() - morning.getTime()) / 3_600_000;
        expect(hours).toBeGreaterThanOrEqual(0);
        expect(hours).toBeLessThan(26);
        const wall = new Intl.DateTimeFormat('en', { timeZone: zone, timeStyle: 'short', hourCycle: 'h23' });
        expect(wall.format(morning)).toBe('08:00');
      }),
    );
  });
});
