import { readFlac } from '@segue/media-analysis/flac';
import { FLICKS_PER_SECOND, type PlacedTempoMap } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLICK_RATE, CLICK_SAMPLES, clickSamples } from './click-sound';
import { clickTrack, samplesOf } from './click-track';
import { flacBytes } from './flac-bytes';

const HOUR = 3600 * FLICKS_PER_SECOND;
/** 120 quarters a minute in 4/4, from half a second after the hour on. */
const tempo: PlacedTempoMap = { ppq: 480, tempos: [], meters: [], startFlicks: HOUR + FLICKS_PER_SECOND / 2 };
const sounding = { start: HOUR, end: HOUR + 7.3 * FLICKS_PER_SECOND };

async function decoded(bytes: Uint8Array): Promise<number[]> {
  const reading = await readFlac(
    {
      size: bytes.length,
      read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    },
    0,
  );
  const samples: number[] = [];
  // Whole numbers come left-justified in 32 bits.
  for await (const { channels } of reading.blocks())
    for (const sample of channels[0] ?? []) samples.push(sample / 65_536);
  return samples;
}

/** Where two sounds differ first; -1 where they do not. Comparing them as values would take seconds. */
function firstDifference(samples: readonly number[], others: Int16Array): number {
  return samples.length === others.length
    ? samples.findIndex((sample, index) => sample !== others[index])
    : Math.min(samples.length, others.length);
}

describe('a click track', () => {
  it('sounds on each beat of the music, to the sample, with an accent on the first of a bar', () => {
    const samples = samplesOf(tempo, HOUR, 0, 7 * CLICK_RATE);
    const accents = [true, false, false, false];
    for (let beat = 0; beat < 13; beat++) {
      const begin = CLICK_RATE / 2 + beat * (CLICK_RATE / 2);
      expect([...samples.subarray(begin, begin + CLICK_SAMPLES)]).toEqual([
        ...clickSamples(accents[beat % 4] ?? false),
      ]);
      const silent = samples.subarray(begin + CLICK_SAMPLES, begin + CLICK_RATE / 2);
      expect(silent.every((sample) => sample === 0)).toBe(true);
    }
    expect(samples.subarray(0, CLICK_RATE / 2).every((sample) => sample === 0)).toBe(true);
  });

  it('is the same in pieces, wherever a click is cut', () => {
    const whole = samplesOf(tempo, HOUR, 0, 1.2 * CLICK_RATE);
    const cuts = fc.integer({ min: 0, max: whole.length });
    fc.assert(
      fc.property(cuts, (cut) => {
        const pieces = [samplesOf(tempo, HOUR, 0, cut), samplesOf(tempo, HOUR, cut, whole.length - cut)];
        expect(
          firstDifference(
            pieces.flatMap((piece) => [...piece]),
            whole,
          ),
        ).toBe(-1);
      }),
      { numRuns: 20 },
    );
  });

  it('comes in segments that the player decodes to these very samples', async () => {
    const { lane, segmentAt } = clickTrack(tempo, sounding);
    expect(lane).toMatchObject({ start: HOUR, source: { segments: 2, samples: 7.3 * CLICK_RATE } });
    const samples: number[] = [];
    for (let index = 0; index < lane.source.segments; index++)
      for (const sample of await decoded(segmentAt(lane.source.pathOf(index)) ?? new Uint8Array()))
        samples.push(sample);
    expect(samples).toHaveLength(7.3 * CLICK_RATE);
    expect(firstDifference(samples, samplesOf(tempo, HOUR, 0, samples.length))).toBe(-1);
    expect(segmentAt('/versions/abc/segments/0')).toBeNull();
    expect(clickTrack({ ...tempo, ppq: 96 }, sounding).segmentAt(lane.source.pathOf(0))).toBeNull();
  });

  it('is written as FLAC that reads as it was, also where the last frame is short', async () => {
    const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1, maxLength: 6000 });
    await fc.assert(
      fc.asyncProperty(samples, async (values) => {
        expect(await decoded(flacBytes(Int16Array.from(values)))).toEqual(values);
      }),
      { numRuns: 20 },
    );
  });
});
