import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarserPeaks, encodePeaks, parsePeaks, type Peaks } from './peaks.js';

const peaks: Peaks = {
  sampleRate: 48000,
  samplesPerPixel: 256,
  channels: 2,
  length: 2,
  data: Int16Array.of(-32768, 32767, 0, 1, -1, 2, -3, 4),
};

describe('peaks', () => {
  it('are read back as they were written, wherever the bytes lie in memory', () => {
    const bytes = encodePeaks(peaks);
    expect(bytes.length).toBe(24 + 16);
    expect(parsePeaks(bytes)).toEqual(peaks);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(parsePeaks(shifted.subarray(1))).toEqual(peaks);
  });

  it.each([
    ['version 1', 0, 1],
    ['8-bit data', 4, 1],
    ['a sample rate of nothing', 8, 0],
    ['a negative sample rate', 8, -1],
    ['no samples per pixel', 12, 0],
    ['a length that the bytes do not have', 16, 3],
    ['no channels', 20, 0],
    ['more channels than there are values', 20, 0x7fffffff],
  ])('are refused with %s', (_, offset, value) => {
    const bytes = encodePeaks(peaks);
    new DataView(bytes.buffer).setInt32(offset, value, true);
    expect(() => parsePeaks(bytes)).toThrow(RangeError);
  });

  it('are refused when cut or followed by anything', () => {
    const bytes = encodePeaks(peaks);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => parsePeaks(bytes.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => parsePeaks(new Uint8Array(bytes.length + 1))).toThrow(RangeError);
  });

  it('are never anything but peaks or a RangeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          parsePeaks(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

describe('coarserPeaks', () => {
  it('are the extremes of the finer ones, the last of what is left', () => {
    const any = fc.record({
      channels: fc.integer({ min: 1, max: 3 }),
      length: fc.nat(40),
      factor: fc.integer({ min: 1, max: 9 }),
      seed: fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 240, maxLength: 240 }),
    });
    fc.assert(
      fc.property(any, ({ channels, length, factor, seed }) => {
        const data = Int16Array.from(seed.slice(0, length * channels * 2));
        const fine: Peaks = { sampleRate: 48000, samplesPerPixel: 256, channels, length, data };
        const coarse = coarserPeaks(fine, factor);
        expect(coarse).toMatchObject({ sampleRate: 48000, samplesPerPixel: 256 * factor, channels });
        expect(parsePeaks(encodePeaks(coarse))).toEqual(coarse);
        for (let pixel = 0; pixel < coarse.length; pixel += 1) {
          for (let channel = 0; channel < channels; channel += 1) {
            const of = (which: number): number[] =>
              [...data].filter(
                (_, i) =>
                  Math.floor(i / (channels * 2 * factor)) === pixel && i % (channels * 2) === channel * 2 + which,
              );
            const at = (pixel * channels + channel) * 2;
            expect([...coarse.data.slice(at, at + 2)]).toEqual([Math.min(...of(0)), Math.max(...of(1))]);
          }
        }
        expect(coarse.length).toBe(Math.ceil(length / factor));
      }),
    );
  });

  it.each([0, -1, 1.5, NaN])('cannot be made %d times coarser', (factor) => {
    expect(() => coarserPeaks(peaks, factor)).toThrow(RangeError);
  });
});
