import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  lane,
  largestStep,
  loudest,
  mostOff,
  noise,
  play,
  SECOND,
  sound,
  stems,
  ROUNDING,
  STEP,
  takes,
} from './expected.js';
import { openHall, type Hall } from './hall.js';

const RATE = 48_000;
/** A few times the largest step of a sine of 50 Hz; a cut through it steps by up to half of full scale. */
const SMOOTH = 0.01;
const low = sound({ hertz: 50 });
const first = (film: number, channel: number) => noise(1, channel, film);
const second = (film: number, channel: number) => noise(2, channel, film);

describe('switching', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall();
  });
  afterAll(() => hall.close());

  it('between equal takes is not heard, however often and at whatever moment', async () => {
    const moments = [0.513, 0.78, 0.791, 0.801, 1.2345, 1.5, 1.502, 1.75];
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 3,
      sounds: { a: sound({ seed: 1 }), b: sound({ seed: 1 }) },
      acts: [
        play(takes(['a', 'b']), 0),
        ...moments.map((at, index) => ({ at, arrange: takes(['a', 'b'], index % 2 ? 'a' : 'b') })),
      ],
    });
    expect(mostOff(heard, { from: 0.2, to: 3 }, first)).toBeLessThanOrEqual(STEP);
  });

  it('goes from one take to the other in ten milliseconds, and what they have together is one', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 3,
      sounds: { a: sound({ seed: 1 }), b: sound({ seed: 2 }) },
      acts: [play(takes(['a', 'b']), 0), { at: 1.2345, arrange: takes(['a', 'b'], 'b') }],
    });
    expect(mostOff(heard, { from: 0.2, to: 1.244 }, first)).toBeLessThan(ROUNDING);
    expect(mostOff(heard, { from: 1.258, to: 3 }, second)).toBeLessThan(ROUNDING);
    const left = (frame: number) => heard.left[frame] ?? NaN;
    let begin = Math.round(1.244 * RATE);
    const film = begin - Math.ceil(0.03 * RATE) - begin;
    while (Math.abs(left(begin) - first(begin + film, 0)) <= STEP) begin++;
    for (let step = 0; step < 480; step++) {
      const share = (step + 1) / 480;
      const at = begin + step;
      const expected = (1 - share) * first(at + film, 0) + share * second(at + film, 0);
      // The line begins between two samples.
      expect(Math.abs(left(at) - expected)).toBeLessThan(0.25 / 480);
    }
    expect(left(begin + 481)).toBeCloseTo(second(begin + 481 + film, 0), 9);
  });

  it('goes on without a gap when the take that was heard is taken out at the same moment', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 3,
      sounds: { a: low, b: low },
      acts: [play(takes(['a', 'b']), 0), { at: 1.0033, arrange: takes(['b']) }],
    });
    expect(largestStep(heard, { from: 0.2, to: 3 })).toBeLessThan((Math.PI * 50) / RATE + STEP);
  });

  it('to a take that comes in new waits for its sound, and does not click', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 3,
      sounds: { a: low, b: low },
      acts: [play(takes(['a']), 0), { at: 1.0033, arrange: takes(['b']) }],
      late: { 'b/0': 1.6, 'b/1': 1.6 },
    });
    expect(largestStep(heard, { from: 0, to: 3 })).toBeLessThan(SMOOTH);
    expect(loudest(heard, { from: 1.1, to: 1.6 })).toBe(0);
    expect(heard.said.find(({ at }) => at > 1.3)?.waiting).toBe(true);
    expect(loudest(heard, { from: 1.7, to: 1.8 })).toBeGreaterThan(0.49);
  });

  it('back to a take whose sound is still here has no gap', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 3,
      sounds: { a: sound({ seed: 1 }), b: sound({ seed: 1 }) },
      acts: [
        play(takes(['a', 'b']), 0),
        { at: 1.0033, arrange: takes(['b']) },
        { at: 1.7, arrange: takes(['a']) },
      ],
    });
    expect(mostOff(heard, { from: 0.2, to: 3 }, first)).toBeLessThanOrEqual(STEP);
  });

  it('lets a lane come in among those that play, in step and without a click', async () => {
    const withBed = { ...takes(['a']), beds: [lane('bed')] };
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 3,
      sounds: { a: sound({ seed: 1 }, { parts: [{ seed: 1, at: 999_999_999 }] }), bed: low },
      acts: [play(takes(['a']), 0), { at: 1.0043, arrange: withBed }, { at: 2.0043, arrange: takes(['a']) }],
    });
    expect(largestStep(heard, { from: 0.2, to: 3 })).toBeLessThan(SMOOTH);
    expect(loudest(heard, { from: 1.1, to: 2 })).toBeGreaterThan(0.49);
    expect(loudest(heard, { from: 2.1, to: 3 })).toBe(0);
  });

  it('lays a lane elsewhere while it plays, without a click', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 3,
      sounds: { a: sound({ seed: 1 }) },
      acts: [play(stems(lane('a')), 1), { at: 1.0043, arrange: stems(lane('a', SECOND / 2)) }],
    });
    expect(
      mostOff(heard, { from: 1.2, to: 3 }, (film, channel) => first(film - 24_000, channel)),
    ).toBeLessThan(ROUNDING);
  });

  it('is not held up by a take that is not heard', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 4,
      sounds: { a: sound({ seed: 1 }), b: sound({ seed: 2 }) },
      acts: [play(takes(['a', 'b']), 0), { at: 2.5, arrange: takes(['a', 'b'], 'b') }],
      late: { 'b/0': 1.2 },
    });
    expect(mostOff(heard, { from: 0.2, to: 2.5 }, first)).toBeLessThan(ROUNDING);
    expect(mostOff(heard, { from: 2.6, to: 4 }, second)).toBeLessThan(ROUNDING);
  });

  it('matches loudness by the factor of a take', async () => {
    const [take] = takes(['a']).takes;
    const trimmed = { takes: take ? [{ ...take, trim: 0.5 }] : [], beds: [], active: 'a' };
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 2,
      sounds: { a: sound({ seed: 1 }) },
      acts: [play(takes(['a']), 0), { at: 1, arrange: trimmed }],
    });
    expect(mostOff(heard, { from: 0.2, to: 1 }, first)).toBeLessThan(ROUNDING);
    expect(mostOff(heard, { from: 1.1, to: 2 }, (film, channel) => first(film, channel) / 2)).toBeLessThan(
      ROUNDING,
    );
  });
});
