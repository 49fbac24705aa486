import { FLICKS_PER_SECOND } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lane } from './arrangement';
import { LaneStream } from './lane-stream';
import { runFrom, type Speed } from './runs';
import { SegmentStore } from './segment-store';

const RATE = 48_000;
const SAMPLES = 1000;

/** A lane whose every sample says its number, and a second channel that says it negative. */
async function laneAt(start: number, facts: { segmentSamples?: number; sampleRate?: number } = {}) {
  const { segmentSamples = 64, sampleRate = RATE } = facts;
  const segments = Math.ceil(SAMPLES / segmentSamples);
  const common = {
    key: 'a',
    layout: null,
    channels: 2,
    samples: SAMPLES,
    sampleRate,
    segmentSamples,
    segments,
  };
  const lane: Lane = { key: 'a', strip: 'a', start, source: { ...common, pathOf: String } };
  const store = new SegmentStore({
    load: (path) => Promise.resolve(new TextEncoder().encode(path)),
    decode: (bytes) => {
      const first = Number(new TextDecoder().decode(bytes)) * segmentSamples;
      const length = Math.min(segmentSamples, SAMPLES - first);
      const numbers = Float32Array.from({ length }, (_, i) => first + i + 1);
      return Promise.resolve([numbers, numbers.map((number) => -number)]);
    },
    maxBytes: Infinity,
  });
  let here = 0;
  await new Promise<void>((resolve) => {
    store.onArrival(() => {
      if (++here === segments) resolve();
    });
    store.want(Array.from({ length: segments }, (_, index) => ({ source: lane.source, index })));
  });
  return { lane, store };
}

const numberAt = (index: number) => (index >= 0 && index < SAMPLES ? index + 1 : 0);

describe('the stream of a lane', () => {
  it.each([1, -1] as const)(
    'is the same in whatever pieces it is read, at speed %i',
    async (speed: Speed) => {
      const { lane, store } = await laneAt((300 * FLICKS_PER_SECOND) / RATE);
      fc.assert(
        fc.property(
          fc.nat(2000),
          fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }),
          (film, lengths) => {
            const stream = new LaneStream(store, { lane, run: runFrom(0, film, speed, null), rate: RATE });
            let at = 0;
            for (const length of lengths) {
              expect(stream.has(at, length)).toBe(true);
              const [left, right] = stream.read(at, length);
              const expected = Array.from({ length }, (_, i) =>
                numberAt(speed === 1 ? film - 300 + at + i : film - 300 - at - i - 1),
              );
              expect([...(left ?? [])]).toEqual(expected);
              expect([...(right ?? [])].map((sample) => (sample === 0 ? 0 : -sample))).toEqual(expected);
              at += length;
            }
          },
        ),
      );
    },
  );

  it('names the segments that it takes in the order in which they are played', async () => {
    const { lane, store } = await laneAt(0);
    const forwards = new LaneStream(store, { lane, run: runFrom(0, 100, 1, null), rate: RATE });
    const backwards = new LaneStream(store, { lane, run: runFrom(0, 200, -1, null), rate: RATE });
    expect(forwards.segments(0, 100)).toEqual([1, 2, 3]);
    expect(backwards.segments(0, 100)).toEqual([3, 2, 1]);
    expect(forwards.segments(2000, 10)).toEqual([]);
  });

  it('of another sample rate is in step with the film, and needs what lies around', async () => {
    const { lane, store } = await laneAt(0, { sampleRate: 24_000 });
    const stream = new LaneStream(store, { lane, run: runFrom(0, 800, 1, null), rate: RATE });
    const [left] = stream.read(0, 400);
    // A straight line stays one: sample 400 of the lane is heard at sample 800 of the film.
    left?.forEach((sample, i) => {
      expect(sample).toBeCloseTo(401 + i / 2, 1);
    });
    expect(stream.segments(0, 1)).toContain(5);
    expect(stream.segments(0, 1)).toContain(6);
  });
});
