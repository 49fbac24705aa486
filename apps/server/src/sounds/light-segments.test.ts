import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoded } from '../testing/decoded.js';
import { sineSamples } from '../testing/sound-bytes.js';
import { LightSegments } from './light-segments.js';

interface Music {
  readonly channels: readonly Int32Array[];
  readonly layout?: readonly string[];
  readonly segmentSamples: number;
  readonly sampleRate?: number;
}

/** Makes the light segments of 16-bit music that comes in blocks of this length. */
function lightOf(
  { channels, layout, segmentSamples, sampleRate = 48_000 }: Music,
  block: number,
): Uint8Array[] {
  const light = new LightSegments({
    channels: channels.length,
    layout: layout ?? null,
    bits: 16,
    sampleRate,
    segmentSamples,
  });
  const segments: Uint8Array[] = [];
  for (let at = 0; at < (channels[0]?.length ?? 0); at += block) {
    segments.push(...light.add(channels.map((channel) => channel.subarray(at, at + block))));
  }
  return [...segments, ...light.finish()];
}

/** Each channel of all segments one after another, full scale at 1. */
async function heard(segments: readonly Uint8Array[]): Promise<number[][]> {
  const parts = await Promise.all(segments.map(decoded));
  return (parts[0]?.channels ?? []).map((_, channel) =>
    parts.flatMap((part) => part.channels[channel] ?? []),
  );
}

const energy = (samples: readonly number[]): number =>
  samples.reduce((sum, sample) => sum + sample * sample, 0);
/** How far two sounds differ, in decibels below the second. */
const errorOf = (ours: readonly number[], theirs: readonly number[]): number =>
  10 * Math.log10(energy(ours.map((sample, i) => sample - (theirs[i] ?? 0))) / energy(theirs));
const fullScale = (channel: Int32Array): number[] => Array.from(channel, (sample) => sample / 32_768);

describe('light segments', () => {
  it('hold exactly their samples, however the music came', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          samples: fc.oneof(
            fc.integer({ min: 1, max: 9000 }),
            fc.constantFrom(839, 840, 841, 1800, 2000, 4000),
          ),
          segmentSamples: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(960, 1000, 1920, 2000)),
          channels: fc.integer({ min: 1, max: 8 }),
          block: fc.integer({ min: 1, max: 3000 }),
        }),
        async ({ samples, segmentSamples: wanted, channels: count, block }) => {
          // As with five seconds, which are longer than the packets of any rate that is delivered.
          const segmentSamples = Math.max(wanted, Math.ceil(samples / 20));
          const channels = Array.from({ length: count }, (_, i) =>
            sineSamples(samples, 200 * (i + 1), 48_000, 16),
          );
          const segments = await Promise.all(lightOf({ channels, segmentSamples }, block).map(decoded));
          const lengths = segments.map((segment) => segment.channels[0]?.length ?? 0);
          expect(segments.every((segment) => segment.channels.length === (count === 1 ? 1 : 2))).toBe(true);
          expect(lengths.slice(0, -1).every((length) => length === segmentSamples)).toBe(true);
          expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(samples);
          expect(lengths).toHaveLength(Math.ceil(samples / segmentSamples));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('sound like the music, and start where it starts', async () => {
    const left = sineSamples(60_000, 441, 48_000, 16);
    const right = sineSamples(60_000, 1320, 48_000, 16);
    const [l = [], r = []] = await heard(lightOf({ channels: [left, right], segmentSamples: 20_000 }, 7000));
    // A sample too early or too late would come to -25 dB and -15 dB.
    expect(errorOf(l, fullScale(left))).toBeLessThan(-28);
    expect(errorOf(r, fullScale(right))).toBeLessThan(-28);
  });

  it('join without a step: what is wrong of them is no worse where they meet', async () => {
    const tone = sineSamples(96_000, 441, 44_100, 16);
    const [joined = []] = await heard(
      lightOf({ channels: [tone], segmentSamples: 22_050, sampleRate: 44_100 }, 5000),
    );
    const wanted = fullScale(tone);
    for (const border of [22_050, 44_100, 66_150, 88_200]) {
      const around = (samples: readonly number[]): number[] => samples.slice(border - 40, border + 40);
      expect(errorOf(around(joined), around(wanted))).toBeLessThan(-30);
    }
  });

  it('fold surround down like the player, also where that is louder than full scale', async () => {
    const loud = sineSamples(30_000, 300, 48_000, 16).map((sample) => Math.round(sample * 1.9));
    const silence = new Int32Array(30_000);
    const music = {
      channels: [loud, silence, loud, loud, loud, silence],
      layout: ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'],
      segmentSamples: 20_000,
    };
    const [l = [], r = []] = await heard(lightOf(music, 3000));
    const folded = (factor: number): number[] => fullScale(loud).map((sample) => sample * factor);
    // Left, centre and left surround; the LFE is left out.
    expect(errorOf(l, folded(1 + 2 * Math.SQRT1_2))).toBeLessThan(-30);
    expect(errorOf(r, folded(Math.SQRT1_2))).toBeLessThan(-30);
    expect(Math.max(...l)).toBeGreaterThan(2);
  });

  it('are a fraction of what they stand for', () => {
    const channels = [sineSamples(96_000, 300, 48_000, 16), sineSamples(96_000, 700, 48_000, 16)];
    const bytes = lightOf({ channels, segmentSamples: 48_000 }, 4800).reduce(
      (sum, { length }) => sum + length,
      0,
    );
    expect(bytes).toBeLessThan(45_000);
  });
});
