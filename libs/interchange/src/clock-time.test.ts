import { FLICKS_PER_SECOND, frameToFlicks, FRAME_RATE_NAMES } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockFields, fromMilliseconds, nearestFrame, parseClockTime } from './clock-time.js';

const SECOND = FLICKS_PER_SECOND;

describe('clock time', () => {
  it.each([
    ['0', 0],
    ['-0.0', 0],
    ['12.5', 12.5 * SECOND],
    ['1:02.003', 62 * SECOND + 3 * 705_600],
    ['-1:00', -60 * SECOND],
    ['90:00.000', 5400 * SECOND],
    ['01:00:00,040', 3600 * SECOND + 40 * 705_600],
    ['0.00000000070861678005', 1],
  ])('is read from "%s"', (text, flicks) => {
    expect(parseClockTime(text)).toBe(flicks);
  });

  it.each(['', '1:60', '1:60:00', '01:00:00:00', '1.2.3', '1e3', 'x', '12000000', '-'])(
    'is not "%s"',
    (text) => {
      expect(parseClockTime(text)).toBeNull();
    },
  );

  it('is the same with more decimals that say nothing', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9_999_999 }), fc.nat({ max: 999 }), (seconds, milliseconds) => {
        const text = `${String(seconds)}.${String(milliseconds).padStart(3, '0')}`;
        expect(parseClockTime(text)).toBe(parseClockTime(`${text}000000000`));
      }),
    );
  });

  it('carries rounded milliseconds over', () => {
    expect(clockFields(3600 * SECOND - 1)).toEqual({ hours: 1, minutes: 0, seconds: 0, milliseconds: 0 });
  });

  it('in milliseconds leads back to every frame', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FRAME_RATE_NAMES), fc.nat({ max: 5_000_000 }), (rate, frame) => {
        const position = frameToFlicks(frame, rate);
        const format = { rate, dropFrame: false };
        const rounded = Math.round(position / 705_600) * 705_600;
        expect(nearestFrame(rounded, format)).toBe(position);
        expect(fromMilliseconds(rounded, format)).toBe(position);
      }),
    );
  });

  it('inside a frame stays there', () => {
    expect(fromMilliseconds(20 * 705_600, { rate: '24', dropFrame: false })).toBe(20 * 705_600);
  });
});
