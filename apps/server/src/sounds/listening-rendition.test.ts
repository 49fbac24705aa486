import type { AudioFacts } from '@segue/media-analysis';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoded, decodedSegment } from '../testing/decoded.js';
import { ListeningRendition, unplayableReason } from './listening-rendition.js';
import { segmentBytes, showListening, type StoredListening } from './stored-listening.js';

const factsOf = (fields: Partial<AudioFacts>): AudioFacts => ({
  container: 'wav',
  codec: 'pcm-int',
  sampleRate: 100,
  channels: 1,
  layout: null,
  bitDepth: 24,
  samples: null,
  bwf: null,
  production: null,
  ...fields,
});

/** Renders channels that come in blocks of these lengths, again and again. */
async function render(
  facts: AudioFacts,
  channels: readonly (Int32Array | Float32Array)[],
  blockLengths: readonly number[],
): Promise<{ layout: StoredListening; segments: Uint8Array[]; light: Uint8Array[] }> {
  const written: Uint8Array[] = [];
  const rendition = new ListeningRendition(facts, (segment) =>
    Promise.resolve(written.push(segment.slice())),
  );
  const samples = channels[0]?.length ?? 0;
  for (let at = 0, turn = 0; at < samples; turn += 1) {
    const frames = Math.min(blockLengths[turn % blockLengths.length] ?? 1, samples - at);
    await rendition.add({ frames, channels: channels.map((channel) => channel.subarray(at, at + frames)) });
    at += frames;
  }
  const layout = await rendition.finish();
  const blob = Buffer.concat(written);
  const segments = layout.ends.map((_, index) => {
    const { start, end } = segmentBytes(layout, index, false) ?? { start: 0, end: 0 };
    return blob.subarray(start, end);
  });
  const light = layout.ends.map((_, index) => {
    const { start, end } = segmentBytes(layout, index, true) ?? { start: 0, end: 0 };
    return blob.subarray(start, end);
  });
  expect([...segments, ...light].reduce((sum, { length }) => sum + length, 0)).toBe(blob.length);
  return { layout, segments, light };
}

/** All samples of one segment after another. */
async function heard(segments: readonly Uint8Array[], channels: number): Promise<number[][]> {
  const joined = Array.from({ length: channels }, (): number[] => []);
  for (const segment of segments) {
    (await decodedSegment(segment)).forEach((samples, channel) => {
      for (const sample of samples) joined[channel]?.push(sample);
    });
  }
  return joined;
}

const depths = [8, 16, 20, 24].map((bitDepth) => factsOf({ bitDepth }));

describe('a listening rendition', () => {
  it('is the file again when its segments are put together, however the file came', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          facts: fc.constantFrom(...depths),
          // Segments of five seconds have 500 samples here.
          samples: fc.oneof(fc.integer({ min: 1, max: 1600 }), fc.constantFrom(499, 500, 501, 1000, 1001)),
          channels: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom(8, 9, 12, 16)),
          blocks: fc.array(fc.integer({ min: 1, max: 1200 }), { minLength: 1, maxLength: 4 }),
          seed: fc.integer(),
        }),
        async ({ facts: mono, samples, channels, blocks, seed }) => {
          const facts = { ...mono, channels };
          const shift = 32 - (facts.bitDepth ?? 0);
          const music = Array.from({ length: channels }, (_, channel) =>
            Int32Array.from(
              { length: samples },
              (_, at) => (Math.imul(seed + channel + at * 7919, 2_654_435_761) >> shift) << shift,
            ),
          );
          const { layout, segments } = await render(facts, music, blocks);
          expect(layout).toMatchObject({ sampleRate: 100, channels, samples, segmentSamples: 500 });
          expect(showListening(layout).segments).toBe(Math.ceil(samples / 500));
          const lengths = await Promise.all(
            segments.map(async (segment) => (await decodedSegment(segment))[0]?.length),
          );
          expect(lengths.slice(0, -1).every((length) => length === 500)).toBe(true);
          expect(await heard(segments, channels)).toEqual(music.map((channel) => [...channel]));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has every stretch in light behind it', async () => {
    const facts = factsOf({ channels: 3, sampleRate: 8000, bitDepth: 16 });
    const channel = Int32Array.from({ length: 95_000 }, (_, at) => Math.round(2 ** 30 * Math.sin(at / 20)));
    const { layout, light } = await render(facts, [channel, channel, channel], [7000]);
    expect(showListening(layout).light).toEqual({ channels: 2 });
    const lengths = light.map(async (segment) =>
      (await decoded(segment)).channels.map(({ length }) => length),
    );
    expect(await Promise.all(lengths)).toEqual([
      [40_000, 40_000],
      [40_000, 40_000],
      [15_000, 15_000],
    ]);
  });

  it('rounds floating point to 24 bits and keeps it within them', async () => {
    const step = 2 ** -23;
    const floats = Float32Array.from([0, 0.5, -0.5, 1, -1, 1.7, -3, step * 0.4, step * 0.6, -step * 0.6]);
    const facts = factsOf({ codec: 'pcm-float', bitDepth: 32 });
    const { segments } = await render(facts, [floats], [4]);
    const top = 2 ** 23 - 1;
    const expected = [0, 2 ** 22, -(2 ** 22), top, -(2 ** 23), top, -(2 ** 23), 0, 1, -1];
    expect((await heard(segments, 1))[0]?.map((sample) => sample >> 8)).toEqual(expected);
  });

  it('rounds 32 bits to 24 and keeps them within them', async () => {
    const whole = Int32Array.from([0, 127, 128, -128, -129, 0x7fffffff, 0x7fffff7f, -0x80000000]);
    const { segments } = await render(factsOf({ bitDepth: 32 }), [whole], [3]);
    const top = 2 ** 23 - 1;
    const expected = [0, 0, 1, 0, -1, top, top, -(2 ** 23)];
    expect((await heard(segments, 1))[0]?.map((sample) => sample >> 8)).toEqual(expected);
  });

  it('has no bytes past its last segment', () => {
    const layout = { ends: [10, 25], light: { channels: 2, ends: [14, 27] } };
    expect(segmentBytes(layout, 0, false)).toEqual({ start: 0, end: 10 });
    expect(segmentBytes(layout, 0, true)).toEqual({ start: 10, end: 14 });
    expect(segmentBytes(layout, 1, false)).toEqual({ start: 14, end: 25 });
    expect(segmentBytes(layout, 1, true)).toEqual({ start: 25, end: 27 });
    expect(segmentBytes(layout, 2, false)).toBeNull();
    expect(segmentBytes(layout, 2, true)).toBeNull();
  });

  it('is not made of what nobody could listen to, and that is said', () => {
    expect(unplayableReason(factsOf({ channels: 16 }))).toBeNull();
    expect(unplayableReason(factsOf({ channels: 17 }))).toMatch(/17 channels.*up to 16/);
    expect(unplayableReason(factsOf({ sampleRate: 384_000 }))).toBeNull();
    expect(unplayableReason(factsOf({ sampleRate: 768_000 }))).toMatch(/768000 samples a second/);
  });
});
