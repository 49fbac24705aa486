import { FLICKS_PER_SECOND } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemOffset } from './stem-offset.js';

const HOUR = 3600;
const sound = (startSeconds: number | null, seconds: number, sampleRate = 48_000) => ({
  timeReference: startSeconds === null ? null : startSeconds * sampleRate,
  sampleRate,
  samples: seconds * sampleRate,
});

describe('stemOffset', () => {
  it('is how much later the stem is stamped, at whatever rate each of them runs', () => {
    const rates = fc.constantFrom(44_100, 48_000, 96_000);
    fc.assert(
      fc.property(rates, rates, fc.integer({ min: -50, max: 50 }), (stemRate, mixRate, seconds) => {
        const stem = sound(HOUR + seconds, 60, stemRate);
        expect(stemOffset(stem, sound(HOUR, 60, mixRate))).toBe(seconds * FLICKS_PER_SECOND);
      }),
    );
  });

  it('is nothing where one of them has no stamp, or none that can be true', () => {
    expect(stemOffset(sound(null, 60), sound(HOUR, 60))).toBe(0);
    expect(stemOffset(sound(HOUR + 1, 60), sound(null, 60))).toBe(0);
    const beyond = { timeReference: Number.MAX_SAFE_INTEGER, sampleRate: 8000, samples: 8000 };
    expect(stemOffset(beyond, beyond)).toBe(0);
  });

  it('is nothing where they would not sound together', () => {
    expect(stemOffset(sound(HOUR + 59, 60), sound(HOUR, 60))).toBe(59 * FLICKS_PER_SECOND);
    expect(stemOffset(sound(HOUR + 60, 60), sound(HOUR, 60))).toBe(0);
    expect(stemOffset(sound(HOUR - 29, 30), sound(HOUR, 60))).toBe(-29 * FLICKS_PER_SECOND);
    expect(stemOffset(sound(HOUR - 30, 30), sound(HOUR, 60))).toBe(0);
    expect(stemOffset(sound(2 * HOUR, 60), sound(HOUR, 60))).toBe(0);
  });
});
