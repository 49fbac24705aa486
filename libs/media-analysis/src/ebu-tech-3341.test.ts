import { describe, expect, it } from 'vitest';
import { faded, reportOn, reportOnTones, scaled, sineOf, stereo, type Tone } from './sounds.contract.js';

// The minimum requirements of EBU Tech 3341, table 1. Cases 7 and 8 are recorded programme material that may not be passed on
// and are missing here.

const RATES = [44_100, 48_000, 96_000];
const times = (count: number, tones: readonly Tone[]): Tone[] => Array.from({ length: count }, () => tones).flat();

const INTEGRATED: readonly [number, string, number, readonly Tone[]][] = [
  [1, 'a steady tone', -23, [stereo(20, -23)]],
  [2, 'a steady tone', -33, [stereo(20, -33)]],
  [3, 'quiet at both ends', -23, [stereo(10, -36), stereo(60, -23), stereo(10, -36)]],
  [
    4,
    'quiet and nearly silent at both ends',
    -23,
    [stereo(10, -72), stereo(10, -36), stereo(60, -23), stereo(10, -36), stereo(10, -72)],
  ],
  [5, 'louder in the middle', -23, [stereo(20, -26), stereo(20.1, -20), stereo(20, -26)]],
  [6, 'five channels', -23, [{ seconds: 20, levels: [-28, -28, -24, -30, -30] }]],
  [6, 'five channels and an LFE', -23, [{ seconds: 20, levels: [-28, -28, -24, -10, -30, -30] }]],
];

describe.each(RATES)('EBU Tech 3341 at %i Hz', (sampleRate) => {
  const within = (found: number | null, expected: number): void => {
    expect(Math.abs((found ?? NaN) - expected)).toBeLessThanOrEqual(0.1);
  };

  it.each(INTEGRATED)('case %i, %s: integrated %f LUFS', (_, __, expected, tones) => {
    within(reportOnTones(sampleRate, tones).loudness.integrated, expected);
  });

  it.each(INTEGRATED.slice(0, 2))('case %i, %s: momentary and short-term %f LUFS too', (_, __, expected, tones) => {
    const { momentaryMax, shortTermMax } = reportOnTones(sampleRate, tones).loudness;
    within(momentaryMax, expected);
    within(shortTermMax, expected);
  });

  it('case 9: short-term is -23 LUFS whatever the levels within 3 s', () => {
    const tones = times(5, [stereo(1.34, -20), stereo(1.66, -30)]);
    within(reportOnTones(sampleRate, tones).loudness.shortTermMax, -23);
  });

  it('case 10: a tone of 3 s reads -23 LUFS short-term, wherever it begins', () => {
    for (let i = 0; i < 20; i += 1) {
      const tones = [stereo(i * 0.15, null), stereo(3, -23), stereo(1, null)];
      within(reportOnTones(sampleRate, tones).loudness.shortTermMax, -23);
    }
  });

  it('case 11: of tones of 3 s the loudest counts short-term', () => {
    const tones = Array.from({ length: 20 }, (_, i) => [
      stereo(i * 0.15, null),
      stereo(3, i - 38),
      stereo(3 - i * 0.15, null),
    ]);
    within(reportOnTones(sampleRate, tones.flat()).loudness.shortTermMax, -19);
  });

  it('case 12: momentary is -23 LUFS whatever the levels within 400 ms', () => {
    const tones = times(25, [stereo(0.18, -20), stereo(0.22, -30)]);
    within(reportOnTones(sampleRate, tones).loudness.momentaryMax, -23);
  });

  it('case 13: a tone of 400 ms reads -23 LUFS momentary, wherever it begins', () => {
    for (let i = 0; i < 20; i += 1) {
      const tones = [stereo(i * 0.02, null), stereo(0.4, -23), stereo(1, null)];
      within(reportOnTones(sampleRate, tones).loudness.momentaryMax, -23);
    }
  });

  it('case 14: of tones of 400 ms the loudest counts momentary', () => {
    const tones = Array.from({ length: 20 }, (_, i) => [
      stereo(i * 0.02, null),
      stereo(0.4, i - 38),
      stereo(0.4 - i * 0.02, null),
    ]);
    within(reportOnTones(sampleRate, tones.flat()).loudness.momentaryMax, -19);
  });

  it.each([
    [15, 4, 0, 0.5, -6],
    [16, 4, 45, 0.5, -6],
    [17, 6, 60, 0.5, -6],
    [18, 8, 67.5, 0.5, -6],
    [19, 4, 45, 1.41, 3],
  ])('case %i: a sine of fs/%i at %f degrees and %f of full scale reads %f dBTP', (_, divisor, degrees, crest, dbtp) => {
    const sine = sineOf({ length: sampleRate, frequency: 1 / divisor, degrees });
    withinTruePeak(reportOn(sampleRate, faded(scaled(sine, crest), sampleRate / 10)).truePeak, dbtp);
  });

  // The published signals, a burst of fs/6 made at four times the rate, are made anew.
  it.each([
    [20, 0],
    [21, 1],
    [22, 2],
    [23, 3],
  ])('case %i: a burst taken from four times the rate with an offset of %i reads 0 dBTP', (_, offset) => {
    const length = sampleRate / 10;
    const burst = faded(sineOf({ length: 4 * length, frequency: 1 / 24, degrees: 90, begin: -2 * length }), length);
    const taken = Float32Array.from({ length }, (__, i) => burst[4 * i + offset] ?? 0);
    withinTruePeak(reportOn(sampleRate, taken).truePeak, 0);
  });

  function withinTruePeak(found: number | null, expected: number): void {
    expect((found ?? NaN) - expected).toBeLessThanOrEqual(0.2);
    expect((found ?? NaN) - expected).toBeGreaterThanOrEqual(-0.4);
  }
});
