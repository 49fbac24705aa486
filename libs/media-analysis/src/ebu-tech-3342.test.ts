import { describe, expect, it } from 'vitest';
import { reportOnTones, stereo, type Tone } from './sounds.contract.js';

// The minimum requirements of EBU Tech 3342, table 1. Cases 5 and 6 are recorded programme material that may not be passed on
// and are missing here.

const steps = (...levels: number[]): Tone[] => levels.map((level) => stereo(20, level));

describe.each([44_100, 48_000, 96_000])('EBU Tech 3342 at %i Hz', (sampleRate) => {
  it.each<[number, number, Tone[]]>([
    [1, 10, steps(-20, -30)],
    [2, 5, steps(-20, -15)],
    [3, 20, steps(-40, -20)],
    [4, 15, steps(-50, -35, -20, -35, -50)],
  ])('case %i: a loudness range of %i LU', (_, expected, tones) => {
    const { range } = reportOnTones(sampleRate, tones).loudness;
    expect(Math.abs((range ?? NaN) - expected)).toBeLessThanOrEqual(1);
    // The tolerance of the standard is wide; for steps as clean as these half a tenth is enough.
    expect(Math.abs((range ?? NaN) - expected)).toBeLessThanOrEqual(0.05);
  });
});
