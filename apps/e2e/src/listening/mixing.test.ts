import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lane, mostOff, noise, play, ROUNDING, sound, stems, STEP, takes } from './expected.js';
import { openHall, type Hall } from './hall.js';

const OPEN = { gainDb: 0, muted: false, solo: false, channel: null };
const HALF = Math.SQRT1_2;
const LEFT_TOO = [HALF, 0] as const;
const RIGHT_TOO = [0, HALF] as const;
const L = [1, 0] as const;
const R = [0, 1] as const;
const C = [HALF, HALF] as const;
const NOWHERE = [0, 0] as const;

describe('mixing', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall();
  });
  afterAll(() => hall.close());

  it('does what the strips say: level, mute and solo', async () => {
    const heard = await hall.rehearse({
      rate: 48_000,
      seconds: 5,
      sounds: { a: sound({ seed: 1 }), b: sound({ seed: 2 }), c: sound({ seed: 3 }) },
      acts: [
        play(stems(lane('a'), lane('b'), lane('c')), 0),
        { at: 1, mix: { a: { ...OPEN, gainDb: -6 }, b: { ...OPEN, muted: true } } },
        { at: 2, mix: { b: { ...OPEN, solo: true, gainDb: 6 } } },
        { at: 3, mix: { b: { ...OPEN, solo: true, muted: true }, c: { ...OPEN, gainDb: -60 } } },
        { at: 4, volume: 0.25, mix: {} },
      ],
    });
    const sum =
      (...gains: readonly number[]) =>
      (film: number, channel: number) =>
        gains.reduce((total, gain, index) => total + gain * noise(index + 1, channel, film), 0);
    const factor = (db: number) => 10 ** (db / 20);
    expect(mostOff(heard, { from: 0.2, to: 1 }, sum(1, 1, 1))).toBeLessThan(ROUNDING);
    expect(mostOff(heard, { from: 1.1, to: 2 }, sum(factor(-6), 0, 1))).toBeLessThan(STEP);
    expect(mostOff(heard, { from: 2.1, to: 3 }, sum(0, factor(6), 0))).toBeLessThan(STEP);
    expect(mostOff(heard, { from: 3.1, to: 4 }, sum(0, 0, 0))).toBe(0);
    expect(mostOff(heard, { from: 4.1, to: 5 }, sum(0.25, 0.25, 0.25))).toBeLessThan(ROUNDING);
  });

  it.each([
    { name: 'mono', layout: ['C'], shares: [[1, 1]] },
    {
      name: '5.1',
      layout: ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'],
      shares: [L, R, C, NOWHERE, LEFT_TOO, RIGHT_TOO],
    },
    {
      name: '5.1 in the order of Vorbis',
      layout: ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'],
      shares: [L, C, R, LEFT_TOO, RIGHT_TOO, NOWHERE],
    },
    { name: 'LCRS', layout: ['L', 'R', 'C', 'Cs'], shares: [L, R, C, [0.5, 0.5]] },
    {
      name: '7.1.4',
      layout: ['L', 'R', 'C', 'LFE', 'Ls', 'Rs', 'Lrs', 'Rrs', 'Ltf', 'Rtf', 'Ltr', 'Rtr'],
      shares: [
        ...[L, R, C, NOWHERE],
        ...[LEFT_TOO, RIGHT_TOO, LEFT_TOO, RIGHT_TOO],
        // The heights 3 dB below left and right, and below the rears.
        ...[LEFT_TOO, RIGHT_TOO, [0.5, 0], [0, 0.5]],
      ],
    },
    {
      name: 'sixteen unknown channels',
      layout: [],
      shares: [L, R, ...Array.from({ length: 14 }, () => [0.5, 0.5])],
    },
  ])('folds $name down to two loudspeakers', async ({ layout, shares }) => {
    const channels = shares.length;
    const heard = await hall.rehearse({
      rate: 48_000,
      seconds: 2,
      sounds: { a: sound({ seed: 1 }, { channels, layout, samples: 4 * 48_000 }) },
      acts: [play(takes(['a']), 0), { at: 1, mix: { a: { ...OPEN, channel: channels - 1 } } }],
    });
    const folded = (film: number, side: number) =>
      shares.reduce((sum, share, channel) => sum + (share[side] ?? 0) * noise(1, channel, film), 0);
    expect(mostOff(heard, { from: 0.2, to: 1 }, folded)).toBeLessThan(STEP);
    const alone = (film: number) => noise(1, channels - 1, film);
    expect(mostOff(heard, { from: 1.1, to: 2 }, alone)).toBeLessThan(ROUNDING);
  });
});
