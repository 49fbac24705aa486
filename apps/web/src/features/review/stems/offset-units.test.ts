import { FLICKS_PER_SECOND } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetText, parseOffsetText } from './offset-units';

const MILLISECOND = FLICKS_PER_SECOND / 1000;

describe('the start of a stem against its mix', () => {
  it('is entered in samples or milliseconds', () => {
    expect(parseOffsetText('480', 'samples', 48_000)).toBe(10 * MILLISECOND);
    expect(parseOffsetText(' -1 ', 'samples', 44_100)).toBe(-16_000);
    expect(parseOffsetText('+2.5', 'milliseconds', 48_000)).toBe(2.5 * MILLISECOND);
    expect(parseOffsetText('−0,01', 'milliseconds', 48_000)).toBe(-MILLISECOND / 100);
    expect(parseOffsetText('-0', 'milliseconds', 48_000)).toBe(0);
  });

  it.each([
    ['', 'samples'],
    ['ten', 'samples'],
    ['1.5', 'samples'],
    ['0.001', 'milliseconds'],
    ['--1', 'milliseconds'],
    ['1e3', 'milliseconds'],
  ] as const)('%j says none in %s', (text, unit) => {
    expect(parseOffsetText(text, unit, 48_000)).toBeNull();
  });

  it('comes back from what is shown, to the sample and to a hundredth of a millisecond', () => {
    const rate = fc.constantFrom(44_100, 48_000, 88_200, 96_000, 192_000);
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), rate, (count, sampleRate) => {
        const samples = (count * FLICKS_PER_SECOND) / sampleRate;
        const shown = offsetText(samples, 'samples', sampleRate);
        expect(shown).toBe(String(count));
        expect(parseOffsetText(shown, 'samples', sampleRate)).toBe(samples || 0);
        const time = (count * MILLISECOND) / 100 || 0;
        expect(
          parseOffsetText(offsetText(time, 'milliseconds', sampleRate), 'milliseconds', sampleRate),
        ).toBe(time);
      }),
    );
  });
});
