import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aiff, concat, float, int, sourceOf, wav } from './audio-files.contract.js';
import { computePeaks } from './compute-peaks.js';
import { parsePeaks } from './peaks.js';
import { readAudio } from './read-audio.js';

const frameCount = fc.oneof(fc.integer({ min: 1, max: 1100 }), fc.constantFrom(255, 256, 257, 512));

/** The rule, one sample at a time: what 16-bit sample each value is, then the extremes of each 256. */
function expectedPeaks(sixteenBit: number[], channels: number): number[] {
  const frames = sixteenBit.length / channels;
  const values: number[] = [];
  for (let start = 0; start < frames; start += 256) {
    for (let channel = 0; channel < channels; channel += 1) {
      const part = sixteenBit.filter((_, i) => i % channels === channel).slice(start, start + 256);
      values.push(Math.min(...part), Math.max(...part));
    }
  }
  return values;
}

async function peaksOf(file: Uint8Array): Promise<number[]> {
  const { peaks } = await computePeaks(await readAudio(sourceOf(file)));
  return [...parsePeaks(peaks).data];
}

describe('computePeaks', () => {
  it('equals the reference file byte for byte', async () => {
    const read = async (name: string): Promise<Uint8Array> =>
      new Uint8Array(await readFile(new URL(`../fixtures/${name}`, import.meta.url)));
    const { peaks, samples } = await computePeaks(await readAudio(sourceOf(await read('stereo-24.wav'))));
    expect(samples).toBe(4500);
    expect(peaks).toEqual(await read('stereo-24.dat'));
  });

  it.each([8, 16, 24, 32])('follows the rule at %i bits, in WAV and AIFF', async (bits) => {
    const isUnsigned = bits === 8;
    await fc.assert(
      fc.asyncProperty(
        frameCount,
        fc.integer({ min: 1, max: 3 }),
        fc.integer(),
        async (frames, channels, seed) => {
          const signed = randomIntegers(seed, frames * channels, bits);
          const sixteenBit = signed.map((value) => Math.floor(value * 2 ** (16 - bits)));
          const expected = expectedPeaks(sixteenBit, channels);
          const little = concat(...signed.map((value) => int(isUnsigned ? value + 128 : value, bits / 8)));
          const big = concat(...signed.map((value) => int(value, bits / 8, false)));
          expect(await peaksOf(wav({ channels, bits }, little))).toEqual(expected);
          expect(await peaksOf(aiff({ channels, bits, samples: frames }, big))).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([4, 8] as const)('follows the rule for floating point of %i bytes', async (bytes) => {
    const sample = fc.oneof(
      fc.double({ min: -1.2, max: 1.2, noNaN: true }),
      fc.constantFrom(1, -1, 0, -0, Infinity, -Infinity, 0.99999994, 16383.9999 / 32767),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { minLength: 1, maxLength: 600 }), async (values) => {
        const sixteenBit = values.map((value) => {
          const single = Math.fround(Math.fround(value) * 32767);
          const whole = single < 0 ? Math.ceil(single) : Math.floor(single);
          return Math.min(32767, Math.max(-32768, whole)) + 0;
        });
        const file = wav(
          { tag: 3, channels: 1, bits: bytes * 8 },
          concat(...values.map((value) => float(value, bytes))),
        );
        expect(await peaksOf(file)).toEqual(expectedPeaks(sixteenBit, 1));
      }),
      { numRuns: 50 },
    );
  });

  it('carries pixels over the joints of blocks', async () => {
    const channels = 3;
    const frames = 400_001;
    const values = randomIntegers(42, frames * channels, 16);
    const data = new Uint8Array(Int16Array.from(values).buffer);
    const reading = await readAudio(sourceOf(wav({ channels, bits: 16 }, data)));
    const fractions: number[] = [];
    const { peaks, samples } = await computePeaks(reading, (fraction) => fractions.push(fraction));
    expect(samples).toBe(frames);
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions.at(-1)).toBe(1);
    const { data: found, length } = parsePeaks(peaks);
    expect(length).toBe(Math.ceil(frames / 256));
    for (const pixel of [0, 682, 683, 1365, 1366, length - 1]) {
      const part = values.slice(pixel * 256 * channels, (pixel + 1) * 256 * channels);
      expect([...found.slice(pixel * 6, pixel * 6 + 6)]).toEqual(expectedPeaks(part, channels));
    }
  });
});

/** Plain congruential noise: fast-check would take long to shrink thousands of samples that do not matter one by one. */
function randomIntegers(seed: number, count: number, bits: number): number[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * 2 ** bits) - 2 ** (bits - 1);
  });
}
