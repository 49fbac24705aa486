import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  filmAt,
  hertzOf,
  lane,
  largestStep,
  loudest,
  mostOff,
  noise,
  play,
  ROUNDING,
  SECOND,
  sound,
  stems,
  takes,
} from './expected.js';
import { openHall, type Hall } from './hall.js';

const RATE = 48_000;
/** A few times the largest step of a sine of 50 Hz; a cut through it steps by up to half of full scale. */
const SMOOTH = 0.01;
/** A position where that sine is loudest, in flicks. */
const PEAK = Math.round(1.005 * SECOND);
const first = (film: number, channel: number) => noise(1, channel, film);

/** The film in seconds, led back from the end of a loop to its start. */
function looped(start: number, end: number) {
  return (film: number, channel: number): number => {
    const past = film - end * RATE;
    return first(past < 0 ? film : start * RATE + (past % ((end - start) * RATE)), channel);
  };
}

const stretch = (start: number, end: number) => ({ start: start * SECOND, end: end * SECOND });

describe('a loop', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall();
  });
  afterAll(() => hall.close());

  it.each([
    [0.5, 1.5],
    [0.75, 0.875],
    [0.5, 0.5 + 1 / 24],
  ])('from %f to %f has no seam', async (start, end) => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 4,
      sounds: { a: sound({ seed: 1 }, { segmentSamples: 12_345 }) },
      acts: [{ at: 0, loop: stretch(start, end) }, play(takes(['a']), 0.25)],
    });
    expect(mostOff(heard, { from: 0.2, to: 4 }, looped(start, end))).toBeLessThan(ROUNDING);
  });

  it('can be set, moved and taken away while it plays, without a seam', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 6,
      sounds: { a: sound({ seed: 1 }) },
      acts: [
        play(takes(['a']), 0),
        { at: 1, loop: stretch(0, 2) },
        { at: 1.2, loop: null },
        { at: 1.4, loop: stretch(1, 3) },
        { at: 1.6, loop: stretch(0.5, 2.5) },
      ],
    });
    expect(mostOff(heard, { from: 0.2, to: 6 }, looped(0.5, 2.5))).toBeLessThan(ROUNDING);
  });

  it('whose end is behind the playhead is passed by', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 4,
      sounds: { a: sound({ seed: 1 }) },
      acts: [play(takes(['a']), 0), { at: 2, loop: stretch(0.5, 1) }],
    });
    expect(mostOff(heard, { from: 0.2, to: 4 }, first)).toBeLessThan(ROUNDING);
  });

  it('is not left when its start has to be waited for', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 4,
      sounds: { a: sound({ seed: 1 }) },
      acts: [{ at: 0, loop: stretch(0.5, 2) }, play(takes(['a']), 1.2)],
      late: { 'a/0': 2 },
    });
    const meanwhile = heard.said.filter(({ at }) => at > 1.1 && at < 1.9);
    expect(meanwhile.every(({ waiting, position }) => waiting && position === SECOND / 2)).toBe(true);
    expect(mostOff(heard, { from: 2.2, to: 3.4 }, first)).toBeLessThan(ROUNDING);
    expect(filmAt(heard, 2.2)).toBe(Math.round(0.5 * RATE + (2.2 - 2.03) * RATE));
  });
});

describe('running', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall();
  });
  afterAll(() => hall.close());

  it('stops where a sound is missing that is heard, and goes on from there', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 5,
      sounds: { a: sound({ seed: 1 }), b: sound({ seed: 2 }) },
      acts: [play(stems(lane('a'), lane('b')), 0)],
      late: { 'b/2': 3 },
    });
    const both = (film: number, channel: number) => noise(1, channel, film) + noise(2, channel, film);
    expect(mostOff(heard, { from: 0.2, to: 1.9 }, both)).toBeLessThan(ROUNDING);
    expect(loudest(heard, { from: 2.1, to: 3 })).toBe(0);
    const [waited] = heard.said.filter(({ waiting, at }) => waiting && at > 1);
    expect(waited?.position).toBe(2 * SECOND);
    expect(mostOff(heard, { from: 3.2, to: 5 }, both)).toBeLessThan(ROUNDING);
  });

  it('goes on where it was when nobody called it for longer than it had laid out', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 11,
      pumped: 5,
      sounds: { a: sound({ seed: 1 }) },
      acts: [play(takes(['a']), 0)],
    });
    // It was called at 0, at 5 and at 10 only, and began a moment after.
    const begun = (film: number, channel: number) => first(film - Math.ceil(0.03 * RATE), channel);
    expect(mostOff(heard, { from: 0.2, to: 3 }, begun)).toBeLessThan(ROUNDING);
    expect(loudest(heard, { from: 4.1, to: 5 })).toBe(0);
    expect(mostOff(heard, { from: 5.2, to: 8 }, begun)).toBeLessThan(ROUNDING);
  });

  it('stops and starts without a click', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 3,
      sounds: { a: sound({ hertz: 50 }) },
      acts: [
        play(takes(['a']), 1.005),
        { at: 1.0043, stop: true },
        { at: 1.5, start: { position: PEAK, speed: 1 } },
        { at: 1.535, stop: true },
        { at: 1.536, start: { position: PEAK, speed: 1 } },
      ],
    });
    expect(largestStep(heard, { from: 0, to: 3 })).toBeLessThan(SMOOTH);
    expect(loudest(heard, { from: 1.02, to: 1.5 })).toBe(0);
    expect(loudest(heard, { from: 1.6, to: 3 })).toBeGreaterThan(0.49);
  });

  it('starts without a click after a little was heard of a place', async () => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 2,
      sounds: { a: sound({ hertz: 50 }) },
      acts: [
        { at: 0, arrange: takes(['a']) },
        { at: 0.3, snippet: PEAK },
        { at: 1, start: { position: PEAK, speed: 1 } },
      ],
    });
    expect(loudest(heard, { from: 0.3, to: 0.42 })).toBeGreaterThan(0.4);
    expect(loudest(heard, { from: 0.45, to: 1 })).toBe(0);
    expect(largestStep(heard, { from: 0.3, to: 2 })).toBeLessThan(SMOOTH);
  });

  it.each([
    [2, 1],
    [-2, 20],
  ] as const)('at speed %i keeps the pitch and takes half the time', async (speed, from) => {
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 5,
      sounds: { a: sound({ hertz: 440 }, { segmentSamples: 12_345 }) },
      acts: [play(takes(['a']), from, speed)],
    });
    expect(Math.abs(hertzOf(heard, { from: 0.5, to: 4.5 }) / 440 - 1)).toBeLessThan(0.002);
    expect(filmAt(heard, 4) - filmAt(heard, 1)).toBe(speed * 3 * RATE);
    expect(largestStep(heard, { from: 0.2, to: 5 })).toBeLessThan((1.1 * Math.PI * 440) / RATE);
    expect(loudest(heard, { from: 0.2, to: 5 })).toBeLessThan(0.51);
  });

  it('plays as many stems as there are, even where they alone take more than is kept', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `stem ${index}`);
    const sounds = Object.fromEntries(names.map((name, seed) => [name, sound({ seed })]));
    const second = 48_000 * 2 * 4;
    const heard = await hall.rehearse({
      rate: RATE,
      seconds: 3,
      sounds,
      acts: [play(stems(...names.map((name) => lane(name))), 0.8)],
      maxBytes: 8 * second,
    });
    const all = (film: number, channel: number) =>
      names.reduce((sum, _, seed) => sum + noise(seed, channel, film), 0);
    expect(mostOff(heard, { from: 0.2, to: 3 }, all)).toBeLessThan(ROUNDING);
    expect(heard.mostBytes).toBeLessThanOrEqual(12 * second);
  });

  it('holds no more sound than it may, through an hour of six stems', async () => {
    const names = ['strings', 'brass', 'choir', 'drums', 'keys', 'synths'];
    const samples = 3600 * 8000;
    const hour = { sampleRate: 8000, samples, segmentSamples: 5 * 8000 };
    const maxBytes = 6_000_000;
    const heard = await hall.rehearse({
      rate: 8000,
      seconds: 20,
      sounds: Object.fromEntries(names.map((name, index) => [name, sound({ seed: index }, hour)])),
      acts: [
        play(stems(...names.map((name) => lane(name))), 0),
        ...Array.from({ length: 19 }, (_, index) => ({
          at: index + 1,
          start: { position: (index + 1) * 180 * SECOND, speed: 1 as const },
        })),
      ],
      maxBytes,
    });
    const all = (film: number, channel: number) =>
      names.reduce((sum, _, index) => sum + noise(index, channel, film), 0);
    expect(mostOff(heard, { from: 19.2, to: 20, rate: 8000 }, all)).toBeLessThan(ROUNDING);
    expect(heard.asked.length * 5 * 8000 * 2 * 4).toBeGreaterThan(5 * maxBytes);
    expect(heard.mostBytes).toBeLessThanOrEqual(maxBytes);
    expect(heard.mostBytes).toBeGreaterThan(maxBytes / 2);
  });
});
