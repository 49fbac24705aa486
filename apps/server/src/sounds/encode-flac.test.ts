import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoded } from '../testing/decoded.js';
import { sineSamples } from '../testing/sound-bytes.js';
import { encodeFlac, isFlacRate, type FlacBits } from './encode-flac.js';

const bitsAny = fc.constantFrom<FlacBits>(8, 16, 24);

/** Music-like and unlike: silence, constants, full-scale jumps, noise, and quiet noise with lone outliers. */
function channelOf(samples: number, bits: FlacBits): fc.Arbitrary<Int32Array<ArrayBuffer>> {
  const [low, high] = [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
  const list = (value: fc.Arbitrary<number>): fc.Arbitrary<Int32Array<ArrayBuffer>> =>
    fc.array(value, { minLength: samples, maxLength: samples }).map((values) => Int32Array.from(values));
  return fc.oneof(
    fc.integer({ min: low, max: high }).map((value) => new Int32Array(samples).fill(value)),
    list(fc.integer({ min: low, max: high })),
    list(fc.constantFrom(low, high)),
    list(fc.integer({ min: -3, max: 3 })),
    list(fc.oneof({ weight: 200, arbitrary: fc.constant(0) }, fc.constantFrom(low, high))),
    fc.double({ min: 20, max: 2000, noNaN: true }).map((pitch) => sineSamples(samples, pitch, 8000, bits)),
  );
}

const music = fc
  .record({
    bits: bitsAny,
    channels: fc.integer({ min: 1, max: 8 }),
    samples: fc.integer({ min: 1, max: 300 }),
  })
  .chain(({ bits, channels, samples }) =>
    fc.record({
      bits: fc.constant(bits),
      channels: fc.array(channelOf(samples, bits), { minLength: channels, maxLength: channels }),
      sampleRate: fc.constantFrom(100, 8000, 11_025, 44_100, 48_000, 96_000, 192_000, 384_000, 655_350),
    }),
  );

const leftJustified = (channel: Int32Array, bits: FlacBits): number[] =>
  Array.from(channel, (sample) => sample << (32 - bits));

describe('encodeFlac', () => {
  it('gives every sample back, and says in its header how many there are', async () => {
    await fc.assert(
      fc.asyncProperty(music, async ({ bits, channels, sampleRate }) => {
        const stream = await decoded(encodeFlac(channels, bits, sampleRate));
        expect(stream.facts).toMatchObject({
          codec: 'flac',
          sampleRate,
          channels: channels.length,
          bitDepth: bits,
          samples: channels[0]?.length,
        });
        expect(stream.channels).toEqual(channels.map((channel) => leftJustified(channel, bits)));
      }),
      { numRuns: 150 },
    );
  });

  it('gives every sample back around the edges of its blocks', async () => {
    for (const samples of [4095, 4096, 4097, 8191, 8192, 8193, 12_289]) {
      const left = sineSamples(samples, 441.7, 48_000, 24);
      const right = sineSamples(samples, 97.3, 48_000, 24).map((sample, at) => sample ^ (at % 7));
      const stream = await decoded(encodeFlac([left, right], 24, 48_000));
      expect(stream.channels).toEqual([leftJustified(left, 24), leftJustified(right, 24)]);
    }
  });

  it('takes the rates that it says it takes, and no others', () => {
    for (const sampleRate of [1, 44_056, 65_535, 65_540, 88_200, 655_350]) {
      expect(isFlacRate(sampleRate)).toBe(true);
      expect(encodeFlac([new Int32Array(10)], 24, sampleRate).length).toBeGreaterThan(0);
    }
    for (const sampleRate of [65_536, 88_211, 655_360, 48_000.5]) expect(isFlacRate(sampleRate)).toBe(false);
    expect(() => encodeFlac([new Int32Array(10)], 24, 88_211)).toThrow(/88211 Hz/);
  });

  it('numbers more frames than fit one byte', async () => {
    const samples = Int32Array.from({ length: 130 * 4096 + 5 }, (_, at) => (at * at) % 251);
    const stream = await decoded(encodeFlac([samples], 16, 96_000));
    expect(stream.channels).toEqual([leftJustified(samples, 16)]);
  });

  it('takes less room for music than the samples themselves', () => {
    const left = sineSamples(48_000, 220, 48_000, 24);
    expect(encodeFlac([left, left], 24, 48_000).length).toBeLessThan(0.4 * 48_000 * 6);
    expect(encodeFlac([new Int32Array(48_000)], 24, 48_000).length).toBeLessThan(500);
  });
});
