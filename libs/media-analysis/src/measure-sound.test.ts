import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, int, sourceOf, wav } from './audio-files.contract.js';
import type { AudioBlock } from './audio-reading.js';
import { computePeaks } from './compute-peaks.js';
import { measureSound } from './measure-sound.js';
import { readAudio } from './read-audio.js';
import { SoundMeter, type SoundReport } from './sound-meter.js';
import { blockOf, floatFacts, noise, reportOn, scaled, sineOf } from './sounds.contract.js';

const RATE = 8000;
/** Noise that swells and fades, three seconds and a half, so that all of the report has something to say. */
const swell = (seed: number): Float32Array =>
  noise(seed, RATE * 3.5).map((sample, i) => sample * 0.3 * Math.sin((Math.PI * i) / (RATE * 3.5)));

async function reportOnFile(file: Uint8Array): Promise<SoundReport> {
  return (await measureSound(await readAudio(sourceOf(file)))).report;
}

const integers = (bits: number, values: readonly number[]): Uint8Array =>
  concat(...values.map((value) => int(value, bits / 8)));

describe('measureSound', () => {
  it.each(['stereo-24.wav', 'stereo-24.flac', 'stereo.mp3'])('draws the waveform of %s as computePeaks does', async (name) => {
    const bytes = new Uint8Array(await readFile(new URL(`../fixtures/${name}`, import.meta.url)));
    const reading = await readAudio(sourceOf(bytes));
    const fractions: number[] = [];
    const measured = await measureSound(reading, (fraction) => fractions.push(fraction));
    const { peaks, samples } = await computePeaks(reading);
    expect(measured.peaks).toEqual(peaks);
    expect(measured.samples).toBe(samples);
    expect(fractions.at(-1)).toBe(1);
  });

  it('finds the same in a FLAC file as in what it was made from', async () => {
    const read = async (name: string): Promise<Uint8Array> =>
      new Uint8Array(await readFile(new URL(`../fixtures/${name}`, import.meta.url)));
    expect(await reportOnFile(await read('stereo-24.flac'))).toEqual(await reportOnFile(await read('stereo-24.wav')));
  });

  it('does not depend on how the sound is cut into blocks', () => {
    const left = swell(1);
    const right = swell(2);
    const whole = reportOn(RATE, left, right);
    expect(whole.loudness.range).not.toBeNull();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1, maxLength: 30 }), (lengths) => {
        const meter = new SoundMeter(floatFacts(RATE, 2));
        let at = 0;
        const addUpTo = (end: number): void => {
          meter.add(blockOf(left.subarray(at, end), right.subarray(at, end)));
          at = end;
        };
        for (const length of lengths) addUpTo(Math.min(left.length, at + length));
        addUpTo(left.length);
        expect(meter.finish()).toEqual(whole);
      }),
    );
  });

  it('shifts every level by the gain', () => {
    const before = reportOn(RATE, swell(1), swell(2));
    fc.assert(
      fc.property(fc.double({ min: -20, max: 12, noNaN: true }), (decibels) => {
        const factor = 10 ** (decibels / 20);
        const after = reportOn(RATE, scaled(swell(1), factor), scaled(swell(2), factor));
        const shift = (pick: (report: SoundReport) => number | null | undefined): void => {
          expect((pick(after) ?? NaN) - (pick(before) ?? NaN)).toBeCloseTo(decibels, 3);
        };
        shift((report) => report.loudness.integrated);
        shift((report) => report.loudness.momentaryMax);
        shift((report) => report.loudness.shortTermMax);
        shift((report) => report.truePeak);
        shift((report) => report.channels[1]?.peak);
        expect(after.correlation).toBeCloseTo(before.correlation ?? NaN, 5);
        expect(after.loudness.range).toBeCloseTo(before.loudness.range ?? NaN, 3);
      }),
      { numRuns: 20 },
    );
  });

  it('never finds less between the samples than at them', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 500 }), (seed, length) => {
        const { truePeak, channels } = reportOn(48_000, noise(seed, length), noise(seed + 1, length));
        for (const { peak } of channels) expect(truePeak ?? NaN).toBeGreaterThanOrEqual(peak ?? NaN);
      }),
    );
  });

  it('has nothing to say of silence', () => {
    const silence = new Float32Array(RATE * 5);
    expect(reportOn(RATE, silence, silence)).toEqual({
      loudness: { integrated: null, momentaryMax: null, shortTermMax: null, range: null },
      truePeak: null,
      channels: [
        { peak: null, dc: 0, clips: 0 },
        { peak: null, dc: 0, clips: 0 },
      ],
      leadingSilence: RATE * 5,
      trailingSilence: RATE * 5,
      correlation: null,
    });
  });

  it('gives no loudness for what is too short for it', () => {
    const { loudness } = reportOn(48_000, sineOf({ length: 19_000, frequency: 0.02 }));
    expect(loudness).toEqual({ integrated: null, momentaryMax: null, shortTermMax: null, range: null });
  });

  it('compares the first two channels', () => {
    const [one, other] = [noise(1, 20_000), noise(2, 20_000)];
    expect(reportOn(48_000, one, scaled(one, 0.5)).correlation).toBeCloseTo(1, 12);
    expect(reportOn(48_000, one, scaled(one, -0.5)).correlation).toBeCloseTo(-1, 12);
    expect(reportOn(48_000, one, other).correlation).toBeCloseTo(0, 1);
    expect(reportOn(48_000, one, new Float32Array(20_000)).correlation).toBeNull();
    expect(reportOn(48_000, one).correlation).toBeNull();
  });

  it('counts runs of three samples at full scale, over the joints of blocks too', async () => {
    const top = 32767;
    const values = [top, top, 0, top, top, top, top, 0, -32768, -32768, -32767, 0, top, top];
    const { channels } = await reportOnFile(wav({ channels: 1 }, integers(16, values)));
    expect(channels[0]?.clips).toBe(2);

    const meter = new SoundMeter(floatFacts(48_000, 1));
    const parts: AudioBlock[] = [[0.5, 1], [-1.2], [1, 0], [1, 1, 0.999]].map((part) => blockOf(Float32Array.of(...part)));
    for (const part of parts) meter.add(part);
    expect(meter.finish().channels[0]?.clips).toBe(1);
  });

  it('knows the full scale of every bit depth', async () => {
    for (const bits of [16, 24, 32]) {
      const top = 2 ** (bits - 1) - 1;
      const clipped = await reportOnFile(wav({ channels: 1, bits }, integers(bits, [top, top, top])));
      const lower = await reportOnFile(wav({ channels: 1, bits }, integers(bits, [top - 1, top - 1, top - 1])));
      expect([bits, clipped.channels[0]?.clips, lower.channels[0]?.clips]).toEqual([bits, 1, 0]);
      expect(clipped.channels[0]?.peak).toBeCloseTo(20 * Math.log10(top / 2 ** (bits - 1)), 9);
    }
  });

  it('measures the silence before and behind, to the sample', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.integer({ min: 1, max: 300 }), (before, behind, length) => {
        const [quiet, loud] = [new Float32Array(before + length + behind), new Float32Array(before + length + behind)];
        // -60 dBFS is 0.001: just below and just above.
        quiet.fill(0.00099);
        loud.fill(-0.00101, before, before + length);
        const { leadingSilence, trailingSilence } = reportOn(48_000, quiet, loud);
        expect([leadingSilence, trailingSilence]).toEqual([before, behind]);
      }),
    );
  });

  it('finds an offset', () => {
    const shifted = sineOf({ length: 48_000, frequency: 0.01 }).map((sample) => sample * 0.1 - 0.002);
    const { channels } = reportOn(48_000, shifted, scaled(shifted, 0));
    expect(channels[0]?.dc).toBeCloseTo(-0.002, 6);
    expect(channels[1]?.dc).toBe(0);
  });

  it('stays with numbers where a floating-point file does not', async () => {
    const values = [NaN, Infinity, -Infinity, 3e38, -3e38, 1e-45];
    const bytes = new Uint8Array(Float32Array.from({ length: 60_000 }, (_, i) => values[i % values.length] ?? 0).buffer);
    const report = await reportOnFile(wav({ tag: 3, channels: 2, bits: 32 }, bytes));
    const numbers = JSON.stringify(report, (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value,
    );
    expect(numbers).not.toContain('not finite');
  });
});
