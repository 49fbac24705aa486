import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noise } from './sounds.contract.js';
import { TRUE_PEAK_HISTORY, TruePeakMeter } from './true-peak.js';

const LENGTH = 600;

/** The highest value between samples, found stretch by stretch, or without leaving anything out. */
function truePeak(sampleRate: number, signal: Float64Array, stretch: number, isPatient: boolean): number {
  const meter = new TruePeakMeter(sampleRate);
  for (let at = TRUE_PEAK_HISTORY; at < signal.length; at += stretch) {
    const end = Math.min(signal.length, at + stretch);
    const around = signal
      .subarray(at - TRUE_PEAK_HISTORY, end)
      .reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    meter.add(signal, at, end, isPatient ? Infinity : around);
  }
  return meter.highest;
}

const signal = fc.tuple(fc.integer(), fc.double({ min: 0, max: 3, noNaN: true }), fc.nat(LENGTH - 1)).map(
  // Noise with one higher place, so that there is something to leave out and something to find.
  ([seed, height, place]) => {
    const samples = Float64Array.from(noise(seed, LENGTH));
    samples[place] = height;
    samples[place + 1] = height;
    return samples;
  },
);

describe('TruePeakMeter', () => {
  it.each([44_100, 48_000, 96_000])('leaves out nothing that is higher, at %i Hz', (sampleRate) => {
    fc.assert(
      fc.property(signal, fc.integer({ min: 1, max: 128 }), (samples, stretch) => {
        expect(truePeak(sampleRate, samples, stretch, false)).toBe(
          truePeak(sampleRate, samples, LENGTH, true),
        );
      }),
    );
  });

  it('keeps what is constant as it is', () => {
    for (const sampleRate of [48_000, 96_000]) {
      const meter = new TruePeakMeter(sampleRate);
      meter.add(new Float64Array(100).fill(0.25), 50, 100, 0.25);
      expect(meter.highest).toBeCloseTo(0.25, 12);
    }
  });

  it('reads sines up to 0.4 of the sample rate as well as four values per sample can, at any phase', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.4, noNaN: true }),
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        (frequency, phase) => {
          const sine = Float64Array.from({ length: 4000 }, (_, i) =>
            Math.sin(2 * Math.PI * frequency * i + phase),
          );
          const decibels = 20 * Math.log10(truePeak(48_000, sine, 64, false));
          expect(decibels).toBeLessThan(0.05);
          // Between two of the values the sine may be higher by this (BS.1770-4, annex 2, attachment 1).
          const missed = 20 * Math.log10(Math.cos((Math.PI * frequency) / 4));
          expect(decibels).toBeGreaterThan(missed - 0.05);
        },
      ),
    );
  });
});
