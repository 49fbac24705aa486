import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameToFlicks } from './flicks.js';
import type { TimecodeFormat } from './frame-rate.js';
import { formatRange } from './range.js';
import { formatDuration, timecodeLabel } from './timecode.js';

const FILM: TimecodeFormat = { rate: '24', dropFrame: false };
const DROP: TimecodeFormat = { rate: '29.97', dropFrame: true };
const frames = (from: number, to: number, { rate }: TimecodeFormat) => ({
  in: frameToFlicks(from, rate),
  out: frameToFlicks(to, rate),
});

describe('a range', () => {
  it('is shown with the first frame after it, or with its last', () => {
    const range = frames(86_400, 86_448, FILM);
    expect(formatRange(range, FILM)).toBe('01:00:00:00 – 01:00:02:00 (00:00:02:00)');
    expect(formatRange(range, FILM, 'inclusive')).toBe('01:00:00:00 – 01:00:01:23 (00:00:02:00)');
  });

  it('counts in drop frame where the film does', () => {
    const range = frames(1799, 1801, DROP);
    expect(formatRange(range, DROP)).toBe('00:00:59;29 – 00:01:00;03 (00:00:00;02)');
    expect(formatRange(range, DROP, 'inclusive')).toBe('00:00:59;29 – 00:01:00;02 (00:00:00;02)');
  });

  it('of one frame ends, its last frame included, where it begins; so does an empty one', () => {
    expect(formatRange(frames(24, 25, FILM), FILM, 'inclusive')).toBe(
      '00:00:01:00 – 00:00:01:00 (00:00:00:01)',
    );
    expect(formatRange(frames(24, 24, FILM), FILM, 'inclusive')).toBe(
      '00:00:01:00 – 00:00:01:00 (00:00:00:00)',
    );
  });

  it('that ends inside a frame has that frame for its last', () => {
    const { in: begin, out } = frames(0, 24, FILM);
    expect(formatRange({ in: begin, out: out + 1 }, FILM, 'inclusive')).toMatch(
      /^00:00:00:00 – 00:00:01:00 /,
    );
  });

  it('has in and duration in common both ways, and its last frame is one before its out', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.integer({ min: 1, max: 500_000 }), (from, length) => {
        const range = frames(from, from + length, DROP);
        const duration = formatDuration(range.out - range.in, DROP);
        const begin = timecodeLabel(range.in, DROP);
        expect(formatRange(range, DROP)).toBe(`${begin} – ${timecodeLabel(range.out, DROP)} (${duration})`);
        const last = timecodeLabel(frameToFlicks(from + length - 1, DROP.rate), DROP);
        expect(formatRange(range, DROP, 'inclusive')).toBe(`${begin} – ${last} (${duration})`);
      }),
    );
  });
});
